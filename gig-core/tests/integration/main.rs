//! Tests of gig-core from outside: what a caller sees.

mod corpus;
mod document;
mod hostile;
mod resolve;
mod tables;

//! Tests of gig-core from outside: what a caller sees.

mod resolve;
mod tables;

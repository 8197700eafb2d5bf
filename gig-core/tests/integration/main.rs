//! Tests of gig-core as its callers see it.

mod corpus;
mod document;
mod hostile;

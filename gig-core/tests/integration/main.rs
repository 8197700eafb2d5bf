//! Tests of gig-core from outside: what a caller sees.

mod config_hash;
mod tables;

//! The integration tests of gig-core: one binary.

mod resolve;

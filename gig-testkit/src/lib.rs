//! What tests of gig, and of platforms described with gig, are made of: an engine in memory, faults,
//! a clock that costs no time, the suite that every runtime must pass, and a service for real containers.
//!
//! Nothing here reaches a real engine.

pub mod call;
pub mod clock;
pub mod conformance;
pub mod example;
pub mod fault;
#[cfg(feature = "proptest")]
pub mod generate;
pub mod memory;
pub mod recorder;
pub mod service;

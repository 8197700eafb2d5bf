//! What gig-core does as a whole, on the engine in memory.
#![expect(clippy::disallowed_methods, reason = "tests read and write their own expected files")]

mod crash;
mod execute;
mod expected;
mod faults;
mod laws;
mod recovery_document;
mod scenario;
mod states;
mod worlds;

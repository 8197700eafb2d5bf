//! What gig-core does as a whole, on the engine in memory.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read and write expected files, and may panic"
)]

mod cases;
mod config_hash;
mod corpus;
mod crash;
mod diagnostics;
mod document;
mod execute;
mod expected;
mod faults;
mod file_format;
mod hooks;
mod hostile;
mod laws;
mod recovery_document;
mod resolve;
mod scenario;
mod states;
mod tables;
mod worlds;

//! The hash of a configuration: golden vectors, that nothing is lost in the records, and that a shell
//! computes the same.
#![expect(clippy::disallowed_methods, reason = "golden files are read and written, and shells are run")]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod golden;
mod injective;
mod read_back;
mod shell;
mod vectors;

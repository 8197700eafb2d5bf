//! Plans carried out on the engine in memory.

pub(crate) mod bench;
mod cancel;
mod empty;
mod order;
pub(crate) mod plans;
mod ports;
mod proof;
mod undo;

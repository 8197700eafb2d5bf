//! Plans carried out on the engine in memory.

mod bench;
mod cancel;
mod empty;
mod order;
mod plans;
mod proof;
mod undo;

//! What gig makes of every fault of an engine, at every endpoint that it uses: never a panic, never a success
//! that was none, and words that say what failed.

mod calls;
mod connect;
mod faults;
mod pull;
mod repeat;
mod server;

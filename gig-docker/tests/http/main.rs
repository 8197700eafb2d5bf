//! What gig makes of every fault of an engine, at every endpoint that it uses: never a panic, never a success
//! that was none, and words that say what failed.

#![expect(clippy::unwrap_used, reason = "all of this is a test, and the lint sees only the functions marked as one")]

mod calls;
mod connect;
mod credentials;
mod faults;
mod podman;
mod pull;
mod repeat;
mod server;

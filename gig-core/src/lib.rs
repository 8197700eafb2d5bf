//! Everything of gig that can be decided without doing anything: what a file means, what runs,
//! what would have to change, and the order in which to change it.
//!
//! Text becomes a [`document`], a document with its variables a [`platform`], a platform beside
//! what a [`runtime`] observes a [`plan`](mod@plan), and a plan is carried out by [`execute`](mod@execute). The modules stand in
//! that order. Nothing here reads a file, a clock, the environment or the network: files, time
//! and the engine are traits that the caller supplies.

pub mod clock;
pub mod diagnostic;
pub mod document;
pub mod execute;
pub mod exit_code;
pub mod name;
pub mod plan;
pub mod platform;
pub mod resolve;
pub mod runtime;
pub mod secret;
pub mod visible;

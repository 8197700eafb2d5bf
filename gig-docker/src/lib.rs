//! gig's [`ContainerRuntime`](gig_core::runtime::ContainerRuntime) over a Docker Engine.
//!
//! What decides anything is not here: gig-core plans and executes, this crate asks and does. The
//! conversions between gig's words and the engine's are pure functions; the rest is calls. No type of
//! the client library leaves this crate.

mod clock;
mod connect;
mod engine;
mod error;
mod limits;
pub mod own_image;

pub use clock::TokioClock;
pub use connect::{ConnectError, Endpoint};
pub use engine::EngineRuntime;
pub use limits::Limits;

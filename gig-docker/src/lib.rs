//! gig's [`ContainerRuntime`](gig_core::runtime::ContainerRuntime) over a Docker Engine.
//!
//! What decides anything is not here: gig-core plans and executes, this crate asks and does. The
//! conversions between gig's words and the engine's are pure functions; the rest is calls. No type of
//! the client library leaves this crate.

mod clock;
mod connect;
mod credentials;
mod docker_config;
mod endpoint;
mod engine;
mod error;
mod examine;
mod limits;
mod locate;
pub mod own_image;

pub use clock::TokioClock;
pub use connect::{ApiVersion, ConnectError, Introduction, Make};
pub use credentials::RegistryCredentials;
pub use endpoint::Endpoint;
pub use engine::EngineRuntime;
pub use examine::{Details, Examination};
pub use limits::Limits;
pub use locate::{Location, Origin, locate};

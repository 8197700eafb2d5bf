//! The plan: what to change and why, as data that leaves nothing to decide.
//!
//! [`plan`](fn@plan) looks at the platform as it should be and at what was observed, and decides everything.
//! Nothing here calls an engine, and nothing here is asked again while a plan is carried out.

mod bring_up;
mod clear;
mod data;
mod difference;
mod display;
mod draft;
mod expect;
mod follow;
mod ground;
mod hooks;
mod options;
mod order;
mod ports;
mod question;
mod reason;
mod recover;
pub mod recovery;
mod refusal;
mod report;
mod restart;
mod selection;
mod share;
mod standing;
mod swap;
mod take_down;

pub use data::{Action, Change, Expectation, Lane, LaneName, Milestone, Plan, Step, Target, Wanted};
pub use difference::to_inspect;
pub use options::{PlanOptions, Selection, Verb};
pub use reason::Reason;
pub use report::{Held, HeldBack, Note, Report};

use self::question::Question;
use crate::name::ServiceName;
use crate::platform::{Platform, Scale};
use crate::runtime::{Capabilities, Observed};

/// Decides everything.
///
/// # Errors
/// [`PlanError`] where the file and the engine do not fit together; then nothing has been touched.
pub fn plan(
    platform: &Platform,
    observed: &Observed,
    _capabilities: &Capabilities,
    options: &PlanOptions,
) -> Result<Planned, PlanError> {
    let question = Question::new(platform, observed, options)?;
    match options.verb {
        Verb::Start | Verb::Restart | Verb::RestartRm | Verb::Update => question.bring_up(),
        Verb::Stop | Verb::Rm => Ok(question.take_down()),
    }
}

/// What was decided: what is done, and what is not.
#[derive(Debug, Clone, PartialEq)]
#[must_use = "a plan does nothing until it is executed"]
pub struct Planned {
    /// What is done.
    pub plan: Plan,
    /// What is not done, and why; and what is worth knowing before it is done.
    pub report: Report,
}

/// Why no plan is made. Nothing has been touched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// A service was named that is neither in the file nor on the engine.
    #[error("there is no service `{name}`{}", nearest.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    UnknownService {
        /// The name that was given.
        name: ServiceName,
        /// The nearest known one.
        nearest: Option<ServiceName>,
    },
    /// A container that is not gig's has the name that a service needs.
    #[error("the name `{name}`, which service `{service}` needs, belongs to container {id}, which gig did not make")]
    NameTaken {
        /// The service.
        service: ServiceName,
        /// The name.
        name: String,
        /// The container that has it.
        id: String,
    },
    /// A network or volume that is somebody else's is not there.
    #[error("the external {kind} `{name}` does not exist")]
    ExternalMissing {
        /// `network` or `volume`.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// One host port is to be published by several instances of a service.
    #[error("port {port} of the host can be published by one instance, and service `{service}` is to have {scale}")]
    PortShared {
        /// The service.
        service: ServiceName,
        /// The port.
        port: u16,
        /// How many instances it is to have.
        scale: Scale,
    },
    /// A host port that a service needs is published by a container that is not gig's.
    #[error("port {port} of the host, which service `{service}` needs, is published by container `{holder}`")]
    PortTaken {
        /// The service.
        service: ServiceName,
        /// The port.
        port: u16,
        /// The container that publishes it.
        holder: String,
    },
}

//! What a plan is asked for.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::name::ServiceName;
use crate::platform::Pull;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// What is absent or stopped is brought up; what runs is left as it is.
    Start,
    /// What runs is stopped.
    Stop,
    /// The instances are stopped and started again.
    Restart,
    /// The instances are replaced by new ones, whether or not they differ.
    RestartRm,
    /// What differs is replaced, what is absent or stopped is brought up.
    Update,
    /// The instances are stopped and removed.
    Rm,
}

impl Verb {
    /// All verbs.
    pub const ALL: [Self; 6] = [Self::Start, Self::Stop, Self::Restart, Self::RestartRm, Self::Update, Self::Rm];

    /// Gives the command's name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Stop => "stop",
            Self::Restart => "restart",
            Self::RestartRm => "restartrm",
            Self::Update => "update",
            Self::Rm => "rm",
        }
    }
}

/// Which services are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// All of the file.
    All,
    /// These.
    Named(Vec<ServiceName>),
}

/// What a plan is asked for, and how.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PlanOptions {
    /// What is asked for.
    pub verb: Verb,
    /// For which services.
    pub selection: Selection,
    /// Whether what the named services need is brought up with them.
    pub with_dependencies: bool,
    /// Whether a release that has failed before is tried again.
    pub retry_failed: bool,
    /// Whether `rm` and `update` also remove instances of services that are not in the file any more.
    pub remove_orphans: bool,
    /// Whether `rm` also removes the project's named volumes, with everything in them.
    pub remove_volumes: bool,
    /// Whether images are fetched; `None` leaves it to the file.
    pub pull: Option<Pull>,
    /// How long a service may take to become healthy, and a job to complete.
    pub patience: Duration,
    /// How long a replacement without a health check must have run without a break to be accepted.
    pub settle: Duration,
}

impl PlanOptions {
    /// Asks for `verb` for all services, with what every flag is when it is not given.
    #[must_use]
    pub fn new(verb: Verb) -> Self {
        Self {
            verb,
            selection: Selection::All,
            with_dependencies: true,
            retry_failed: false,
            remove_orphans: false,
            remove_volumes: false,
            pull: None,
            patience: Duration::from_secs(600),
            settle: Duration::from_secs(2),
        }
    }

    /// Asks for these services only.
    #[must_use]
    pub fn named(mut self, services: Vec<ServiceName>) -> Self {
        self.selection = Selection::Named(services);
        self
    }
}

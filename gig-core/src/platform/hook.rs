//! Commands that are run in an instance, beside its own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::secret::Secret;

/// A command that is run in an instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hook {
    /// The program and its arguments; not empty.
    pub command: Vec<String>,
    /// As whom, `user[:group]`; `None` is the user of the instance.
    pub user: Option<String>,
    /// Whether it has all rights over the host.
    pub privileged: bool,
    /// The folder it runs in; `None` is that of the instance.
    pub working_dir: Option<String>,
    /// What it gets beside the environment of the instance.
    pub environment: BTreeMap<String, Secret>,
}

impl Hook {
    /// Runs `command` as the instance itself would.
    #[must_use]
    pub fn new(command: Vec<String>) -> Self {
        Self { command, user: None, privileged: false, working_dir: None, environment: BTreeMap::new() }
    }
}

/// When hooks are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HookPoint {
    /// After each start that gig makes.
    PostStart,
    /// Before each stop that gig makes of what is in service.
    PreStop,
}

impl HookPoint {
    /// Returns the key of the file that lists them.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PostStart => "post_start",
            Self::PreStop => "pre_stop",
        }
    }
}

/// The hooks of a service, in the order in which they are run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hooks {
    /// Those after a start.
    pub post_start: Vec<Hook>,
    /// Those before a stop.
    pub pre_stop: Vec<Hook>,
}

impl Hooks {
    /// Returns those that are run then.
    #[must_use]
    pub fn at(&self, point: HookPoint) -> &[Hook] {
        match point {
            HookPoint::PostStart => &self.post_start,
            HookPoint::PreStop => &self.pre_stop,
        }
    }
}

//! How instances of an image behave, and where the image is to be had.

use std::time::Duration;

use gig_core::runtime::{Health, HookEnd};

/// How instances of an image behave, and where the image is to be had.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ImageBehaviour {
    /// Where the image is.
    pub availability: Availability,
    /// The paths it declares as volumes.
    pub volumes: Vec<String>,
    /// What becomes of a start.
    pub life: Life,
    /// What the health check finds, each so long after the start; not empty where the image brings a check.
    pub health: Vec<(Duration, Health)>,
    /// How it takes being asked to stop.
    pub farewell: Farewell,
    /// What each start writes to the log.
    pub says: Vec<String>,
    /// How hooks end, by their commands; others end with 0 and write nothing.
    pub hooks: Vec<(Vec<String>, HookEnd)>,
}

/// Where an image is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    /// On the engine and in the registry.
    Present,
    /// On the engine only: built there, pushed nowhere.
    Local,
    /// In the registry; fetching it takes so long.
    Pullable(Duration),
    /// Nowhere.
    Missing,
    /// In a registry that wants other credentials.
    Unauthorized,
}

/// What becomes of a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// It runs until it is stopped.
    Runs,
    /// It ends by itself.
    Exits {
        /// With this code.
        code: i64,
        /// So long after the start.
        after: Duration,
    },
    /// The engine cannot start it, as where the entry point is not there.
    FailsToStart,
}

/// How an instance takes being asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Farewell {
    /// It ends with this code, so long after it was asked.
    Ends {
        /// With this code.
        code: i64,
        /// So long after it was asked.
        after: Duration,
    },
    /// It goes on until it is killed.
    Ignores,
}

impl ImageBehaviour {
    /// Runs until it is stopped, and has no health check.
    #[must_use]
    pub fn runs() -> Self {
        Self {
            availability: Availability::Present,
            volumes: Vec::new(),
            life: Life::Runs,
            health: Vec::new(),
            farewell: Farewell::Ends { code: 0, after: Duration::ZERO },
            says: vec!["ready".to_owned()],
            hooks: Vec::new(),
        }
    }

    /// Ends with `code`, `after` so long.
    #[must_use]
    pub fn exits(code: i64, after: Duration) -> Self {
        Self { life: Life::Exits { code, after }, ..Self::runs() }
    }

    /// Cannot be started.
    #[must_use]
    pub fn fails_to_start() -> Self {
        Self { life: Life::FailsToStart, ..Self::runs() }
    }

    /// Runs, and its own health check passes `after` so long.
    #[must_use]
    pub fn becomes_healthy(after: Duration) -> Self {
        Self::runs().with_health(vec![(after, Health::Healthy)])
    }

    /// Runs, and its own health check has failed for good `after` so long.
    #[must_use]
    pub fn becomes_unhealthy(after: Duration) -> Self {
        Self::runs().with_health(vec![(after, Health::Unhealthy)])
    }

    /// Brings a health check that finds this, each so long after the start; the times ascend.
    #[must_use]
    pub fn with_health(mut self, findings: Vec<(Duration, Health)>) -> Self {
        self.health = findings;
        self
    }

    /// Declares a volume at `path`.
    #[must_use]
    pub fn with_volume(mut self, path: &str) -> Self {
        self.volumes.push(path.to_owned());
        self
    }

    /// Goes on when it is asked to stop, until it is killed.
    #[must_use]
    pub fn ignoring_stop(mut self) -> Self {
        self.farewell = Farewell::Ignores;
        self
    }

    /// Ends `after` so long when it is asked to stop.
    #[must_use]
    pub fn stopping_within(mut self, after: Duration) -> Self {
        self.farewell = Farewell::Ends { code: 0, after };
        self
    }

    /// Writes these lines to its log at each start.
    #[must_use]
    pub fn saying(mut self, lines: &[&str]) -> Self {
        self.says = lines.iter().map(|line| (*line).to_owned()).collect();
        self
    }

    /// Lets the hook with that command end with `exit_code` after it has written `line`.
    #[must_use]
    pub fn with_hook(mut self, command: &[&str], exit_code: i64, line: &str) -> Self {
        let command = command.iter().map(|word| (*word).to_owned()).collect();
        self.hooks.push((command, HookEnd { exit_code, last_lines: vec![line.to_owned()] }));
        self
    }

    /// Is where `availability` says.
    #[must_use]
    pub fn available(mut self, availability: Availability) -> Self {
        self.availability = availability;
        self
    }

    /// Is in the registry only; fetching it takes `after`.
    #[must_use]
    pub fn pullable(self, after: Duration) -> Self {
        self.available(Availability::Pullable(after))
    }

    /// Is nowhere.
    #[must_use]
    pub fn missing(self) -> Self {
        self.available(Availability::Missing)
    }

    /// Is in a registry that wants other credentials.
    #[must_use]
    pub fn unauthorized(self) -> Self {
        self.available(Availability::Unauthorized)
    }
}

//! Health checks.

use std::time::Duration;

/// How the engine finds out whether an instance is healthy. `None` leaves a value to the image or the engine.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HealthCheck {
    /// What is run.
    pub test: Option<HealthTest>,
    /// The time between two checks.
    pub interval: Option<Duration>,
    /// How long a check may take.
    pub timeout: Option<Duration>,
    /// How many failures in a row make an instance unhealthy.
    pub retries: Option<u32>,
    /// The time at the start during which failures do not count.
    pub start_period: Option<Duration>,
    /// The time between two checks during the start period (API 1.44 and later).
    pub start_interval: Option<Duration>,
}

/// What a health check runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HealthTest {
    /// Nothing: the image's check is switched off.
    Disabled,
    /// A command, run by the image's shell; the words after the first are arguments of the shell's.
    Shell(Vec<String>),
    /// A program with its arguments.
    Command(Vec<String>),
}

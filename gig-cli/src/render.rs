//! Values in, text out. Nothing here reads, decides or writes.
//!
//! Whatever comes from outside (names, engine messages, log lines) goes through [`visible`], so that it
//! cannot move the cursor or change a colour. Colours are always put in; the console takes them off where nobody wants
//! them, and nothing is said by colour alone.

pub(crate) mod change;
pub(crate) mod check;
pub(crate) mod config;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod error;
pub(crate) mod event;
pub(crate) mod explain;
pub(crate) mod fold;
pub(crate) mod init;
pub(crate) mod json;
pub(crate) mod man;
pub(crate) mod outcome;
pub(crate) mod paint;
pub(crate) mod plan;
pub(crate) mod ps;
pub(crate) mod report;
pub(crate) mod schema;
pub(crate) mod status;
pub(crate) mod table;
pub(crate) mod variables;
pub(crate) mod yaml;

use std::fmt;
use std::time::Duration;

use gig_core::platform::Platform;
use gig_core::runtime::ContainerRuntime;
use gig_core::visible::visible;

use crate::inputs::DEFAULT_ENVIRONMENT;
use crate::invocation::Invocation;
use crate::options::CommonArguments;

/// How many characters a line has room for; `None` where nobody minds.
pub(crate) type Width = Option<usize>;

/// What a view is about: on which engine, of which project; and how gig was called for it.
#[derive(Debug, Clone)]
pub(crate) struct Heading {
    pub(crate) engine: String,
    pub(crate) project: String,
    pub(crate) environment: String,
    pub(crate) invocation: Invocation,
}

impl Heading {
    pub(crate) fn new(runtime: &dyn ContainerRuntime, platform: &Platform, common: &CommonArguments) -> Self {
        Self {
            engine: runtime.description(),
            project: platform.project.to_string(),
            environment: platform.environment.to_string(),
            invocation: Invocation::of(common),
        }
    }
}

impl fmt::Display for Heading {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { engine, project, environment, invocation: _ } = self;
        write!(formatter, "project {}", paint::strong(project))?;
        if environment != DEFAULT_ENVIRONMENT {
            write!(formatter, ", environment {environment},")?;
        }
        write!(formatter, " on {}", visible(engine))
    }
}

/// Says how long something took, as precisely as anybody wants to know.
pub(crate) fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    match whole {
        0..60 => format!("{:.1} s", duration.as_secs_f64()),
        60..3600 => format!("{} min {} s", whole / 60, whole % 60),
        _ => format!("{} h {} min", whole / 3600, whole % 3600 / 60),
    }
}

/// Counts things.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// Puts names into a sentence.
pub(crate) fn list(names: impl IntoIterator<Item = impl fmt::Display>) -> String {
    names.into_iter().map(|name| name.to_string()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::seconds;

    #[test]
    fn a_time_is_said_as_precisely_as_anybody_wants_to_know() {
        for (milliseconds, expected) in
            [(40, "0.0 s"), (1_240, "1.2 s"), (59_900, "59.9 s"), (61_000, "1 min 1 s"), (7_260_000, "2 h 1 min")]
        {
            assert_eq!(seconds(Duration::from_millis(milliseconds)), expected);
        }
    }
}

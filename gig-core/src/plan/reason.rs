//! Why something is done.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::name::ServiceName;
use crate::runtime::RunState;

/// Why something is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It is not there.
    Absent,
    /// It is there, but not up.
    NotUp(RunState),
    /// The image of that name is another one now.
    ImageChanged,
    /// The configuration is another one now; the fields that are known to differ, such as `environment.TAG`.
    ConfigurationChanged(Vec<String>),
    /// It was asked for.
    AskedFor,
    /// Another service needs it.
    NeededBy(ServiceName),
    /// Something is left of an earlier run, or of a hand; what was found.
    Unfinished(String),
    /// It is not in the file any more.
    NotInFile,
    /// Nothing uses it any more.
    Unused,
    /// There are more instances than the file asks for.
    Surplus,
    /// It is to be restarted after another service, which is replaced or restarted.
    Follows(ServiceName),
    /// It lives in the namespaces of another service, of which there is another instance now.
    Shares(ServiceName),
    /// Others wait until it is healthy, or has completed.
    NotReady,
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => formatter.write_str("absent"),
            Self::NotUp(RunState::Created) => formatter.write_str("created, but never started"),
            Self::NotUp(state) => write!(formatter, "{state}"),
            Self::ImageChanged => formatter.write_str("image changed"),
            Self::ConfigurationChanged(fields) if fields.is_empty() => formatter.write_str("configuration changed"),
            Self::ConfigurationChanged(fields) => write!(formatter, "{} changed", fields.join(", ")),
            Self::AskedFor => formatter.write_str("asked for"),
            Self::NeededBy(service) => write!(formatter, "needed by {service}"),
            Self::Unfinished(found) => formatter.write_str(found),
            Self::NotInFile => formatter.write_str("not in the file any more"),
            Self::Unused => formatter.write_str("not used any more"),
            Self::Surplus => formatter.write_str("more than the file asks for"),
            Self::Follows(service) => write!(formatter, "restarts after {service}"),
            Self::Shares(service) => write!(formatter, "lives in the namespaces of {service}"),
            Self::NotReady => formatter.write_str("others wait for it"),
        }
    }
}

impl fmt::Display for RunState {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Created => "created",
            Self::Running => "up",
            Self::Paused => "paused",
            Self::Restarting => "restarting",
            Self::Exited => "exited",
            Self::Dead => "dead",
            Self::Removing => "removing",
        })
    }
}

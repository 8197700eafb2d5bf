//! Why a command ends early: with which exit code, and what to do about it. The only place that chooses either.

use std::io;

use gig_core::diagnostic::Diagnostics;
use gig_core::exit_code::ExitCode;
use gig_core::plan::PlanError;
use gig_core::runtime::{RuntimeError, RuntimeErrorKind};
use gig_docker::ConnectError;

use crate::signals::Signal;

/// Why a command ends early.
#[derive(Debug)]
pub(crate) struct CommandError {
    /// How the process ends.
    pub(crate) exit: ExitCode,
    /// What is wrong.
    pub(crate) problem: Problem,
    /// What to do, a sentence each.
    pub(crate) hints: Vec<String>,
}

/// What is wrong.
#[derive(Debug)]
pub(crate) enum Problem {
    /// In words: not yet fit for a terminal.
    Message(String),
    /// In a file.
    File(Diagnostics),
}

impl CommandError {
    /// The command line is wrong.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::new(ExitCode::Usage, message)
    }

    /// Something that no other kind is for.
    pub(crate) fn unexpected(message: impl Into<String>) -> Self {
        Self::new(ExitCode::Unexpected, message)
    }

    /// Somebody wants it to end.
    pub(crate) fn ended(signal: Signal, message: impl Into<String>) -> Self {
        Self::new(signal.exit_code(), message)
    }

    /// A file is missing or cannot be read.
    pub(crate) fn unreadable(message: impl Into<String>) -> Self {
        Self::new(ExitCode::Unparsable, message)
    }

    /// A file does not parse.
    pub(crate) fn unparsable(diagnostics: Diagnostics) -> Self {
        Self::in_file(ExitCode::Unparsable, diagnostics)
    }

    /// A file does not resolve.
    pub(crate) fn unresolvable(diagnostics: Diagnostics) -> Self {
        Self::in_file(ExitCode::Unresolvable, diagnostics)
    }

    /// Says what to do.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    fn in_file(exit: ExitCode, diagnostics: Diagnostics) -> Self {
        let hints = vec!["mend the file; `gig check` says whether it can be used".to_owned()];
        Self { exit, problem: Problem::File(diagnostics), hints }
    }

    fn new(exit: ExitCode, message: impl Into<String>) -> Self {
        Self { exit, problem: Problem::Message(message.into()), hints: Vec::new() }
    }
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> Self {
        Self::unexpected(format!("failed to write: {error}"))
    }
}

impl From<serde_json::Error> for CommandError {
    fn from(error: serde_json::Error) -> Self {
        Self::unexpected(format!("failed to write JSON: {error}"))
    }
}

impl From<PlanError> for CommandError {
    fn from(error: PlanError) -> Self {
        let refused = Self::new(ExitCode::Refused, error.to_string());
        match error {
            PlanError::UnknownService { .. } => refused.hint("`gig status` lists the services"),
            PlanError::NameTaken { .. } => {
                refused.hint("rename or remove that container, or name the service's own with `container_name`")
            }
            PlanError::PortShared { .. } => {
                refused.hint("publish a range of ports, as in `8080-8089:80`, or leave the host's port out")
            }
            PlanError::PortTaken { .. } => refused
                .hint("stop that container, publish another port, or name the service too that is to let go of it"),
            PlanError::ExternalMissing { kind, name } => {
                refused.hint(format!("make it with `docker {kind} create {name}`, or take `external` out of the file"))
            }
            _ => refused,
        }
    }
}

impl From<ConnectError> for CommandError {
    fn from(error: ConnectError) -> Self {
        Self::new(ExitCode::Unreachable, format!("failed to {error}")).hint(error.hint())
    }
}

impl From<RuntimeError> for CommandError {
    fn from(error: RuntimeError) -> Self {
        let message = error.to_string();
        match error.kind {
            RuntimeErrorKind::Unavailable | RuntimeErrorKind::TimedOut => {
                Self::new(ExitCode::Unreachable, message).hint("start the engine, or name another one with DOCKER_HOST")
            }
            RuntimeErrorKind::Unauthorized => Self::new(ExitCode::Unreachable, message)
                .hint("run as a user who may use the engine, for example one of the group `docker`"),
            RuntimeErrorKind::Conflict | RuntimeErrorKind::NotFound => Self::unexpected(message).hint(
                "what runs has changed meanwhile: `gig status` says what is there, the same command again goes on",
            ),
            RuntimeErrorKind::Rejected
            | RuntimeErrorKind::ImageUnavailable
            | RuntimeErrorKind::Unsupported
            | RuntimeErrorKind::Other => Self::unexpected(message),
        }
    }
}

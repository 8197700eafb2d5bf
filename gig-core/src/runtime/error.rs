//! Why a call of a runtime failed.

use std::error::Error;

/// A call of a runtime that failed.
#[derive(Debug, thiserror::Error)]
#[error("failed to {operation} `{}`: {message}", short(resource))]
pub struct RuntimeError {
    /// What gig treats differently.
    pub kind: RuntimeErrorKind,
    /// What was being done, fit for "failed to ..": `create instance`.
    pub operation: &'static str,
    /// What it was done to.
    pub resource: String,
    /// What the engine or the connection said, as it came: not yet fit for a terminal.
    pub message: String,
    /// Where it came from.
    #[source]
    pub source: Option<Box<dyn Error + Send + Sync>>,
}

impl RuntimeError {
    /// Puts an error together that has no source.
    pub fn new(
        kind: RuntimeErrorKind,
        operation: &'static str,
        resource: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self { kind, operation, resource: resource.into(), message: message.into(), source: None }
    }

    /// Returns whether the call may have been carried out although it failed.
    #[must_use]
    pub fn is_answer_lost(&self) -> bool {
        matches!(self.kind, RuntimeErrorKind::Unavailable | RuntimeErrorKind::TimedOut)
    }
}

/// People know the first twelve characters of an id.
fn short(resource: &str) -> &str {
    let is_id = resource.len() == 64 && resource.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_id { &resource[..12] } else { resource }
}

/// What gig treats differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuntimeErrorKind {
    /// The engine cannot be reached, or the connection broke.
    Unavailable,
    /// The call would disturb something that is there.
    Conflict,
    /// What was spoken of is not there.
    NotFound,
    /// The engine does not accept what was asked.
    Rejected,
    /// The image is not there and cannot be fetched.
    ImageUnavailable,
    /// The engine or a registry wants other credentials.
    Unauthorized,
    /// This runtime cannot do it.
    Unsupported,
    /// No answer came in time.
    TimedOut,
    /// Anything else.
    Other,
}

//! Why the engine in memory does not do a call, before it is known which call it was.

use gig_core::runtime::{RuntimeError, RuntimeErrorKind};

use crate::call::Call;

/// Why a call is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) kind: RuntimeErrorKind,
    pub(super) message: String,
}

impl Refusal {
    pub(super) fn new(kind: RuntimeErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    pub(super) fn conflict(message: impl Into<String>) -> Self {
        Self::new(RuntimeErrorKind::Conflict, message)
    }

    pub(super) fn not_found(message: impl Into<String>) -> Self {
        Self::new(RuntimeErrorKind::NotFound, message)
    }

    pub(super) fn of(self, call: &Call) -> RuntimeError {
        RuntimeError::new(self.kind, call.operation(), call.resource(), self.message)
    }
}

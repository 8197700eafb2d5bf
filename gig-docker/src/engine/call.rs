//! One call to the engine: what it does, to what, and how long it may take.

use std::future::Future;
use std::time::Duration;

use bollard::errors::Error;
use gig_core::runtime::{RuntimeError, RuntimeErrorKind, RuntimeResult};

use crate::error;

/// A call that has not been made yet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call<'a> {
    operation: &'static str,
    resource: &'a str,
    limit: Duration,
}

impl<'a> Call<'a> {
    /// Describes a call: `operation` is fit for "failed to ..".
    pub(crate) fn new(operation: &'static str, resource: &'a str, limit: Duration) -> Self {
        Self { operation, resource, limit }
    }

    /// Gives the call another limit.
    pub(crate) fn within(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }

    /// Waits for the answer, at most as long as the limit allows.
    pub(crate) async fn answer<T>(self, answer: impl Future<Output = Result<T, Error>>) -> RuntimeResult<T> {
        let answer = self.in_time(answer).await?;
        answer.map_err(|error| error::runtime_error(self.operation, self.resource, error))
    }

    /// Waits for anything, at most as long as the limit allows.
    pub(crate) async fn in_time<T>(self, outcome: impl Future<Output = T>) -> RuntimeResult<T> {
        tokio::time::timeout(self.limit, outcome).await.map_err(|_| self.timed_out())
    }

    /// Waits for the answer; that there is no such thing is an answer too.
    pub(crate) async fn find<T>(self, answer: impl Future<Output = Result<T, Error>>) -> RuntimeResult<Option<T>> {
        match self.answer(answer).await {
            Ok(found) => Ok(Some(found)),
            Err(error) if error.kind == RuntimeErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Puts an error of this call together.
    pub(crate) fn error(self, kind: RuntimeErrorKind, message: impl Into<String>) -> RuntimeError {
        RuntimeError::new(kind, self.operation, self.resource, message)
    }

    /// Refuses a name that would lead the engine elsewhere: names become parts of a path.
    pub(crate) fn checked_name(self, name: &str) -> RuntimeResult<&str> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
        if !name.is_empty() && name.chars().all(allowed) && !name.starts_with('.') {
            return Ok(name);
        }
        let message = "the name is not one the engine gives: expected letters, digits, `.`, `_` and `-`";
        Err(self.error(RuntimeErrorKind::Rejected, message))
    }

    fn timed_out(self) -> RuntimeError {
        let message = format!("no answer from the engine within {} s", self.limit.as_secs_f32());
        self.error(RuntimeErrorKind::TimedOut, message)
    }
}

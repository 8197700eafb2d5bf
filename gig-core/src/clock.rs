//! Time as gig-core sees it: it passes, and it can be measured. It is never the time of day.

use std::time::Duration;

/// A monotonic clock that the caller supplies.
#[async_trait::async_trait]
pub trait Clock: Send + Sync {
    /// Returns the time since an arbitrary but fixed moment.
    fn now(&self) -> Duration;

    /// Returns once `duration` has passed.
    async fn sleep(&self, duration: Duration);
}

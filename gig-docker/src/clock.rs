//! Time as tokio tells it, which tests may pause. It is never the time of day.

use std::time::Duration;

use async_trait::async_trait;
use gig_core::clock::Clock;
use tokio::time::Instant;

/// The clock of the tokio runtime that it is used on.
#[derive(Debug, Clone, Copy)]
pub struct TokioClock {
    start: Instant,
}

impl TokioClock {
    /// Starts a clock at zero.
    #[must_use]
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for TokioClock {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Clock for TokioClock {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

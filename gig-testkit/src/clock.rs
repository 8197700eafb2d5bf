//! Time of the tokio runtime: in a test with paused time, waiting costs nothing.

use std::time::Duration;

use gig_core::clock::Clock;
use tokio::time::Instant;

/// A clock that shows tokio's time, which a test may pause and advance.
#[derive(Debug, Clone, Copy)]
pub struct VirtualClock {
    began: Instant,
}

impl VirtualClock {
    /// Makes a clock that shows zero now.
    #[must_use]
    pub fn new() -> Self {
        Self { began: Instant::now() }
    }
}

impl Default for VirtualClock {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait::async_trait]
impl Clock for VirtualClock {
    fn now(&self) -> Duration {
        Instant::now().saturating_duration_since(self.began)
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use gig_core::clock::Clock;

    use super::VirtualClock;

    #[tokio::test(start_paused = true)]
    async fn an_hour_of_paused_time_passes_at_once() {
        let clock = VirtualClock::new();
        clock.sleep(Duration::from_secs(3600)).await;
        assert_eq!(clock.now(), Duration::from_secs(3600));
    }
}

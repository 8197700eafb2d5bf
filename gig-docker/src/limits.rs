//! How long each kind of call may take. What happens when it takes longer is not here.

use std::time::Duration;

/// How long calls to the engine may take; every one of them ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// A question, or a change of names and records.
    pub answer: Duration,
    /// Work that touches storage or processes: creating, starting and removing. An image's content that is
    /// copied into a new volume is part of creating, and a large one takes minutes.
    pub work: Duration,
    /// What stopping may take beyond the grace period.
    pub beyond_grace: Duration,
    /// Silence while an image is fetched; there is no limit as long as there is progress.
    pub silence: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            answer: Duration::from_secs(60),
            work: Duration::from_secs(300),
            beyond_grace: Duration::from_secs(30),
            silence: Duration::from_secs(120),
        }
    }
}

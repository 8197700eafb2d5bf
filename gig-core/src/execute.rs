//! A plan carried out: one loop over the lanes, one match over the actions, and no policy.
//!
//! What to do, in which order, and what instead when it fails, all stands in the [`Plan`](crate::plan::Plan).
//! Whatever happens is told to the [`EventSink`] while it happens and stands in the [`ExecutionReport`] afterwards.

mod event;
mod report;

pub use event::{Event, EventSink};
pub use report::{ExecutionReport, LaneOutcome, LaneReport, Outcome, Unmet};

use futures_util::future::BoxFuture;

use crate::clock::Clock;
use crate::platform::Platform;
use crate::runtime::ContainerRuntime;

/// What a plan is carried out with.
#[non_exhaustive]
pub struct Execution<'a> {
    /// The engine.
    pub runtime: &'a dyn ContainerRuntime,
    /// The platform that the plan was made for: it holds the values that the plan only names.
    pub platform: &'a Platform,
    /// Who is told.
    pub events: &'a dyn EventSink,
    /// Time.
    pub clock: &'a dyn Clock,
    /// Is ready when no further step is to be begun.
    pub cancelled: BoxFuture<'a, ()>,
    /// How many steps may be under way at once, waiting not counted; at least 1.
    pub parallel: usize,
}

impl<'a> Execution<'a> {
    /// How many steps may be under way at once where nobody says otherwise.
    pub const PARALLEL: usize = 8;

    /// Carries a plan out that nobody interrupts.
    #[must_use]
    pub fn new(
        runtime: &'a dyn ContainerRuntime,
        platform: &'a Platform,
        events: &'a dyn EventSink,
        clock: &'a dyn Clock,
    ) -> Self {
        let cancelled = Box::pin(futures_util::future::pending());
        Self { runtime, platform, events, clock, cancelled, parallel: Self::PARALLEL }
    }
}

//! A plan carried out: one loop over the lanes, one match over the actions, and no policy.
//!
//! What to do, in which order, and what instead when it fails, all stands in the [`Plan`].
//! Whatever happens is told to the [`EventSink`] while it happens and stands in the [`ExecutionReport`] afterwards.

mod dispatch;
mod event;
mod hooks;
mod lane;
mod last_look;
mod perform;
mod prove;
mod put_back;
mod ready;
mod repeat;
mod report;

pub use event::{Event, EventSink};
pub use report::{ExecutionReport, LaneOutcome, LaneReport, Outcome, Unmet};

use futures_util::future::BoxFuture;

use crate::clock::Clock;
use crate::plan::Plan;
use crate::platform::Platform;
use crate::runtime::ContainerRuntime;
use dispatch::Dispatcher;
use perform::Means;

/// Carries `plan` out, and looks afterwards whether what it promises is really so.
///
/// It never fails: what went wrong stands in the report.
pub async fn execute(plan: &Plan, execution: Execution<'_>) -> ExecutionReport {
    let Execution { runtime, platform, events, clock, cancelled, parallel } = execution;
    let means = Means { runtime, platform, events, clock };
    let began = clock.now();
    let dispatched = Dispatcher::new(plan, means, parallel).run(cancelled).await;
    let (unmet, unseen) = match last_look::last_look(plan, &dispatched.lanes, means).await {
        Ok(unmet) => (unmet, None),
        Err(error) => (Vec::new(), Some(error.to_string())),
    };
    let took = clock.now().saturating_sub(began);
    ExecutionReport { lanes: dispatched.lanes, unmet, unseen, cancelled: dispatched.cancelled, took }
}

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

    /// Says what is ready when no further step is to be begun.
    #[must_use]
    pub fn cancelled_by(mut self, cancelled: impl Future<Output = ()> + Send + 'a) -> Self {
        self.cancelled = Box::pin(cancelled);
        self
    }

    /// Says how many steps may be under way at once, waiting not counted; 0 counts as 1.
    #[must_use]
    pub fn at_once(mut self, parallel: usize) -> Self {
        self.parallel = parallel;
        self
    }
}

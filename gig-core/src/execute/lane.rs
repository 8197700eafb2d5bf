//! How far one lane has come.

use std::time::Duration;

use futures_util::stream::AbortHandle;

use super::{LaneOutcome, LaneReport};
use crate::plan::{Lane, LaneName, Milestone, Step};
use crate::runtime::InstanceId;

/// How far one lane has come.
pub(super) struct LaneState<'a> {
    /// The lane.
    pub(super) lane: &'a Lane,
    /// What it is at.
    pub(super) phase: Phase,
    /// What it has created.
    pub(super) created: Option<InstanceId>,
    /// Why it failed.
    pub(super) error: Option<String>,
    /// Why it could not be put back.
    pub(super) undo_error: Option<String>,
    /// The lane that it waited for in vain.
    pub(super) held_up_by: Option<LaneName>,
    /// The last lines of what failed.
    pub(super) last_lines: Vec<String>,
    /// Invariant: at most the number of steps. The step with this number is the next one, or under way.
    at: usize,
    /// When its first step other than waiting for a lane was begun.
    began: Option<Duration>,
    took: Duration,
    reached: Vec<Milestone>,
}

/// What a lane is at.
pub(super) enum Phase {
    /// Its next step is not begun yet.
    Idle,
    /// A step is under way.
    Busy {
        /// When it was begun.
        since: Duration,
        /// Whether it counts among those that may be under way at once.
        takes_place: bool,
        /// What ends it early, where it may be ended early.
        interrupt: Option<AbortHandle>,
    },
    /// What it has changed is being put back.
    PuttingBack,
    /// It is over.
    Ended(LaneOutcome),
}

impl<'a> LaneState<'a> {
    pub(super) fn new(lane: &'a Lane) -> Self {
        Self {
            lane,
            phase: Phase::Idle,
            created: None,
            error: None,
            undo_error: None,
            held_up_by: None,
            last_lines: Vec::new(),
            at: 0,
            began: None,
            took: Duration::ZERO,
            reached: Vec::new(),
        }
    }

    /// Returns the step that is next, or under way.
    pub(super) fn step(&self) -> Option<&'a Step> {
        self.lane.steps.get(self.at)
    }

    /// Returns whether what is done instead of the rest is the rest itself: then it is done for good, not put back.
    pub(super) fn goes_on_regardless(&self) -> bool {
        let rest = self.lane.steps.iter().skip(self.at).map(|step| &step.action);
        self.step().is_some_and(|step| step.if_fails.iter().eq(rest))
    }

    /// Returns whether it may have changed anything.
    pub(super) fn has_begun(&self) -> bool {
        self.began.is_some()
    }

    /// Returns whether a milestone lies behind it.
    pub(super) fn has_reached(&self, until: Milestone) -> bool {
        self.reached.contains(&until)
    }

    /// Begins the step it is at.
    pub(super) fn begin(&mut self, since: Duration, takes_place: bool, interrupt: Option<AbortHandle>) {
        self.began.get_or_insert(since);
        self.phase = Phase::Busy { since, takes_place, interrupt };
    }

    /// Goes on to the next step.
    pub(super) fn pass(&mut self) {
        self.reached.extend(self.step().and_then(|step| step.action.reaches()));
        self.phase = Phase::Idle;
        self.at += 1;
    }

    /// Comes to its end and returns how long it took.
    pub(super) fn end(&mut self, outcome: LaneOutcome, now: Duration) -> Duration {
        self.took = self.began.map_or(Duration::ZERO, |began| now.saturating_sub(began));
        self.phase = Phase::Ended(outcome);
        self.took
    }

    /// Reports what became of it.
    pub(super) fn report(self) -> LaneReport {
        let outcome = match self.phase {
            Phase::Ended(outcome) => outcome,
            Phase::Idle | Phase::Busy { .. } | Phase::PuttingBack => LaneOutcome::Stuck,
        };
        LaneReport {
            lane: self.lane.name.clone(),
            outcome,
            error: self.error,
            undo_error: self.undo_error,
            held_up_by: self.held_up_by,
            last_lines: self.last_lines,
            took: self.took,
        }
    }
}

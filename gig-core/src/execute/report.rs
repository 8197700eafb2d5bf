//! What became of a plan.

use std::time::Duration;

use crate::name::Replica;
use crate::plan::{LaneName, Wanted};

/// What became of a plan.
#[derive(Debug, Clone, PartialEq)]
#[must_use = "the report alone says whether it worked"]
pub struct ExecutionReport {
    /// The lanes, in the order of the plan.
    pub lanes: Vec<LaneReport>,
    /// What should have been seen in the end and was not.
    pub unmet: Vec<Unmet>,
    /// Why the last look could not be taken, where it could not.
    pub unseen: Option<String>,
    /// Whether somebody asked to stop early.
    pub cancelled: bool,
    /// How long it took.
    pub took: Duration,
}

/// The whole in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The wanted state was seen.
    Done,
    /// It failed, and everything that ran before runs.
    Failed,
    /// It failed, and something that should run does not.
    Broken,
    /// Somebody asked to stop early.
    Cancelled,
}

/// What became of one lane.
#[derive(Debug, Clone, PartialEq)]
pub struct LaneReport {
    /// The lane.
    pub lane: LaneName,
    /// How it ended.
    pub outcome: LaneOutcome,
    /// Why it failed, where it did.
    pub error: Option<String>,
    /// Why it could not be put back, where it could not.
    pub undo_error: Option<String>,
    /// The lane that it waited for and that did not get there: then nothing is wrong with this one itself.
    pub held_up_by: Option<LaneName>,
    /// The last lines of the instance that failed, oldest first, as they came: not yet fit for a terminal.
    pub last_lines: Vec<String>,
    /// How long it took.
    pub took: Duration,
}

/// How a lane ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LaneOutcome {
    /// All its steps are done.
    Done,
    /// It was never begun.
    NotRun,
    /// A step failed or was not begun any more, and what was changed was put back.
    PutBack,
    /// A step failed, and putting back failed too.
    Stuck,
}

/// Something that should have been seen in the end and was not.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmet {
    /// The instance of a service.
    pub replica: Replica,
    /// What should have been seen.
    pub wanted: Wanted,
    /// What was seen: `absent`, `restarting`, `exited 1`, `up, unhealthy`, `up, another configuration`.
    pub seen: String,
    /// Whether it, or the one it should replace, lives all the same.
    pub serving: bool,
    /// The last lines of an instance that was started and did not stay up, oldest first, as they came: not yet fit
    /// for a terminal.
    pub last_lines: Vec<String>,
}

impl ExecutionReport {
    /// Says in one word what became of the plan.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let all_done = self.lanes.iter().all(|lane| lane.outcome == LaneOutcome::Done);
        if all_done && self.unmet.is_empty() && self.unseen.is_none() {
            Outcome::Done
        } else if self.cancelled {
            Outcome::Cancelled
        } else if self.is_something_down() {
            Outcome::Broken
        } else {
            Outcome::Failed
        }
    }

    /// Where the last look could not be taken, a lane that is stuck counts as down.
    fn is_something_down(&self) -> bool {
        let is_stuck = self.lanes.iter().any(|lane| lane.outcome == LaneOutcome::Stuck);
        let is_down = |unmet: &Unmet| matches!(unmet.wanted, Wanted::Up { .. }) && !unmet.serving;
        self.unmet.iter().any(is_down) || (is_stuck && self.unseen.is_some())
    }
}

#[cfg(test)]
mod tests;

//! What can be done with a lane now, given how far all lanes have come.
//!
//! Nothing is begun here, and nothing waits here.

use std::collections::BTreeMap;

use super::LaneOutcome;
use super::lane::{LaneState, Phase};
use crate::plan::{Action, LaneName, Milestone, Plan};

/// How far all lanes have come.
pub(super) struct Lanes<'a> {
    /// The lanes, in the order of the plan.
    pub(super) states: Vec<LaneState<'a>>,
    /// Whether a lane has failed: then no other is begun.
    pub(super) failed: bool,
    /// Whether somebody asked to stop: then no step is begun.
    pub(super) cancelled: bool,
    /// Invariant: the numbers are those of `states`.
    numbers: BTreeMap<&'a LaneName, usize>,
    parallel: usize,
}

/// What can be done with a lane now.
#[derive(Debug, PartialEq)]
pub(super) enum Move {
    /// Nothing: it waits, is busy, or is over.
    Stay,
    /// Its next step was a wait that is over.
    Pass,
    /// Its next step can be begun.
    Begin,
    /// All its steps are done.
    Finish,
    /// Its next step is not to be begun any more.
    Halt,
    /// Its next step waits for what will not come.
    GiveUp(LaneName),
}

/// What can be said of a wait for another lane.
#[derive(Debug, PartialEq)]
enum Wait {
    Over,
    GoesOn,
    InVain,
}

impl<'a> Lanes<'a> {
    /// Puts all lanes of a plan at their beginning; at most `parallel` steps are to be under way at once.
    pub(super) fn new(plan: &'a Plan, parallel: usize) -> Self {
        let states = plan.lanes.iter().map(LaneState::new).collect();
        let numbers = plan.lanes.iter().enumerate().map(|(number, lane)| (&lane.name, number)).collect();
        Self { states, failed: false, cancelled: false, numbers, parallel: parallel.max(1) }
    }

    /// Says what can be done with the lane of that number now, where a place is free or not.
    pub(super) fn next_move(&self, number: usize, place_is_free: bool) -> Move {
        let state = &self.states[number];
        if !matches!(state.phase, Phase::Idle) {
            return Move::Stay;
        }
        let Some(step) = state.step() else { return Move::Finish };
        if self.cancelled || (self.failed && !state.has_begun()) {
            return Move::Halt;
        }
        match &step.action {
            Action::Await { lane, until } => match self.wait(lane, *until) {
                Wait::Over => Move::Pass,
                Wait::GoesOn => Move::Stay,
                Wait::InVain => Move::GiveUp(lane.clone()),
            },
            Action::AwaitIfPossible { lane, until } => match self.wait(lane, *until) {
                Wait::Over | Wait::InVain => Move::Pass,
                Wait::GoesOn => Move::Stay,
            },
            action if takes_place(action) && !place_is_free => Move::Stay,
            _ => Move::Begin,
        }
    }

    /// Returns whether one step more may be under way.
    pub(super) fn is_place_free(&self) -> bool {
        let taken = self.states.iter().filter(|state| matches!(state.phase, Phase::Busy { takes_place: true, .. }));
        taken.count() < self.parallel
    }

    /// Returns the first lane that is not over.
    pub(super) fn first_unfinished(&self) -> Option<usize> {
        self.states.iter().position(|state| !matches!(state.phase, Phase::Ended(_)))
    }

    /// What a failed lane had reached before does not count: it was put back.
    fn wait(&self, lane: &LaneName, until: Milestone) -> Wait {
        let Some(&number) = self.numbers.get(lane) else { return Wait::Over };
        let state = &self.states[number];
        match state.phase {
            Phase::Ended(LaneOutcome::Done) => Wait::Over,
            Phase::Ended(LaneOutcome::NotRun | LaneOutcome::PutBack | LaneOutcome::Stuck) | Phase::PuttingBack => {
                Wait::InVain
            }
            Phase::Idle | Phase::Busy { .. } if state.has_reached(until) => Wait::Over,
            Phase::Idle | Phase::Busy { .. } => Wait::GoesOn,
        }
    }
}

/// Returns whether an action counts among those that may be under way at once: waiting costs nobody anything.
pub(super) fn takes_place(action: &Action) -> bool {
    !matches!(action, Action::Await { .. } | Action::AwaitIfPossible { .. } | Action::Prove { .. })
}

#[cfg(test)]
mod tests;

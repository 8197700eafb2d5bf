//! A lane while it is put together: steps in stretches, each of which may wait for others first.

use super::{Action, Change, Lane, LaneName, Milestone, Reason, Step};
use crate::name::ServiceName;

/// The lane of a service without its waiting, which needs the lanes of the others.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) service: ServiceName,
    pub(super) change: Change,
    pub(super) reason: Reason,
    pub(super) stretches: Vec<Stretch>,
}

/// Steps that are done one after the other once what they wait for is there.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    pub(super) wait: Wait,
    /// What is done instead of the rest when waiting fails.
    pub(super) if_in_vain: Vec<Action>,
    pub(super) steps: Vec<Step>,
}

/// What a stretch waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wait {
    /// Nothing.
    Nothing,
    /// Images, networks and volumes.
    Ground,
    /// The services it needs, as far as it needs them.
    Needs,
    /// That the services which need it have stopped.
    Dependants,
}

impl Draft {
    /// Starts a lane that does nothing yet.
    pub(super) fn new(service: ServiceName, change: Change, reason: Reason) -> Self {
        Self { service, change, reason, stretches: Vec::new() }
    }

    /// Adds a stretch, unless there is nothing in it.
    pub(super) fn then(mut self, wait: Wait, if_in_vain: Vec<Action>, steps: Vec<Step>) -> Self {
        if !steps.is_empty() {
            self.stretches.push(Stretch { wait, if_in_vain, steps });
        }
        self
    }

    /// Returns whether the lane reaches a milestone by a step of its own.
    pub(super) fn reaches(&self, milestone: Milestone) -> bool {
        self.actions().any(|action| action.reaches() == Some(milestone))
    }

    /// Looks at each action of the lane.
    pub(super) fn actions(&self) -> impl Iterator<Item = &Action> {
        self.stretches.iter().flat_map(|stretch| &stretch.steps).map(|step| &step.action)
    }

    /// Makes the lane, with what each stretch waits for as `waits` tells.
    pub(super) fn into_lane(self, waits: impl Fn(&ServiceName, Wait) -> Vec<Action>) -> Lane {
        let mut steps = Vec::new();
        for stretch in self.stretches {
            let awaited = waits(&self.service, stretch.wait);
            steps.extend(awaited.into_iter().map(|action| Step { action, if_fails: stretch.if_in_vain.clone() }));
            steps.extend(stretch.steps);
        }
        Lane { name: LaneName::Service(self.service), change: self.change, reason: self.reason, steps }
    }
}

/// A step that leaves nothing to put back.
pub(super) fn step(action: Action) -> Step {
    Step { action, if_fails: Vec::new() }
}

/// A step with what is done instead of the rest when it fails.
pub(super) fn step_or(action: Action, if_fails: Vec<Action>) -> Step {
    Step { action, if_fails }
}

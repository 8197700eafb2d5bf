//! A lane while it is put together: steps in stretches, each of which may wait for others first.

use std::collections::BTreeSet;

use super::{Action, Change, Lane, LaneName, Milestone, Reason, Step};
use crate::name::{Replica, ServiceName};

/// The lane of an instance of a service without its waiting, which needs the lanes of the others.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) replica: Replica,
    pub(super) change: Change,
    pub(super) reason: Reason,
    /// The services whose replacement it is restarted for.
    pub(super) follows: BTreeSet<ServiceName>,
    /// Those that hold a host port which it takes.
    pub(super) takes_from: BTreeSet<Replica>,
    /// What clears up after an unfinished run; it comes first and waits for nobody.
    pub(super) recovery: Vec<Step>,
    pub(super) stretches: Vec<Stretch>,
}

/// Steps that are done one after the other once what they wait for is there.
#[derive(Debug, Clone)]
pub(super) struct Stretch {
    /// All of these are waited for.
    pub(super) waits: &'static [Wait],
    /// What is done instead of the rest when waiting fails.
    pub(super) if_in_vain: Vec<Action>,
    pub(super) steps: Vec<Step>,
}

/// What a stretch waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wait {
    /// Images, networks and volumes.
    Ground,
    /// The services it needs, as far as it needs them.
    Needs,
    /// That the services which need it have stopped.
    Dependants,
    /// That those before it of the same service have given way, as many at once as the file says.
    Turn,
    /// That those which are restarted after it have stopped.
    Followers,
    /// That the new ones of all that it is restarted for are created: until then they may still fail without a trace.
    Roots,
    /// That those which hold a host port that it takes have let go.
    Ports,
    /// That the successors of those have proved themselves.
    Successors,
}

impl Draft {
    /// Starts a lane that does nothing yet.
    pub(super) fn new(replica: Replica, change: Change, reason: Reason) -> Self {
        let (follows, takes_from) = (BTreeSet::new(), BTreeSet::new());
        Self { replica, change, reason, follows, takes_from, recovery: Vec::new(), stretches: Vec::new() }
    }

    /// Adds a stretch, unless there is nothing in it.
    pub(super) fn then(mut self, waits: &'static [Wait], if_in_vain: Vec<Action>, steps: Vec<Step>) -> Self {
        if !steps.is_empty() {
            self.stretches.push(Stretch { waits, if_in_vain, steps });
        }
        self
    }

    /// Returns whether the lane reaches a milestone by a step of its own.
    pub(super) fn reaches(&self, milestone: Milestone) -> bool {
        self.actions().any(|action| action.reaches() == Some(milestone))
    }

    /// Looks at each action of the lane.
    pub(super) fn actions(&self) -> impl Iterator<Item = &Action> {
        let later = self.stretches.iter().flat_map(|stretch| &stretch.steps);
        self.recovery.iter().chain(later).map(|step| &step.action)
    }

    /// Returns whether it waits for the services it needs before it creates anything.
    pub(super) fn is_created_after_its_needs(&self) -> bool {
        let creates =
            |stretch: &&Stretch| stretch.steps.iter().any(|step| matches!(step.action, Action::Create { .. }));
        self.stretches.iter().find(creates).is_some_and(|stretch| stretch.waits.contains(&Wait::Needs))
    }

    /// Returns whether a stretch of it waits for that.
    pub(super) fn waits_for(&self, wait: Wait) -> bool {
        self.stretches.iter().any(|stretch| stretch.waits.contains(&wait))
    }

    /// Makes the lane, with what each stretch waits for as `awaited` tells.
    pub(super) fn lane(&self, awaited: impl Fn(Wait) -> Vec<Action>) -> Lane {
        let mut steps = self.recovery.clone();
        for stretch in &self.stretches {
            let awaited = stretch.waits.iter().flat_map(|wait| awaited(*wait));
            steps.extend(awaited.map(|action| Step { action, if_fails: stretch.if_in_vain.clone() }));
            steps.extend(stretch.steps.iter().cloned());
        }
        Lane { name: LaneName::from(self.replica.clone()), change: self.change, reason: self.reason.clone(), steps }
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

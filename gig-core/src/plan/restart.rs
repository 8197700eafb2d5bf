//! How one instance is started, and stopped to be started again.

use std::collections::BTreeSet;

use super::bring_up::{Case, Decision};
use super::draft::{Draft, Wait, step, step_or};
use super::swap::existing;
use super::{Action, Change, HeldBack, Reason, Step, Target};
use crate::name::ServiceName;
use crate::platform::Condition;
use crate::runtime::{ObservedInstance, RunState};

impl Case<'_> {
    /// Restarts an instance because it was asked for.
    pub(super) fn restart(&self, base: &ObservedInstance, held: Option<HeldBack>) -> Decision {
        let draft = self.draft(Change::Restart, Reason::AskedFor);
        let alive = base.state.is_alive();
        let stops = if alive { self.stop_to_start(&existing(base), base.state) } else { Vec::new() };
        let draft = draft.then(&[Wait::Dependants, Wait::Turn], Vec::new(), stops);
        let draft = self.start_again(draft, &existing(base));
        Decision { draft: Some(draft), is_wanted: held.is_none(), held, ..Decision::default() }
    }

    /// Restarts what would have been left running, since others that it is to follow are replaced or restarted.
    ///
    /// Of what had been decided only the clearing up remains: it must not wait for what waits until it has stopped.
    pub(super) fn follow(&self, decision: &mut Decision, needed: ServiceName, roots: BTreeSet<ServiceName>) {
        let Some(left) = decision.left.take() else { return };
        let cleared = decision.draft.take().filter(|draft| !draft.recovery.is_empty());
        let mut draft = cleared.unwrap_or_else(|| self.draft(Change::Restart, Reason::Follows(needed)));
        draft.change = Change::Restart;
        draft.follows = roots;
        draft.stretches.clear();
        let draft =
            draft.then(&[Wait::Roots, Wait::Dependants], Vec::new(), self.stop_to_start(&existing(&left), left.state));
        decision.draft = Some(self.start_again(draft, &existing(&left)));
    }

    /// Restarts what is on trial and would have been left running, since others that it is to follow are replaced or
    /// restarted. Then it goes on proving itself.
    pub(super) fn try_again(&self, decision: &mut Decision, roots: BTreeSet<ServiceName>) {
        let (Some(trial), Some(mut draft)) = (decision.trial.take(), decision.draft.take()) else { return };
        let candidate = &trial.candidate;
        draft.follows = roots;
        draft.stretches.clear();
        let stops = self.stop_to_start(&existing(candidate), candidate.state);
        let draft = draft.then(&[Wait::Roots, Wait::Dependants], Vec::new(), stops);
        decision.draft = Some(draft.then(&[Wait::Needs], trial.put_back(self), trial.start_again(self)));
    }

    /// Stops an instance, for what comes next.
    pub(super) fn stop_to_start(&self, target: &Target, state: RunState) -> Vec<Step> {
        let prepare = self.hooks().before_stop(target, state).map(step);
        let stop = step_or(Action::Stop { target: target.clone(), grace: None }, self.hooks().start(target));
        prepare.into_iter().chain([stop]).collect()
    }

    /// From its stop on, a restart is finished even when it is interrupted.
    fn start_again(&self, draft: Draft, target: &Target) -> Draft {
        let start = self.hooks().start(target);
        let mut starts = self.start(target.clone());
        starts[0].if_fails.clone_from(&start);
        draft.then(&[Wait::Needs], start, starts)
    }

    /// Starts an instance, and waits as far as others of the file wait for it. One that could not be set up is stopped
    /// again, so that the next run sees it.
    pub(super) fn start(&self, target: Target) -> Vec<Step> {
        let stop = Action::Stop { target: target.clone(), grace: None };
        let set_up = self.hooks().after_start(&target).map(|action| step_or(action, vec![stop]));
        self.start_with(target, set_up)
    }

    /// Lets a paused instance go on, which is no start.
    pub(super) fn go_on(&self, target: Target) -> Vec<Step> {
        self.start_with(target, None)
    }

    fn start_with(&self, target: Target, set_up: Option<Step>) -> Vec<Step> {
        let mut steps = vec![step(Action::Start { target: target.clone() })];
        steps.extend(set_up);
        if matches!(self.awaited, Some(Condition::Healthy | Condition::Completed)) {
            steps.push(step(self.proof().of(target)));
        }
        steps
    }
}

//! The stop-first replacement: how one instance gives way to another, and how it comes back.
//!
//! At every step the list of what is done when it fails is whole. Renaming `.old` to `.previous` is the commit:
//! before it the old one comes back, from it on the new one stays.

use std::time::Duration;

use super::draft::{step, step_or};
use super::hooks::Hooked;
use super::{Action, Milestone, Step, Target};
use crate::name::{BaseName, InstanceName, Slot};
use crate::platform::{ConfigHash, InheritedVolume, RestartPolicy};
use crate::runtime::{ObservedInstance, RunState};

/// How long a release that failed may take to stop before it is killed: somebody waits for the old one.
const FAILED_GRACE: Duration = Duration::from_secs(5);

/// One instance giving way to another.
#[derive(Debug, Clone)]
pub(super) struct Swap {
    /// The name that the new one has in service; the old one's may be another.
    pub(super) base: BaseName,
    /// The one that gives way.
    pub(super) old: Outgoing,
    /// The one that takes over.
    pub(super) new: Target,
    /// The restart policy that the new one was created with.
    pub(super) new_restart: RestartPolicy,
    /// The kept one that the old one takes the place of.
    pub(super) previous: Option<Kept>,
    /// The kept one that the new one takes the place of if it fails.
    pub(super) failed: Option<Kept>,
    /// What is run in the one that has started and in the one that will stop.
    pub(super) hooks: Hooked,
    /// What the new one must show.
    pub(super) proof: Proof,
}

/// An instance that is kept, until another takes its place.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    target: Target,
    name: InstanceName,
}

impl Kept {
    /// Describes an observed instance that is kept.
    pub(super) fn new(instance: &ObservedInstance) -> Self {
        Self { target: existing(instance), name: instance.name.clone() }
    }

    fn remove(&self) -> Action {
        Action::Remove { target: self.target.clone(), name: self.name.clone() }
    }
}

/// The instance that gives way.
#[derive(Debug, Clone)]
pub(super) struct Outgoing {
    pub(super) target: Target,
    /// The name it has in service.
    pub(super) base: BaseName,
    /// The restart policy it has in service.
    pub(super) restart: RestartPolicy,
    /// What it does: what is not running need not be stopped.
    pub(super) state: RunState,
    /// Whether it is started when it comes back; a job that has run is not.
    pub(super) serves: bool,
}

impl Outgoing {
    /// Describes an observed instance that gives way.
    pub(super) fn new(instance: &ObservedInstance, is_job: bool) -> Self {
        Self {
            target: existing(instance),
            base: instance.name.base.clone(),
            restart: instance.restart,
            state: instance.state,
            serves: !is_job,
        }
    }
}

/// What an instance must show to be accepted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Proof {
    pub(super) until: Milestone,
    pub(super) within: Duration,
    pub(super) settle: Duration,
}

impl Proof {
    /// Returns the action that asks `target` for it.
    pub(super) fn of(self, target: Target) -> Action {
        Action::Prove { target, until: self.until, within: self.within, settle: self.settle }
    }
}

/// Names an observed instance.
pub(super) fn existing(instance: &ObservedInstance) -> Target {
    Target::Existing(instance.id.clone())
}

impl Swap {
    /// Creates the new one beside the old one, which serves on.
    pub(super) fn create(&self, hash: ConfigHash, inherited: Vec<InheritedVolume>) -> Step {
        step_or(Action::Create { name: self.name(Slot::Next), hash, inherited }, vec![self.remove_next()])
    }

    /// What is done when it ends before the old one was touched.
    pub(super) fn give_up(&self) -> Vec<Action> {
        vec![self.remove_next()]
    }

    /// Displaces the old one, and starts, proves and accepts the new one.
    pub(super) fn whole(&self) -> Vec<Step> {
        let mut steps = self.displace();
        steps.extend(self.name_and_start());
        steps
    }

    /// Gives the new one the name that is free already, and starts, proves and accepts it.
    pub(super) fn name_and_start(&self) -> Vec<Step> {
        let mut steps = vec![step_or(self.rename_new(Slot::Base), self.restore_before_start())];
        steps.extend(self.start_and_prove());
        steps
    }

    /// Starts the new one, which has the name already, and proves and accepts it.
    pub(super) fn start_and_prove(&self) -> Vec<Step> {
        let mut steps = vec![step_or(self.start_new(), self.put_back())];
        steps.extend(self.set_up_and_prove());
        steps
    }

    /// Sets the new one up, which runs already, and proves and accepts it.
    pub(super) fn set_up_and_prove(&self) -> Vec<Step> {
        let set_up = self.hooks.after_start(&self.new).map(|action| step_or(action, self.put_back()));
        set_up.into_iter().chain(self.trial()).collect()
    }

    /// Proves the new one, which runs already, and accepts it.
    pub(super) fn trial(&self) -> Vec<Step> {
        let mut steps = vec![step_or(self.proof.of(self.new.clone()), self.put_back())];
        steps.extend(self.accept());
        steps
    }

    /// What brings the old one back from a trial, whatever has become of the new one.
    pub(super) fn put_back(&self) -> Vec<Action> {
        let mut actions = self.put_aside();
        actions.extend(self.restore());
        actions
    }

    /// Takes a failed one out of service, and keeps it to look at. Kept ones have the restart policy `no`,
    /// or the engine would start them with the next start of the host.
    pub(super) fn put_aside(&self) -> Vec<Action> {
        let mut actions = Vec::new();
        if self.new_restart != RestartPolicy::No {
            actions.push(set_restart(&self.new, RestartPolicy::No));
        }
        actions.push(Action::Stop { target: self.new.clone(), grace: Some(FAILED_GRACE) });
        actions.extend(self.failed.iter().map(Kept::remove));
        actions.push(self.rename_new(Slot::Failed));
        actions
    }

    /// Gives the displaced one its restart policy and name back, without starting it.
    pub(super) fn reinstate(&self) -> Vec<Action> {
        let policy = self.old_policy().map(|policy| set_restart(&self.old.target, policy));
        policy.into_iter().chain([self.rename_old(Slot::Base)]).collect()
    }

    fn displace(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        if self.old_policy().is_some() {
            steps.push(step_or(set_restart(&self.old.target, RestartPolicy::No), self.stay()));
        }
        if let Some(prepare) = self.hooks.before_stop(&self.old.target, self.old.state) {
            steps.push(step_or(prepare, self.stay()));
        }
        if self.old.state.is_alive() {
            let stop = Action::Stop { target: self.old.target.clone(), grace: None };
            steps.push(step_or(stop, self.restore_with_next()));
        }
        steps.push(step_or(self.rename_old(Slot::Old), self.restore_with_next()));
        steps
    }

    /// From here on the new one stays, so what remains is done even when it is interrupted.
    fn accept(&self) -> Vec<Step> {
        let keep = self.rename_old(Slot::Previous);
        let clear = self.previous.as_ref().map(Kept::remove);
        let whole: Vec<Action> = clear.clone().into_iter().chain([keep.clone()]).collect();
        let first = clear.map(|action| step_or(action, whole));
        first.into_iter().chain([step_or(keep.clone(), vec![keep])]).collect()
    }

    fn restore(&self) -> Vec<Action> {
        let mut actions = self.reinstate();
        actions.extend(self.start_old());
        actions
    }

    /// Starts the old one again, where it served.
    pub(super) fn start_old(&self) -> Vec<Action> {
        if self.old.serves { self.hooks.start(&self.old.target) } else { Vec::new() }
    }

    /// The old one was not stopped yet.
    fn stay(&self) -> Vec<Action> {
        self.reinstate().into_iter().chain([self.remove_next()]).collect()
    }

    fn restore_with_next(&self) -> Vec<Action> {
        let mut actions = self.restore();
        actions.push(self.remove_next());
        actions
    }

    /// The new one may have the old one's name already, but has never started.
    fn restore_before_start(&self) -> Vec<Action> {
        let mut actions = vec![self.remove_next()];
        actions.extend(self.restore());
        actions
    }

    fn old_policy(&self) -> Option<RestartPolicy> {
        (self.old.restart != RestartPolicy::No).then_some(self.old.restart)
    }

    fn start_new(&self) -> Action {
        Action::Start { target: self.new.clone() }
    }

    fn remove_next(&self) -> Action {
        Action::Remove { target: self.new.clone(), name: self.name(Slot::Next) }
    }

    fn rename_new(&self, slot: Slot) -> Action {
        Action::Rename { target: self.new.clone(), to: self.name(slot) }
    }

    fn rename_old(&self, slot: Slot) -> Action {
        Action::Rename { target: self.old.target.clone(), to: InstanceName::new(self.old.base.clone(), slot) }
    }

    fn name(&self, slot: Slot) -> InstanceName {
        InstanceName::new(self.base.clone(), slot)
    }
}

/// Gives an instance another restart policy.
pub(super) fn set_restart(target: &Target, policy: RestartPolicy) -> Action {
    Action::SetRestart { target: target.clone(), policy }
}

/// Turns actions into steps that leave nothing to put back.
pub(super) fn plain(actions: impl IntoIterator<Item = Action>) -> Vec<Step> {
    actions.into_iter().map(step).collect()
}

//! Services that live in the namespaces of another: `network_mode`, `ipc` and `pid` with `service:NAME`.
//!
//! The engine ties an instance to one instance of the other when it makes it. Where that one is started again, this
//! one is restarted; where there is another in its place, this one is made anew.

use std::collections::BTreeSet;

use super::bring_up::{Case, Decision};
use super::draft::Wait;
use super::ground::await_done;
use super::recover::Trial;
use super::standing::{Standing, anonymous_volumes};
use super::swap::{Kept, Outgoing, Swap};
use super::{Action, Change, Reason, Step, Target};
use crate::name::{Replica, ServiceName, Slot};
use crate::runtime::{ObservedInstance, RunState};

/// How what is in service gives way to another.
pub(super) struct Succession {
    /// What comes first: the one on trial is removed.
    pub(super) first: Vec<Step>,
    pub(super) swap: Swap,
    /// Makes the other.
    pub(super) create: Step,
}

impl Case<'_> {
    /// Returns whether its instances live in the namespaces of another service.
    pub(super) fn is_sharer(&self) -> bool {
        self.service.shares().next().is_some()
    }

    /// Puts together how `base` gives way.
    pub(super) fn succession(&self, base: &ObservedInstance, standing: &Standing) -> Succession {
        let old = Outgoing::new(base, self.is_job());
        let swap = Swap {
            base: self.base_name(),
            // What lives in namespaces that do not come back cannot be started any more.
            old: Outgoing { serves: old.serves && self.may_come_back(base), ..old },
            new: Target::New,
            new_restart: self.service.configuration.restart,
            previous: standing.previous.as_ref().map(Kept::new),
            failed: standing.failed.as_ref().map(Kept::new),
            hooks: self.hooks(),
            proof: self.trial_proof(),
        };
        let create = swap.create(self.wanted.hash.clone(), self.still_anonymous(anonymous_volumes(base)));
        Succession { first: Vec::new(), swap, create }
    }

    /// Puts together how the one before the one on trial gives way, where it lives in the namespaces of another service.
    pub(super) fn succession_of_discarded(&self, trial: &Trial) -> Option<Succession> {
        let trial = self.is_sharer().then(|| trial.clone())?;
        let (first, standing) = trial.discard(self);
        let base = standing.base.as_ref()?;
        Some(Succession { first, ..self.succession(base, &standing) })
    }

    /// Finds a service in whose namespaces `instance` should live and does not: another instance of it is in service, or
    /// none.
    pub(super) fn lost(&self, instance: &ObservedInstance) -> Option<&ServiceName> {
        self.service.shares().find(|service| {
            let serving = self.slot(service, Slot::Base).or_else(|| self.displaced(service));
            serving.is_none_or(|serving| !instance.joined.contains(&serving.id))
        })
    }

    /// Returns whether what `instance` lives in is in service, or may be again.
    fn may_come_back(&self, instance: &ObservedInstance) -> bool {
        self.service.shares().all(|service| {
            let mut known = [Slot::Base, Slot::Old].into_iter().filter_map(|slot| self.slot(service, slot));
            known.any(|known| instance.joined.contains(&known.id))
        })
    }

    /// Finds what the recovery puts back before anything else: the one displaced, where no other takes its place.
    fn displaced(&self, service: &ServiceName) -> Option<&ObservedInstance> {
        self.slot(service, Slot::Old).filter(|_| self.slot(service, Slot::Next).is_none())
    }

    /// What the engine could not remove whole is as good as gone.
    fn slot(&self, service: &ServiceName, slot: Slot) -> Option<&ObservedInstance> {
        let first = Replica::first(service.clone());
        let mut alive = self.observed.instances.iter().filter(|other| other.state != RunState::Dead);
        alive.find(|other| other.key.is(&first) && other.name.slot == slot)
    }

    /// Makes anew what lives in the namespaces of `needed`, of which there will be another instance.
    ///
    /// It stops before that gives way and comes back where that comes back; its successor is made when that has been
    /// accepted for good. Of what had been decided only the clearing up remains.
    pub(super) fn rejoin(&self, decision: &mut Decision, needed: ServiceName, roots: BTreeSet<ServiceName>) {
        let Some(Succession { first, mut swap, mut create }) = decision.succession.take() else { return };
        let drafted = decision.draft.take();
        let mut draft = drafted.unwrap_or_else(|| self.draft(Change::Replace, Reason::Shares(needed.clone())));
        (draft.change, draft.follows) = (Change::Replace, roots);
        draft.stretches.clear();
        draft.recovery.extend(first);
        // Also where it does not live: a lane that has done nothing puts nothing back, and an earlier run may have
        // stopped it.
        let stops = self.stop_to_start(&swap.old.target, swap.old.state);
        // What it lives in comes back at the same time, so its start is tried for a while.
        let comes_back = await_done(Replica::first(needed.clone()).into());
        let back: Vec<Action> = std::iter::once(comes_back).chain(swap.start_old()).collect();
        (swap.old.state, swap.old.serves) = (RunState::Exited, false);
        create.if_fails.extend(back.clone());
        let give_up = swap.give_up().into_iter().chain(back.clone()).collect();
        let draft = draft
            .then(&[Wait::Roots, Wait::Dependants], Vec::new(), stops)
            .then(&[Wait::Ground, Wait::Needs], back, vec![create])
            .then(&[Wait::Turn, Wait::Followers], give_up, swap.whole());
        (decision.draft, decision.held, decision.is_wanted) = (Some(draft), None, true);
        (decision.left, decision.trial) = (None, None);
    }
}

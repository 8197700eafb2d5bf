//! What is decided for one instance of a service: that it is made, started, replaced, or left as it is.

use super::difference::{Difference, Release, difference};
use super::draft::{Draft, Wait, step};
use super::hooks::Hooked;
use super::recover::{Recovered, Trial, clear, recover};
use super::recovery::{BringUp, bring_up};
use super::share::Succession;
use super::standing::{Standing, anonymous_volumes};
use super::swap::{Proof, existing};
use super::{Action, Change, HeldBack, Milestone, PlanOptions, Reason, Step, Target, Verb};
use crate::name::{BaseName, InstanceName, Replica, Slot};
use crate::platform::{Condition, InheritedVolume, MountKind, RestartPolicy, Service};
use crate::runtime::{Health, Observed, ObservedInstance, RunState};

/// Everything that the decision about one instance of a service looks at.
#[derive(Debug, Clone)]
pub(super) struct Case<'a> {
    pub(super) service: &'a Service,
    pub(super) replica: Replica,
    /// What is asked for this service.
    pub(super) verb: Verb,
    /// Why, where it is brought up without being named.
    pub(super) absent: Reason,
    /// The furthest that a service of the file waits for.
    pub(super) awaited: Option<Condition>,
    pub(super) wanted: Release,
    pub(super) observed: &'a Observed,
    pub(super) options: &'a PlanOptions,
}

/// What was decided about one instance of a service.
#[derive(Default)]
pub(super) struct Decision {
    pub(super) draft: Option<Draft>,
    pub(super) held: Option<HeldBack>,
    /// Whether the release that the file asks for is in service afterwards.
    pub(super) is_wanted: bool,
    /// Whether an instance was found on trial: it may yet give way to the one before it.
    pub(super) on_trial: bool,
    /// The instance that is left running.
    pub(super) left: Option<ObservedInstance>,
    /// The one on trial that is left running until it has proved itself.
    pub(super) trial: Option<Trial>,
    /// How what is in service gives way, where it lives in the namespaces of another service.
    pub(super) succession: Option<Succession>,
}

impl Case<'_> {
    /// Returns the same case for another instance of the service.
    pub(super) fn of(&self, replica: Replica) -> Self {
        Self { replica, ..self.clone() }
    }

    /// Decides where only something that it follows was asked for: what there is of it is brought up, and what there is
    /// not is not made. For an earlier run may have stopped it and been cut short.
    pub(super) fn bring_back(&self, standing: Standing) -> Decision {
        let is_there = standing.base.is_some() || standing.old.is_some();
        if is_there { self.decide(standing) } else { Decision::default() }
    }

    /// Decides.
    pub(super) fn decide(&self, standing: Standing) -> Decision {
        let mut standing = standing;
        let clear = clear(&mut standing);
        let decision = self.decide_on(standing);
        match clear {
            Some((steps, found)) => self.first(steps, found, decision),
            None => decision,
        }
    }

    fn decide_on(&self, standing: Standing) -> Decision {
        match recover(standing) {
            Recovered::Cleared { steps, standing, found } => self.after_recovery(steps, standing, found),
            Recovered::OnTrial(trial) if self.goes_on_with(&trial) => self.resume(&trial),
            Recovered::OnTrial(trial) => {
                let found = trial.found;
                let (steps, standing) = trial.reject(self);
                Decision { on_trial: true, ..self.after_recovery(steps, standing, Some(found)) }
            }
        }
    }

    /// Who asks for the file's release does not wait for another one to prove itself.
    fn goes_on_with(&self, trial: &Trial) -> bool {
        let is_wanted = self.wanted.is(&trial.candidate) && trial.candidate.name.base == self.base_name();
        self.lost(&trial.candidate).is_none() && (matches!(self.verb, Verb::Start | Verb::Restart) || is_wanted)
    }

    fn resume(&self, trial: &Trial) -> Decision {
        let steps = trial.resume(self);
        let draft = self.draft(Change::Finish, unfinished(trial.found)).then(&[Wait::Needs], Vec::new(), steps);
        let is_wanted = self.wanted.is(&trial.candidate);
        let succession = self.succession_of_discarded(trial);
        let running = trial.candidate.state.is_alive().then(|| trial.clone());
        Decision { draft: Some(draft), is_wanted, on_trial: true, trial: running, succession, ..Decision::default() }
    }

    /// Puts what recovery does before what was asked for.
    fn after_recovery(&self, first: Vec<Step>, standing: Standing, found: Option<&'static str>) -> Decision {
        let decision = self.ask(&standing);
        let Some(found) = found else { return decision };
        self.first(first, found, decision)
    }

    fn first(&self, first: Vec<Step>, found: &str, mut decision: Decision) -> Decision {
        let rest = decision.draft.take();
        let mut draft = rest.unwrap_or_else(|| self.draft(Change::Finish, unfinished(found)));
        draft.reason = unfinished(found);
        draft.recovery.splice(0..0, first);
        decision.draft = Some(draft);
        decision
    }

    fn ask(&self, standing: &Standing) -> Decision {
        let Some(base) = &standing.base else { return self.create(self.absent.clone(), standing.heritage.clone()) };
        match bring_up(base.state) {
            BringUp::MakeAnew | BringUp::RemoveAndMakeAnew => {
                self.create(Reason::NotUp(base.state), anonymous_volumes(base))
            }
            BringUp::Leave | BringUp::Start if self.has_completed(base) => self.ask_of(base, standing),
            BringUp::Leave | BringUp::Start => self.ask_of_sharer(base, standing),
        }
    }

    /// What has lost the namespaces that it lives in is made anew, whatever was asked for.
    fn ask_of_sharer(&self, base: &ObservedInstance, standing: &Standing) -> Decision {
        let decision = match self.lost(base) {
            Some(service) => self.replace(base, standing, Reason::Shares(service.clone())),
            None => self.ask_of(base, standing),
        };
        Decision { succession: self.is_sharer().then(|| self.succession(base, standing)), ..decision }
    }

    fn ask_of(&self, base: &ObservedInstance, standing: &Standing) -> Decision {
        let difference = difference(self.service, &self.base_name(), &self.wanted, base, self.observed);
        match (self.verb, difference) {
            (Verb::RestartRm, difference) => {
                self.replace(base, standing, difference.map_or(Reason::AskedFor, Reason::from))
            }
            (Verb::Update, Some(difference)) => match self.failed_before(standing) {
                Some(kept) => self.keep(base, Some(HeldBack::FailedBefore(kept))),
                None => self.replace(base, standing, difference.into()),
            },
            (Verb::Restart, difference) => self.restart(base, difference.map(held)),
            (_, difference) => self.keep(base, difference.map(held)),
        }
    }

    /// The same release is not tried again unasked.
    fn failed_before(&self, standing: &Standing) -> Option<InstanceName> {
        let failed = standing.failed.as_ref().filter(|failed| self.wanted.is(failed))?;
        (!self.options.retry_failed).then(|| failed.name.clone())
    }

    fn create(&self, reason: Reason, inherited: Vec<InheritedVolume>) -> Decision {
        let name = InstanceName::new(self.base_name(), Slot::Base);
        let create =
            Action::Create { name, hash: self.wanted.hash.clone(), inherited: self.still_anonymous(inherited) };
        let draft = self
            .draft(Change::Create, reason)
            .then(self.before_creation(), Vec::new(), vec![step(create)])
            .then(&[Wait::Needs], Vec::new(), self.start(Target::New));
        Decision { draft: Some(draft), is_wanted: true, ..Decision::default() }
    }

    fn replace(&self, base: &ObservedInstance, standing: &Standing, reason: Reason) -> Decision {
        let Succession { swap, create, .. } = self.succession(base, standing);
        let draft = self.draft(Change::Replace, reason).then(self.before_creation(), Vec::new(), vec![create]).then(
            &[Wait::Needs, Wait::Turn, Wait::Followers],
            swap.give_up(),
            swap.whole(),
        );
        Decision { draft: Some(draft), is_wanted: true, ..Decision::default() }
    }

    /// Leaves the instance that it is, and brings it up where it is not.
    fn keep(&self, base: &ObservedInstance, held: Option<HeldBack>) -> Decision {
        let is_wanted = held.is_none();
        let draft = if self.has_completed(base) { None } else { self.start_or_wait(base) };
        let left = base.state.is_alive().then(|| base.clone());
        Decision { draft, held, is_wanted, left, ..Decision::default() }
    }

    fn start_or_wait(&self, base: &ObservedInstance) -> Option<Draft> {
        if bring_up(base.state) == BringUp::Start {
            let draft = self.draft(Change::Start, Reason::NotUp(base.state));
            let paused = base.state == RunState::Paused;
            let starts = if paused { self.go_on(existing(base)) } else { self.start(existing(base)) };
            return Some(draft.then(&[Wait::Needs, Wait::Followers], Vec::new(), starts));
        }
        let awaits = self.is_awaited(base).then(|| self.proof().of(existing(base)))?;
        Some(self.draft(Change::Wait, Reason::NotReady).then(&[], Vec::new(), vec![step(awaits)]))
    }

    fn is_awaited(&self, base: &ObservedInstance) -> bool {
        match self.awaited {
            Some(Condition::Healthy) => matches!(base.health, Health::Starting | Health::Unhealthy),
            Some(Condition::Completed) => true,
            Some(Condition::Started) | None => false,
        }
    }

    /// A job is not run again under the same configuration.
    fn has_completed(&self, base: &ObservedInstance) -> bool {
        self.is_job() && base.state == RunState::Exited && base.exit_code == Some(0)
    }

    /// A job ends by itself, and somebody waits for that.
    pub(super) fn is_job(&self) -> bool {
        let restart = self.service.configuration.restart;
        self.awaited == Some(Condition::Completed) && matches!(restart, RestartPolicy::No | RestartPolicy::OnFailure(_))
    }

    pub(super) fn proof(&self) -> Proof {
        let completes = self.awaited == Some(Condition::Completed);
        let until = if completes { Milestone::Completed } else { Milestone::Healthy };
        Proof { until, within: self.options.patience, settle: self.options.settle }
    }

    /// What the file says of the time to watch a new release only concerns those that replace another.
    pub(super) fn trial_proof(&self) -> Proof {
        let proof = self.proof();
        Proof { settle: self.service.updating.monitor.unwrap_or(proof.settle), ..proof }
    }

    /// The volumes and namespaces of another container are taken when this one is created.
    fn before_creation(&self) -> &'static [Wait] {
        if self.is_sharer() || self.service.configuration.has_volumes_of_services() {
            &[Wait::Ground, Wait::Needs]
        } else {
            &[Wait::Ground]
        }
    }

    pub(super) fn hooks(&self) -> Hooked {
        Hooked::new(self.service, self.options)
    }

    pub(super) fn base_name(&self) -> BaseName {
        self.service.base_name.of_ordinal(self.replica.ordinal)
    }

    pub(super) fn draft(&self, change: Change, reason: Reason) -> Draft {
        Draft::new(self.replica.clone(), change, reason)
    }

    /// A volume moves to the successor unless the file mounts something else in its place.
    pub(super) fn still_anonymous(&self, inherited: Vec<InheritedVolume>) -> Vec<InheritedVolume> {
        let mounts = &self.service.configuration.mounts;
        let taken =
            |target: &str| mounts.iter().any(|mount| mount.target == target && mount.kind != MountKind::Anonymous);
        inherited.into_iter().filter(|volume| !taken(&volume.target)).collect()
    }
}

fn unfinished(found: &str) -> Reason {
    Reason::Unfinished(found.to_owned())
}

fn held(difference: Difference) -> HeldBack {
    match difference {
        Difference::Configuration(fields) => HeldBack::ConfigurationDiffers(fields),
        Difference::Image => HeldBack::ImageDiffers,
    }
}

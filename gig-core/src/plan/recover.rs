//! An unfinished run brought to an end: what the recovery table says, as steps.

use super::bring_up::Case;
use super::draft::step;
use super::recovery::{BringUp, Remedy, Row, bring_up, look_up};
use super::standing::Standing;
use super::swap::{Kept, Outgoing, Swap, existing, plain, set_restart};
use super::{Action, Step};
use crate::name::{InstanceName, Slot};
use crate::platform::RestartPolicy;
use crate::runtime::{ObservedInstance, RunState};

/// What is left once the traces of an unfinished run are gone.
#[expect(clippy::large_enum_variant, reason = "there is one at a time, and it is taken apart at once")]
pub(super) enum Recovered {
    /// The steps that clear up, the instances as they are afterwards, and what had been found.
    Cleared { steps: Vec<Step>, standing: Standing, found: Option<&'static str> },
    /// One is on trial; it is for the caller to go on with it or to reject it.
    OnTrial(Trial),
}

/// An instance on trial, with the one that waits to come back.
#[derive(Clone)]
pub(super) struct Trial {
    pub(super) found: &'static str,
    pub(super) candidate: ObservedInstance,
    /// Steps that come first in any case.
    clear: Vec<Step>,
    standing: Standing,
    old: ObservedInstance,
    has_name: bool,
}

/// Clears away what no name explains: what the engine could not remove whole, and kept instances that somebody has
/// started by hand, for no release serves beside another. `None` where there is no such thing.
pub(super) fn clear(standing: &mut Standing) -> Option<(Vec<Step>, &'static str)> {
    let broken = standing.take(|instance| bring_up(instance.state) == BringUp::RemoveAndMakeAnew);
    let alive = standing.previous.iter().chain(&standing.failed).filter(|instance| instance.state.is_alive());
    let stops = alive.map(|instance| Action::Stop { target: existing(instance), grace: None });
    let removes = broken.iter().map(|gone| Action::Remove { target: existing(gone), name: gone.name.clone() });
    let found = if broken.is_empty() { "a kept one runs" } else { "the engine could not remove it whole" };
    let steps = plain(removes.chain(stops));
    (!steps.is_empty()).then_some((steps, found))
}

/// Looks up what was found and says what to do first.
pub(super) fn recover(standing: Standing) -> Recovered {
    let Standing { base, next, old, .. } = &standing;
    let row = look_up(next.is_some(), base.is_some(), old.is_some());
    match row.remedy {
        Remedy::Nothing => Recovered::Cleared { steps: Vec::new(), standing, found: None },
        Remedy::RemoveNext => remove_next(row, standing),
        Remedy::PutBack => put_back(row, standing),
        Remedy::Retry | Remedy::RemoveNextAndRetry | Remedy::FinishRename => on_trial(row, standing),
    }
}

fn remove_next(row: &Row, mut standing: Standing) -> Recovered {
    let mut steps = clear_next(&mut standing);
    if let Some(base) = &standing.base
        && base.restart != RestartPolicy::No
    {
        steps.push(step(set_restart(&existing(base), base.restart)));
    }
    Recovered::Cleared { steps, standing, found: Some(row.found) }
}

/// A `.next` never starts, but somebody may have started it by hand.
fn clear_next(standing: &mut Standing) -> Vec<Step> {
    standing.next.take().map(|next| removal(&next)).unwrap_or_default()
}

fn removal(instance: &ObservedInstance) -> Vec<Step> {
    let stop = Action::Stop { target: existing(instance), grace: None };
    let remove = Action::Remove { target: existing(instance), name: instance.name.clone() };
    plain(instance.state.is_alive().then_some(stop).into_iter().chain([remove]))
}

fn put_back(row: &Row, mut standing: Standing) -> Recovered {
    let Some(old) = standing.old.take() else {
        return Recovered::Cleared { steps: Vec::new(), standing, found: None };
    };
    let mut steps = Vec::new();
    if old.restart != RestartPolicy::No {
        steps.push(step(set_restart(&existing(&old), old.restart)));
    }
    let name = InstanceName::new(old.name.base.clone(), Slot::Base);
    steps.push(step(Action::Rename { target: existing(&old), to: name }));
    standing.base = Some(in_service(old));
    Recovered::Cleared { steps, standing, found: Some(row.found) }
}

fn on_trial(row: &Row, mut standing: Standing) -> Recovered {
    let clear = if standing.base.is_some() { clear_next(&mut standing) } else { Vec::new() };
    let has_name = standing.base.is_some();
    let candidate = standing.base.take().or_else(|| standing.next.take());
    match (candidate, standing.old.take()) {
        (Some(candidate), Some(old)) => {
            Recovered::OnTrial(Trial { found: row.found, candidate, clear, standing, old, has_name })
        }
        (base, old) => {
            standing.base = base.or(old);
            Recovered::Cleared { steps: clear, standing, found: Some(row.found) }
        }
    }
}

impl Trial {
    /// Goes on where the unfinished run stopped: with the name, the start, or the proof.
    pub(super) fn resume(&self, case: &Case<'_>) -> Vec<Step> {
        let swap = self.swap(case);
        let rest = match self.candidate.state {
            _ if !self.has_name => swap.name_and_start(),
            RunState::Running | RunState::Restarting => swap.set_up_and_prove(),
            RunState::Exited if case.is_job() && self.candidate.exit_code == Some(0) => swap.trial(),
            _ => swap.start_and_prove(),
        };
        self.clear.iter().cloned().chain(rest).collect()
    }

    /// Starts the candidate, which was stopped, and goes on from there.
    pub(super) fn start_again(&self, case: &Case<'_>) -> Vec<Step> {
        let swap = self.swap(case);
        let rest = if self.has_name { swap.start_and_prove() } else { swap.name_and_start() };
        self.clear.iter().cloned().chain(rest).collect()
    }

    /// What is done where it cannot go on.
    pub(super) fn put_back(&self, case: &Case<'_>) -> Vec<Action> {
        self.swap(case).put_back()
    }

    /// Puts the candidate aside and gives the old one its name back, without starting it: what comes next decides.
    pub(super) fn reject(self, case: &Case<'_>) -> (Vec<Step>, Standing) {
        let swap = self.swap(case);
        let Self { candidate, clear, mut standing, old, has_name, .. } = self;
        let mut steps = clear;
        if has_name {
            steps.extend(plain(swap.put_aside()));
            standing.failed = Some(kept_as_failed(candidate));
        } else {
            steps.push(step(Action::Remove { target: existing(&candidate), name: candidate.name.clone() }));
        }
        steps.extend(plain(swap.reinstate()));
        standing.base = Some(in_service(old));
        (steps, standing)
    }

    /// Removes the candidate, which is not to blame, and gives the old one its name back, without starting it.
    pub(super) fn discard(self, case: &Case<'_>) -> (Vec<Step>, Standing) {
        let reinstate = plain(self.swap(case).reinstate());
        let Self { candidate, clear, mut standing, old, .. } = self;
        standing.base = Some(in_service(old));
        (clear.into_iter().chain(removal(&candidate)).chain(reinstate).collect(), standing)
    }

    fn swap(&self, case: &Case<'_>) -> Swap {
        Swap {
            base: self.candidate.name.base.clone(),
            old: Outgoing::new(&self.old, case.is_job()),
            new: existing(&self.candidate),
            new_restart: self.candidate.restart,
            previous: self.standing.previous.as_ref().map(Kept::new),
            failed: self.standing.failed.as_ref().map(Kept::new),
            hooks: case.hooks(),
            proof: case.trial_proof(),
        }
    }
}

/// The instance as it is once it has the base name back.
fn in_service(mut instance: ObservedInstance) -> ObservedInstance {
    instance.name.slot = Slot::Base;
    instance
}

fn kept_as_failed(mut instance: ObservedInstance) -> ObservedInstance {
    instance.name.slot = Slot::Failed;
    instance.state = RunState::Exited;
    instance
}

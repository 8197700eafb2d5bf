//! Host ports that pass from one instance to another within one run.
//!
//! Who takes a port waits until the one that holds it has stopped, and is not accepted before that one's successor has
//! proved itself: were the successor to fail, the port would have to be given back. So two services can exchange their
//! ports, and where one of the two fails, both are put back.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, Stretch, Wait};
use super::refusal::collide;
use super::{Action, Change, LaneName, Milestone, PlanError, Step, Target};
use crate::name::Replica;
use crate::platform::{HostPort, Platform, Port};
use crate::runtime::{Observed, ObservedInstance};

/// Lets those that take a port wait for those that hold it.
///
/// # Errors
/// [`PlanError::PortTaken`] where the one that holds a port keeps it.
pub(super) fn hand_over(platform: &Platform, observed: &Observed, drafts: &mut [Draft]) -> Result<(), PlanError> {
    let mut takers: BTreeMap<Replica, BTreeSet<Replica>> = BTreeMap::new();
    for taker in 0..drafts.len() {
        for holder in holders(platform, observed, &drafts[taker]) {
            lets_go(drafts, holder).map_err(|()| taken(platform, &drafts[taker], holder))?;
            let giver = holder.key.replica();
            takers.entry(giver.clone()).or_default().insert(drafts[taker].replica.clone());
            drafts[taker].takes_from.insert(giver);
        }
    }
    for draft in drafts.iter_mut() {
        let taken_by = takers.remove(&draft.replica).unwrap_or_default();
        if !draft.takes_from.is_empty() || !taken_by.is_empty() {
            part(draft);
        }
        taken_by.into_iter().for_each(|taker| give_back(draft, &taker.into()));
    }
    Ok(())
}

/// Lists the instances of others that hold a port which a new one of this lane publishes.
fn holders<'a>(platform: &Platform, observed: &'a Observed, draft: &Draft) -> Vec<&'a ObservedInstance> {
    let creates = draft.actions().any(|action| matches!(action, Action::Create { .. }));
    let goes_on = draft.change == Change::Finish && draft.reaches(Milestone::Started);
    let service = platform.service(&draft.replica.service).filter(|_| creates || goes_on);
    let Some(service) = service else { return Vec::new() };
    let wanted: Vec<&Port> = service.configuration.ports.iter().collect();
    let holds = |other: &&ObservedInstance| {
        let collides = |port: &&Port| other.ports.iter().any(|held| collide(port, held));
        other.key.replica() != draft.replica && other.state.is_alive() && wanted.iter().any(collides)
    };
    observed.instances.iter().filter(holds).collect()
}

/// A lane that stops the instance and does not start it again lets go of what it holds.
fn lets_go(drafts: &[Draft], holder: &ObservedInstance) -> Result<(), ()> {
    let target = Target::Existing(holder.id.clone());
    let replica = holder.key.replica();
    let draft = drafts.iter().find(|draft| draft.replica == replica).ok_or(())?;
    let stops =
        draft.actions().any(|action| matches!(action, Action::Stop { target: stopped, .. } if *stopped == target));
    let starts =
        draft.actions().any(|action| matches!(action, Action::Start { target: started } if *started == target));
    if stops && !starts { Ok(()) } else { Err(()) }
}

fn taken(platform: &Platform, draft: &Draft, holder: &ObservedInstance) -> PlanError {
    let service = draft.replica.service.clone();
    let ports = platform.service(&service).into_iter().flat_map(|service| &service.configuration.ports);
    let mut colliding = ports.filter(|port| holder.ports.iter().any(|held| collide(port, held)));
    let port = colliding.find_map(|port| match port.host {
        HostPort::Fixed(port) => Some(port),
        HostPort::Ephemeral | HostPort::Range(..) => None,
    });
    PlanError::PortTaken { service, port: port.unwrap_or_default(), holder: holder.name.to_string() }
}

/// Parts a replacement in three, each of which waits for others: the old one stops; the new one starts and is proved;
/// it is accepted. What it needs is only waited for once the old one has let go, or two could wait for each other.
fn part(draft: &mut Draft) {
    let stretches = std::mem::take(&mut draft.stretches);
    draft.stretches = stretches.into_iter().flat_map(part_stretch).collect();
}

fn part_stretch(stretch: Stretch) -> Vec<Stretch> {
    let Stretch { waits, if_in_vain, mut steps } = stretch;
    let start = steps.iter().position(|step| matches!(step.action, Action::Start { .. }));
    let proof = steps.iter().position(|step| matches!(step.action, Action::Prove { .. }));
    let accepted = proof.map_or_else(Vec::new, |proof| steps.split_off(proof + 1));
    let in_vain = |step: Option<&Step>| step.map_or_else(Vec::new, |step| step.if_fails.clone());
    let acceptance = Stretch { waits: &[Wait::Successors], if_in_vain: in_vain(steps.last()), steps: accepted };
    let mut parts = match start {
        Some(0) => vec![Stretch { waits: before_start(waits), if_in_vain, steps }],
        Some(start) => {
            let started = steps.split_off(start);
            let never_started = in_vain(steps.iter().rev().chain(&started).find(|step| !step.if_fails.is_empty()));
            let first = Stretch { waits: before_stop(waits), if_in_vain, steps };
            vec![first, Stretch { waits: &[Wait::Needs, Wait::Ports], if_in_vain: never_started, steps: started }]
        }
        None => vec![Stretch { waits, if_in_vain, steps }],
    };
    parts.push(acceptance);
    parts.retain(|part| !part.steps.is_empty());
    parts
}

/// What starts at once waits for the ports besides.
fn before_start(waits: &'static [Wait]) -> &'static [Wait] {
    if waits.contains(&Wait::Needs) { &[Wait::Needs, Wait::Ports] } else { &[Wait::Ports] }
}

/// What is needed is waited for before the start.
fn before_stop(waits: &'static [Wait]) -> &'static [Wait] {
    if waits.contains(&Wait::Turn) { &[Wait::Turn, Wait::Followers] } else { &[] }
}

/// Whoever has taken the port gives it back at the same time: the start that needs it again says whom it waits for.
fn give_back(draft: &mut Draft, taker: &LaneName) {
    let steps = draft.stretches.iter_mut().flat_map(|stretch| {
        std::iter::once(&mut stretch.if_in_vain).chain(stretch.steps.iter_mut().map(|step| &mut step.if_fails))
    });
    for actions in steps {
        if let Some(start) = actions.iter().position(|action| matches!(action, Action::Start { .. })) {
            actions.insert(start, Action::Await { lane: taker.clone(), until: Milestone::Stopped });
        }
    }
}

//! Why no plan is made: found before anything is touched.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::{Action, PlanError};
use crate::name::InstanceName;
use crate::platform::{HostPort, Platform, Port, Service};
use crate::runtime::{Observed, ObservedPort, Stranger};

/// Refuses where a name or a port that a service needs belongs to a container which is not gig's.
pub(super) fn refuse(platform: &Platform, observed: &Observed, drafts: &[Draft]) -> Result<(), PlanError> {
    let strangers: BTreeMap<&str, &Stranger> =
        observed.strangers.iter().map(|stranger| (stranger.name.as_str(), stranger)).collect();
    let services: BTreeMap<_, _> = platform.services.iter().map(|service| (&service.name, service)).collect();
    for draft in drafts {
        let Some(service) = services.get(&draft.replica.service) else { continue };
        names_are_free(service, draft, &strangers)?;
        ports_are_for_one(service, draft)?;
        ports_are_free(service, draft, observed)?;
    }
    Ok(())
}

fn names_are_free(service: &Service, draft: &Draft, strangers: &BTreeMap<&str, &Stranger>) -> Result<(), PlanError> {
    for name in names_used(draft) {
        if let Some(stranger) = strangers.get(name.as_str()) {
            let (name, id) = (stranger.name.clone(), stranger.id.short().to_owned());
            return Err(PlanError::NameTaken { service: service.name.clone(), name, id });
        }
    }
    Ok(())
}

/// Every name that an instance gets, also those it only gets when something fails.
fn names_used(draft: &Draft) -> BTreeSet<String> {
    let steps = draft.stretches.iter().flat_map(|stretch| &stretch.steps);
    let actions = steps.flat_map(|step| step.if_fails.iter().chain([&step.action]));
    actions.filter_map(name_given).map(InstanceName::to_string).collect()
}

fn name_given(action: &Action) -> Option<&InstanceName> {
    match action {
        Action::Create { name, .. } | Action::Rename { to: name, .. } => Some(name),
        _ => None,
    }
}

fn ports_are_free(service: &Service, draft: &Draft, observed: &Observed) -> Result<(), PlanError> {
    let starts = draft.actions().any(|action| matches!(action, Action::Start { .. }));
    let holders = observed.strangers.iter().filter(|stranger| stranger.running && starts);
    for stranger in holders {
        let taken = |port: &&Port| stranger.ports.iter().any(|held| collide(port, held));
        if let Some(Port { host: HostPort::Fixed(port), .. }) = service.configuration.ports.iter().find(taken) {
            let (service, holder) = (service.name.clone(), stranger.name.clone());
            return Err(PlanError::PortTaken { service, port: *port, holder });
        }
    }
    Ok(())
}

/// Where one of several instances is made that would publish what only one can.
fn ports_are_for_one(service: &Service, draft: &Draft) -> Result<(), PlanError> {
    let creates = draft.actions().any(|action| matches!(action, Action::Create { .. }));
    let fixed = service.configuration.ports.iter().find_map(|port| match port.host {
        HostPort::Fixed(port) => Some(port),
        HostPort::Ephemeral | HostPort::Range(..) => None,
    });
    match fixed.filter(|_| creates && service.scale.get() > 1) {
        Some(port) => Err(PlanError::PortShared { service: service.name.clone(), port, scale: service.scale }),
        None => Ok(()),
    }
}

/// Returns whether the two cannot be published at once.
pub(super) fn collide(wanted: &Port, held: &ObservedPort) -> bool {
    let HostPort::Fixed(port) = wanted.host else { return false };
    held.host == Some(port) && held.protocol == wanted.protocol && addresses_meet(wanted, held)
}

/// No address, and the unspecified one, are every address.
fn addresses_meet(wanted: &Port, held: &ObservedPort) -> bool {
    match (wanted.address, held.address) {
        (Some(wanted), Some(held)) => wanted == held || wanted.is_unspecified() || held.is_unspecified(),
        _ => true,
    }
}

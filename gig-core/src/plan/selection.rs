//! Which services are meant, and in which sense.

use std::collections::BTreeSet;

use super::{PlanError, PlanOptions, Selection, Verb};
use crate::document::nearest;
use crate::name::ServiceName;
use crate::platform::Platform;
use crate::runtime::Observed;

/// The services of the file that a plan is about, each with what is asked for it.
pub(super) struct Selected {
    named: BTreeSet<ServiceName>,
    needed: BTreeSet<ServiceName>,
    verb: Verb,
    all: bool,
}

impl Selected {
    /// Returns what is asked for a service: the verb where it is named, [`Verb::Start`] where it is only needed.
    pub(super) fn verb(&self, service: &ServiceName) -> Option<Verb> {
        if self.all || self.named.contains(service) {
            return Some(self.verb);
        }
        self.needed.contains(service).then_some(Verb::Start)
    }

    /// Returns whether a service that is not in the file is named.
    pub(super) fn names(&self, service: &ServiceName) -> bool {
        self.named.contains(service)
    }

    /// Returns whether everything is meant.
    pub(super) fn is_all(&self) -> bool {
        self.all
    }

    /// Returns the named service that needs `service`, for the reason to give.
    pub(super) fn needed_by(&self, platform: &Platform, service: &ServiceName) -> Option<ServiceName> {
        let mut known = platform.services.iter().filter(|other| self.verb(&other.name).is_some());
        let needs = |other: &&crate::platform::Service| other.depends_on.iter().any(|need| need.service == *service);
        (!self.all && !self.names(service)).then(|| known.find(needs).map(|other| other.name.clone())).flatten()
    }
}

/// Finds out which services are meant.
pub(super) fn select(platform: &Platform, observed: &Observed, options: &PlanOptions) -> Result<Selected, PlanError> {
    let Selection::Named(names) = &options.selection else {
        return Ok(Selected { named: BTreeSet::new(), needed: BTreeSet::new(), verb: options.verb, all: true });
    };
    for name in names {
        must_be_known(platform, observed, options.verb, name)?;
    }
    let named: BTreeSet<_> = names.iter().cloned().collect();
    let brings_up = !matches!(options.verb, Verb::Stop | Verb::Rm);
    let needed = if brings_up && options.with_dependencies { closure(platform, &named) } else { BTreeSet::new() };
    Ok(Selected { named, needed, verb: options.verb, all: false })
}

/// Only what is in the file can be brought up; what is on the engine can at least be taken down.
fn must_be_known(platform: &Platform, observed: &Observed, verb: Verb, name: &ServiceName) -> Result<(), PlanError> {
    let takes_down = matches!(verb, Verb::Stop | Verb::Rm);
    let observed = takes_down && observed.instances.iter().any(|instance| instance.key.service == *name);
    if observed || platform.service(name).is_some() {
        return Ok(());
    }
    let known: Vec<&str> = platform.services.iter().map(|service| service.name.as_str()).collect();
    let nearest = nearest(name.as_str(), known).and_then(|near| near.parse().ok());
    Err(PlanError::UnknownService { name: name.clone(), nearest })
}

fn closure(platform: &Platform, named: &BTreeSet<ServiceName>) -> BTreeSet<ServiceName> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<ServiceName> = named.iter().cloned().collect();
    while let Some(name) = open.pop() {
        let needs = platform.service(&name).map(|service| service.depends_on.as_slice()).unwrap_or_default();
        open.extend(needs.iter().map(|need| need.service.clone()).filter(|need| !reached.contains(need)));
        reached.insert(name);
    }
    reached
}

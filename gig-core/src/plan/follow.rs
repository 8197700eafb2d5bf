//! Who is restarted after another: `depends_on` with `restart: true`.
//!
//! A follower stops before what it follows gives way, and starts after it. So a run that is cut short leaves it
//! stopped, which the next one sees; nothing else would tell that it was still to be restarted.

use std::collections::{BTreeMap, BTreeSet};

use super::bring_up::{Case, Decision};
use super::{Change, Milestone};
use crate::name::ServiceName;
use crate::platform::{Dependency, Platform, Service};

/// An instance, with what was decided about it.
pub(super) struct Considered<'a> {
    pub(super) case: Case<'a>,
    pub(super) decision: Decision,
}

/// The services that are replaced or restarted, each with those that this began with.
type Renewed = BTreeMap<ServiceName, BTreeSet<ServiceName>>;

/// Lists the services that are restarted after one that is asked for, or after one of these.
pub(super) fn followers(platform: &Platform, is_asked: impl Fn(&ServiceName) -> bool) -> BTreeSet<ServiceName> {
    let mut found = BTreeSet::new();
    loop {
        let known = found.len();
        let follows = |service: &&Service| {
            let mut needs = service.depends_on.iter().filter(|need| need.restarts);
            needs.any(|need| is_asked(&need.service) || found.contains(&need.service))
        };
        let further: Vec<_> = platform.services.iter().filter(follows).map(|service| service.name.clone()).collect();
        found.extend(further);
        if found.len() == known {
            return found;
        }
    }
}

fn may_follow(service: &Service) -> bool {
    service.depends_on.iter().any(|need| need.restarts)
}

/// Lets what would be left running be restarted where it follows what is replaced or restarted; and what follows that.
pub(super) fn follow(considered: &mut [Considered<'_>]) {
    if !considered.iter().any(|one| may_follow(one.case.service)) {
        return;
    }
    let mut renewed: Renewed = considered.iter().filter(|one| is_renewed(&one.decision)).map(of_itself).collect();
    loop {
        let further: Vec<_> = considered.iter_mut().filter_map(|one| follow_one(one, &renewed)).collect();
        if further.is_empty() {
            return;
        }
        for (service, roots) in further {
            renewed.entry(service).or_default().extend(roots);
        }
    }
}

fn follow_one(one: &mut Considered<'_>, renewed: &Renewed) -> Option<(ServiceName, BTreeSet<ServiceName>)> {
    let Considered { case, decision } = one;
    decision.left.as_ref()?;
    let followed = |need: &&Dependency| need.restarts && renewed.contains_key(&need.service);
    let followed: Vec<&Dependency> = case.service.depends_on.iter().filter(followed).collect();
    let first = followed.first()?.service.clone();
    let roots: BTreeSet<_> = followed.iter().filter_map(|need| renewed.get(&need.service)).flatten().cloned().collect();
    case.follow(decision, first, roots.clone());
    Some((case.service.name.clone(), roots))
}

fn of_itself(one: &Considered<'_>) -> (ServiceName, BTreeSet<ServiceName>) {
    let name = one.case.service.name.clone();
    (name.clone(), BTreeSet::from([name]))
}

/// What is made for the first time, or was down, has nobody who knew it before.
fn is_renewed(decision: &Decision) -> bool {
    decision.draft.as_ref().is_some_and(|draft| match draft.change {
        Change::Replace | Change::Restart => true,
        Change::Finish => draft.reaches(Milestone::Started),
        _ => false,
    })
}

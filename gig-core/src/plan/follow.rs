//! Who is restarted after another: `depends_on` with `restart: true`.
//!
//! A follower stops before what it follows gives way, and starts after it. So a run that is cut short leaves it
//! stopped, which the next one sees; nothing else would tell that it was still to be restarted.

use std::collections::{BTreeMap, BTreeSet};

use super::bring_up::{Case, Decision};
use super::draft::Draft;
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

/// What becomes of the services that others follow.
struct Renewals {
    /// Those that are replaced or restarted, or follow one that is.
    renewed: Renewed,
    /// Those that are started, which whoever lives in their namespaces follows as well.
    started: Renewed,
    /// Those of which there will be another instance: whoever lives in their namespaces is made anew.
    made_anew: BTreeSet<ServiceName>,
}

impl Renewals {
    fn of(considered: &[Considered<'_>]) -> Self {
        let those = |which: fn(&Draft) -> bool| {
            considered.iter().filter(move |one| one.decision.draft.as_ref().is_some_and(which)).map(of_itself)
        };
        let on_trial = considered.iter().filter(|one| one.decision.on_trial && one.case.replica.ordinal == 1);
        let made_anew =
            those(|draft| is_first(draft) && draft.reaches(Milestone::Created)).chain(on_trial.map(of_itself));
        Self {
            renewed: those(is_renewed).collect(),
            started: those(|draft| is_first(draft) && draft.reaches(Milestone::Started)).collect(),
            made_anew: made_anew.map(|(service, _)| service).collect(),
        }
    }

    /// Returns what the following of `need` began with; `None` where there is nothing to follow.
    fn roots(&self, need: &Dependency) -> Option<&BTreeSet<ServiceName>> {
        let started = || self.started.get(&need.service).filter(|_| need.shares);
        self.renewed.get(&need.service).or_else(started).filter(|_| need.restarts)
    }
}

/// Lets what would be left running be restarted where it follows what is replaced or restarted; and what follows that.
pub(super) fn follow(considered: &mut [Considered<'_>]) {
    if !considered.iter().any(|one| may_follow(one.case.service)) {
        return;
    }
    let mut renewals = Renewals::of(considered);
    loop {
        let further: Vec<_> = considered.iter_mut().filter_map(|one| follow_one(one, &renewals)).collect();
        if further.is_empty() {
            return;
        }
        for Follower { service, roots, is_made_anew } in further {
            renewals.made_anew.extend(is_made_anew.then(|| service.clone()));
            renewals.renewed.entry(service).or_default().extend(roots);
        }
    }
}

/// A service that follows.
struct Follower {
    service: ServiceName,
    /// What the following began with.
    roots: BTreeSet<ServiceName>,
    is_made_anew: bool,
}

fn follow_one(one: &mut Considered<'_>, renewals: &Renewals) -> Option<Follower> {
    let Considered { case, decision } = one;
    let needs = &case.service.depends_on;
    let roots: BTreeSet<_> = needs.iter().filter_map(|need| renewals.roots(need)).flatten().cloned().collect();
    let service = case.service.name.clone();
    let shared =
        decision.succession.as_ref().and_then(|_| case.service.shares().find(|one| renewals.made_anew.contains(*one)));
    if let Some(shared) = shared {
        case.rejoin(decision, shared.clone(), roots.clone());
        return Some(Follower { service, roots, is_made_anew: true });
    }
    if decision.trial.is_some() && !roots.is_empty() {
        case.try_again(decision, roots.clone());
        return Some(Follower { service, roots, is_made_anew: false });
    }
    decision.left.as_ref()?;
    let first = needs.iter().find(|need| renewals.roots(need).is_some())?.service.clone();
    case.follow(decision, first, roots.clone());
    Some(Follower { service, roots, is_made_anew: false })
}

fn of_itself(one: &Considered<'_>) -> (ServiceName, BTreeSet<ServiceName>) {
    let name = one.case.service.name.clone();
    (name.clone(), BTreeSet::from([name]))
}

/// Only the namespaces of the first instance are shared.
fn is_first(draft: &Draft) -> bool {
    draft.replica.ordinal == 1
}

/// What is made for the first time, or was down, has nobody who knew it before.
fn is_renewed(draft: &Draft) -> bool {
    match draft.change {
        Change::Replace | Change::Restart => true,
        Change::Finish => draft.reaches(Milestone::Started),
        _ => false,
    }
}

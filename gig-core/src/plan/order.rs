//! Who waits for whom.
//!
//! A lane only ever waits for a milestone that the other lane reaches by a step of its own, and no wait closes a circle:
//! needs and dependants follow the order of the services; what waits for its turn waits for those of its own service
//! that come before it; who is restarted after another waits for what that does before it waits itself.

use std::collections::BTreeMap;

use super::draft::{Draft, Wait};
use super::ground::await_done;
use super::{Action, Change, Lane, Milestone};
use crate::name::ServiceName;
use crate::platform::{Condition, Dependency, Platform, Service};

/// Puts the lanes of the ground and of the services together, and lets each wait for what it needs.
pub(super) fn join(platform: &Platform, ground: Vec<Lane>, drafts: &[Draft]) -> Vec<Lane> {
    let order = Order::new(platform, &ground, drafts);
    let services: Vec<Lane> = drafts.iter().map(|draft| draft.lane(|wait| order.awaited(draft, wait))).collect();
    ground.into_iter().chain(services).collect()
}

struct Order<'a> {
    services: BTreeMap<&'a ServiceName, &'a Service>,
    dependants: BTreeMap<&'a ServiceName, Vec<(&'a ServiceName, &'a Dependency)>>,
    /// The lanes of each service, by ordinal.
    drafts: BTreeMap<&'a ServiceName, Vec<&'a Draft>>,
    ground: Vec<Action>,
}

impl<'a> Order<'a> {
    fn new(platform: &'a Platform, ground: &[Lane], drafts: &'a [Draft]) -> Self {
        let mut dependants: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for service in &platform.services {
            for need in &service.depends_on {
                dependants.entry(&need.service).or_default().push((&service.name, need));
            }
        }
        let mut by_service: BTreeMap<_, Vec<&Draft>> = BTreeMap::new();
        for draft in drafts {
            by_service.entry(&draft.replica.service).or_default().push(draft);
        }
        Self {
            services: platform.services.iter().map(|service| (&service.name, service)).collect(),
            dependants,
            drafts: by_service,
            ground: ground.iter().map(|lane| await_done(lane.name.clone())).collect(),
        }
    }

    fn awaited(&self, draft: &'a Draft, wait: Wait) -> Vec<Action> {
        let service = &draft.replica.service;
        match wait {
            Wait::Ground => self.ground.clone(),
            Wait::Needs => self.needs(service),
            Wait::Dependants => self.stopped_dependants(service),
            Wait::Turn => self.turn(draft),
            Wait::Followers => self.stopped_followers(service),
            Wait::Ports => self.givers(draft).map(|giver| self.until_it_lets_go(draft, giver)).collect(),
            Wait::Successors => self.successors(draft),
            Wait::Roots => draft.follows.iter().flat_map(|root| self.created(root)).collect(),
        }
    }

    fn needs(&self, service: &ServiceName) -> Vec<Action> {
        let needs = self.services.get(service).map(|service| service.depends_on.as_slice()).unwrap_or_default();
        needs.iter().flat_map(|need| self.need(need)).collect()
    }

    /// All instances of what is needed must have come as far. The one whose namespaces are shared must be there for
    /// good: where it was put back later, it would take along what lives in them.
    fn need(&self, need: &Dependency) -> Vec<Action> {
        let reached = |draft: &&Draft| {
            if need.shares && draft.replica.ordinal == 1 && draft.change != Change::Wait {
                return Some(await_done(draft.replica.clone().into()));
            }
            let until = milestones(need.condition).find(|until| draft.reaches(*until))?;
            let (lane, awaits) = (draft.replica.clone().into(), awaits(draft, until));
            Some(if need.required { awaits } else { Action::AwaitIfPossible { lane, until } })
        };
        self.drafts_of(&need.service).iter().filter_map(reached).collect()
    }

    /// What is replaced serves until its new one is there, and nobody waits for the end of that.
    fn stopped_dependants(&self, service: &ServiceName) -> Vec<Action> {
        let dependants = self.dependants.get(service).map(Vec::as_slice).unwrap_or_default();
        let lanes = dependants.iter().flat_map(|(dependant, _)| self.drafts_of(dependant));
        let is_early = |draft: &&&Draft| draft.change != Change::Replace || !draft.follows.is_empty();
        let stop = lanes.filter(is_early).filter(|draft| draft.reaches(Milestone::Stopped));
        stop.map(|draft| awaits(draft, Milestone::Stopped)).collect()
    }

    fn stopped_followers(&self, service: &ServiceName) -> Vec<Action> {
        let dependants = self.dependants.get(service).map(Vec::as_slice).unwrap_or_default();
        let followers = dependants.iter().filter(|(_, need)| need.restarts);
        let lanes = followers.flat_map(|(dependant, _)| self.drafts_of(dependant));
        let stops = |draft: &&&Draft| !draft.follows.is_empty() && draft.reaches(Milestone::Stopped);
        lanes.filter(stops).map(|draft| awaits(draft, Milestone::Stopped)).collect()
    }

    /// Waits for the one that is as many before `draft` as may give way at once. What finishes an earlier run is first.
    fn turn(&self, draft: &Draft) -> Vec<Action> {
        let service = &draft.replica.service;
        // A restart of several services stops them from the far end and starts them from the near one: all at once.
        if draft.change == Change::Restart && !self.needs(service).is_empty() {
            return Vec::new();
        }
        let parallelism = self.services.get(service).and_then(|service| service.updating.parallelism);
        let at_once = parallelism.map_or(usize::MAX, |count| count.get() as usize);
        let (mut queue, rest): (Vec<&Draft>, Vec<&Draft>) =
            self.drafts_of(service).iter().partition(|other| is_first(other));
        queue.extend(rest.into_iter().filter(|other| other.waits_for(Wait::Turn)));
        let place = queue.iter().position(|other| other.replica == draft.replica);
        let before = place.and_then(|place| place.checked_sub(at_once)).map(|place| queue[place]);
        before.map(|other| await_done(other.replica.clone().into())).into_iter().collect()
    }

    fn givers(&self, draft: &'a Draft) -> impl Iterator<Item = &'a Draft> {
        let drafts = draft.takes_from.iter().flat_map(|giver| self.drafts_of(&giver.service));
        drafts.copied().filter(|other| draft.takes_from.contains(&other.replica))
    }

    /// Who needs the one that takes the port comes up after it, so nobody waits for that.
    fn successors(&self, draft: &'a Draft) -> Vec<Action> {
        let needs = |giver: &&Draft| self.depends(&giver.replica.service, &draft.replica.service);
        self.givers(draft).filter(|giver| !needs(giver)).filter_map(proved).collect()
    }

    /// What is made beside another cannot be put back, so it waits until that is accepted, unless that waits for it.
    fn until_it_lets_go(&self, draft: &Draft, giver: &Draft) -> Action {
        let stays = draft.change == Change::Create && proved(giver).is_some();
        if stays && !self.depends(&giver.replica.service, &draft.replica.service) {
            return await_done(giver.replica.clone().into());
        }
        awaits(giver, Milestone::Stopped)
    }

    /// Returns whether one service needs another, itself or through others.
    fn depends(&self, one: &ServiceName, other: &ServiceName) -> bool {
        let mut needs = self.services.get(one).into_iter().flat_map(|service| &service.depends_on);
        needs.any(|need| need.service == *other || self.depends(&need.service, other))
    }

    /// What is only created once others are up is not waited for: they may wait for who waits here.
    fn created(&self, service: &ServiceName) -> Vec<Action> {
        let is_early = |draft: &&&Draft| draft.reaches(Milestone::Created) && !draft.is_created_after_its_needs();
        self.drafts_of(service).iter().filter(is_early).map(|draft| awaits(draft, Milestone::Created)).collect()
    }

    fn drafts_of(&self, service: &ServiceName) -> &[&'a Draft] {
        self.drafts.get(service).map(Vec::as_slice).unwrap_or_default()
    }
}

/// What was interrupted on its way is not in service yet, so another of its service must not leave it now.
fn is_first(draft: &Draft) -> bool {
    draft.change == Change::Finish && !draft.waits_for(Wait::Turn)
}

fn proved(draft: &Draft) -> Option<Action> {
    let until = [Milestone::Healthy, Milestone::Completed].into_iter().find(|until| draft.reaches(*until))?;
    Some(awaits(draft, until))
}

fn awaits(draft: &Draft, until: Milestone) -> Action {
    Action::Await { lane: draft.replica.clone().into(), until }
}

/// The milestones that satisfy a condition; who has come further satisfies it too.
fn milestones(condition: Condition) -> impl Iterator<Item = Milestone> {
    let satisfying: &[Milestone] = match condition {
        Condition::Started => &[Milestone::SetUp, Milestone::Started],
        Condition::Healthy => &[Milestone::Healthy, Milestone::Completed],
        Condition::Completed => &[Milestone::Completed],
    };
    satisfying.iter().copied()
}

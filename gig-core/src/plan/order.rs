//! Who waits for whom.

use std::collections::BTreeMap;

use super::draft::{Draft, Wait};
use super::ground::await_done;
use super::{Action, Lane, LaneName, Milestone};
use crate::name::ServiceName;
use crate::platform::{Condition, Dependency, Platform, Service};

/// Puts the lanes of the ground and of the services together, and lets each wait for what it needs.
///
/// A lane only ever waits for a milestone that the other lane reaches by a step of its own.
pub(super) fn join(platform: &Platform, ground: Vec<Lane>, drafts: Vec<Draft>) -> Vec<Lane> {
    let order = Order::new(platform, &ground, &drafts);
    let waits: Vec<_> = drafts.iter().map(|draft| order.waits_of(&draft.service)).collect();
    let services = drafts.into_iter().zip(waits);
    let services = services.map(|(draft, waits)| draft.into_lane(|_, wait| waits.of(wait)));
    ground.into_iter().chain(services).collect()
}

struct Order<'a> {
    services: BTreeMap<&'a ServiceName, &'a Service>,
    dependants: BTreeMap<&'a ServiceName, Vec<&'a ServiceName>>,
    drafts: BTreeMap<&'a ServiceName, &'a Draft>,
    ground: Vec<Action>,
}

/// What one lane waits for, by occasion.
struct Waits {
    ground: Vec<Action>,
    needs: Vec<Action>,
    dependants: Vec<Action>,
}

impl Waits {
    fn of(&self, wait: Wait) -> Vec<Action> {
        match wait {
            Wait::Nothing => Vec::new(),
            Wait::Ground => self.ground.clone(),
            Wait::Needs => self.needs.clone(),
            Wait::Dependants => self.dependants.clone(),
        }
    }
}

impl<'a> Order<'a> {
    fn new(platform: &'a Platform, ground: &[Lane], drafts: &'a [Draft]) -> Self {
        let mut dependants: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for service in &platform.services {
            for need in &service.depends_on {
                dependants.entry(&need.service).or_default().push(&service.name);
            }
        }
        Self {
            services: platform.services.iter().map(|service| (&service.name, service)).collect(),
            dependants,
            drafts: drafts.iter().map(|draft| (&draft.service, draft)).collect(),
            ground: ground.iter().map(|lane| await_done(lane.name.clone())).collect(),
        }
    }

    fn waits_of(&self, service: &ServiceName) -> Waits {
        Waits { ground: self.ground.clone(), needs: self.needs(service), dependants: self.stopped_dependants(service) }
    }

    fn needs(&self, service: &ServiceName) -> Vec<Action> {
        let needs = self.services.get(service).map(|service| service.depends_on.as_slice()).unwrap_or_default();
        let wait =
            |need: &Dependency| milestones(need.condition).find_map(|until| self.reached_by(&need.service, until));
        needs.iter().filter_map(wait).collect()
    }

    fn stopped_dependants(&self, service: &ServiceName) -> Vec<Action> {
        let dependants = self.dependants.get(service).map(Vec::as_slice).unwrap_or_default();
        dependants.iter().filter_map(|dependant| self.reached_by(dependant, Milestone::Stopped)).collect()
    }

    /// Waits for a milestone of another lane, where it reaches it.
    fn reached_by(&self, service: &ServiceName, until: Milestone) -> Option<Action> {
        let reaches = self.drafts.get(service).is_some_and(|draft| draft.reaches(until));
        reaches.then(|| Action::Await { lane: LaneName::Service(service.clone()), until })
    }
}

/// The milestones that satisfy a condition; who has come further satisfies it too.
fn milestones(condition: Condition) -> impl Iterator<Item = Milestone> {
    let satisfying: &[Milestone] = match condition {
        Condition::Started => &[Milestone::Started],
        Condition::Healthy => &[Milestone::Healthy, Milestone::Completed],
        Condition::Completed => &[Milestone::Completed],
    };
    satisfying.iter().copied()
}

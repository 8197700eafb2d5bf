//! What is asked, answered instance by instance and put together to a plan.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::PathBuf;

use super::bring_up::{Case, Decision};
use super::difference::Release;
use super::draft::Draft;
use super::follow::{Considered, follow, followers};
use super::hooks::Hooked;
use super::selection::{Selected, select};
use super::standing::Standing;
use super::{
    Action, Expectation, Held, HeldBack, Lane, Note, Plan, PlanError, PlanOptions, Planned, Reason, Report, Verb,
    clear, expect, ground, order, ports, refusal, standing, take_down,
};
use crate::name::{Replica, ServiceName};
use crate::platform::{Condition, Platform, Service};
use crate::runtime::Observed;

/// What is asked, of which world.
pub(super) struct Question<'a> {
    platform: &'a Platform,
    observed: &'a Observed,
    options: &'a PlanOptions,
    selected: Selected,
}

/// What has been decided so far.
#[derive(Default)]
struct Decided {
    drafts: Vec<Draft>,
    expectations: Vec<Expectation>,
    report: Report,
}

impl<'a> Question<'a> {
    /// Finds out which services are meant.
    pub(super) fn new(
        platform: &'a Platform,
        observed: &'a Observed,
        options: &'a PlanOptions,
    ) -> Result<Self, PlanError> {
        let selected = select(platform, observed, options)?;
        Ok(Self { platform, observed, options, selected })
    }

    /// Brings the selected services up, in the sense of the verb.
    pub(super) fn bring_up(&'a self) -> Result<Planned, PlanError> {
        let mut standings = standing::by_replica(self.observed);
        let mut considered = self.consider(&mut standings);
        follow(&mut considered);
        let mut decided = Decided::default();
        let asked = |case: &Case<'_>| self.selected.verb(&case.service.name).is_some();
        considered.retain(|Considered { case, decision }| asked(case) || decision.draft.is_some());
        considered.into_iter().for_each(|Considered { case, decision }| decided.take(&case, decision));
        self.beyond(standings, &mut decided);
        ports::hand_over(self.platform, self.observed, &mut decided.drafts)?;
        refusal::refuse(self.platform, self.observed, &decided.drafts)?;
        let ground = ground::lanes(self.platform, self.observed, &decided.drafts, self.options)?;
        Ok(self.planned(ground, Vec::new(), decided))
    }

    /// Decides about each instance that the selected services are to have, and takes out of `standings` what there is
    /// of it.
    fn consider(&'a self, standings: &mut BTreeMap<Replica, Standing>) -> Vec<Considered<'a>> {
        let awaited = furthest_awaited(self.platform);
        let followers = followers(self.platform, |name| self.selected.verb(name).is_some());
        let mut considered = Vec::new();
        for service in &self.platform.services {
            let mut standing = |replica: Replica| (standings.remove(&replica).unwrap_or_default(), replica);
            let replicas: Vec<(Standing, Replica)> = service.replicas().map(&mut standing).collect();
            let verb = self.selected.verb(&service.name);
            if verb.is_none() && !followers.contains(&service.name) {
                continue;
            }
            let case = self.case(service, verb.unwrap_or(Verb::Start), awaited.get(&service.name).copied());
            considered.extend(replicas.into_iter().map(|(standing, replica)| {
                let case = case.of(replica);
                let decision = if verb.is_some() { case.decide(standing) } else { case.bring_back(standing) };
                Considered { case, decision }
            }));
        }
        considered
    }

    /// Stops or removes the selected services.
    pub(super) fn take_down(&self) -> Planned {
        let mut decided = Decided::default();
        for (replica, standing) in standing::by_replica(self.observed) {
            self.take_down_one(&replica, &standing, &mut decided);
        }
        let clear = self.clear(&mut decided);
        self.planned(Vec::new(), clear, decided)
    }

    fn take_down_one(&self, replica: &Replica, standing: &Standing, decided: &mut Decided) {
        let in_file = self.is_in_file(replica);
        let meant = self.selected.names(&replica.service)
            || (self.selected.is_all() && (in_file || self.options.remove_orphans));
        if !meant {
            return;
        }
        if self.options.verb == Verb::Rm {
            let reason = if in_file { Reason::AskedFor } else { Reason::NotInFile };
            decided.remove(replica, standing, self.hooks(replica), reason);
        } else {
            decided.drafts.extend(take_down::stop(replica, standing, self.hooks(replica)));
        }
        decided.expectations.push(expect::down(self.options.verb, replica));
    }

    /// `None` where the file knows nothing of it any more.
    fn hooks(&self, replica: &Replica) -> Option<Hooked> {
        self.platform.service(&replica.service).map(|service| Hooked::new(service, self.options))
    }

    fn is_in_file(&self, replica: &Replica) -> bool {
        self.platform.service(&replica.service).is_some()
    }

    /// Networks and volumes only go with the whole project.
    fn clear(&self, decided: &mut Decided) -> Vec<Lane> {
        if self.options.verb != Verb::Rm || !self.selected.is_all() {
            return Vec::new();
        }
        let removed: Vec<_> = decided.drafts.iter().map(|draft| draft.replica.clone()).collect();
        let data = clear::volumes_to_remove(self.platform, self.observed, self.options);
        decided.report.notes.extend(data.into_iter().map(|volume| Note::DataIsRemoved { volume }));
        clear::lanes(self.platform, self.observed, self.options, &removed)
    }

    fn case(&'a self, service: &'a Service, verb: Verb, awaited: Option<Condition>) -> Case<'a> {
        let replica = Replica::first(service.name.clone());
        let needed_by = self.selected.needed_by(self.platform, &service.name);
        let absent = needed_by.map_or(Reason::Absent, Reason::NeededBy);
        let wanted = Release::wanted(service, self.observed);
        Case { service, replica, verb, absent, awaited, wanted, observed: self.observed, options: self.options }
    }

    /// Takes away what is beyond the number that a service is to have, the highest first, and leaves alone what is not
    /// in the file any more, unless its removal is asked for.
    fn beyond(&self, standings: BTreeMap<Replica, Standing>, decided: &mut Decided) {
        let mut standings: Vec<_> = standings.into_iter().collect();
        standings.sort_by_key(|(replica, _)| (replica.service.clone(), Reverse(replica.ordinal)));
        for (replica, standing) in standings {
            if self.platform.disabled.contains(&replica.service) {
                continue;
            }
            if !self.is_in_file(&replica) {
                self.orphan(replica, &standing, decided);
            } else if self.selected.verb(&replica.service).is_some() {
                decided.remove(&replica, &standing, self.hooks(&replica), Reason::Surplus);
                decided.expectations.push(expect::down(Verb::Rm, &replica));
            }
        }
    }

    fn orphan(&self, replica: Replica, standing: &Standing, decided: &mut Decided) {
        let left = standing.iter().next().map(|instance| instance.name.clone());
        if self.options.remove_orphans && self.selected.is_all() {
            decided.remove(&replica, standing, None, Reason::NotInFile);
            decided.expectations.push(expect::down(Verb::Rm, &replica));
        } else if let Some(name) = left.filter(|_| self.selected.is_all()) {
            decided.report.held.push(Held { replica, why: HeldBack::Orphan(name) });
        }
    }

    fn planned(&self, ground: Vec<Lane>, clear: Vec<Lane>, decided: Decided) -> Planned {
        let Decided { drafts, expectations, report } = decided;
        let mut lanes = order::join(self.platform, ground, &drafts);
        lanes.extend(clear);
        let (project, verb) = (self.platform.project.clone(), self.options.verb);
        Planned { plan: Plan { format: Plan::FORMAT, project, verb, lanes, expectations }, report }
    }
}

impl Decided {
    fn take(&mut self, case: &Case<'_>, decision: Decision) {
        self.expectations.push(expect::up(case, &decision));
        let service = &case.service.name;
        let creates = |draft: &Draft| draft.actions().any(|action| matches!(action, Action::Create { .. }));
        if decision.draft.as_ref().is_some_and(creates) {
            let folder = |path: &PathBuf| Note::FolderIsMade { service: service.clone(), path: path.clone() };
            self.report.notes.extend(case.service.missing_sources.iter().map(folder));
        }
        self.report.held.extend(decision.held.map(|why| Held { replica: case.replica.clone(), why }));
        self.drafts.extend(decision.draft);
    }

    fn remove(&mut self, replica: &Replica, standing: &Standing, hooks: Option<Hooked>, reason: Reason) {
        let volumes = take_down::volumes_left(standing);
        if !volumes.is_empty() {
            self.report.notes.push(Note::VolumesStay { service: replica.service.clone(), volumes });
        }
        self.drafts.extend(take_down::remove(replica, standing, hooks, reason));
    }
}

/// Finds for each service how far those that need it want it to come.
fn furthest_awaited(platform: &Platform) -> BTreeMap<&ServiceName, Condition> {
    let mut awaited = BTreeMap::new();
    for need in platform.services.iter().flat_map(|service| &service.depends_on) {
        let furthest = awaited.entry(&need.service).or_insert(need.condition);
        *furthest = (*furthest).max(need.condition);
    }
    awaited
}

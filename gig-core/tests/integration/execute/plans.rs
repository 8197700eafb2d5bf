//! Plans written by hand, in the form that the planner gives them.

use std::time::Duration;

use gig_core::name::{InstanceName, Replica, Slot};
use gig_core::plan::{
    Action, Change, Expectation, Lane, LaneName, Milestone, Plan, Reason, Step, Target, Verb, Wanted,
};
use gig_core::platform::{Pull, RestartPolicy, Service};
use gig_core::runtime::{InstanceId, WantedImage};
use gig_testkit::example::valid;

use super::bench::service;

/// How long a proof may take in these plans.
pub(crate) const WITHIN: Duration = Duration::from_secs(60);

pub(crate) fn plan(lanes: Vec<Lane>, expectations: Vec<Expectation>) -> Plan {
    Plan { format: Plan::FORMAT, project: valid("shop"), verb: Verb::Update, lanes, expectations }
}

/// A lane whose steps leave nothing to put back.
pub(crate) fn lane(name: &str, actions: Vec<Action>) -> Lane {
    steps(name, actions.into_iter().map(|action| Step { action, if_fails: Vec::new() }).collect())
}

pub(crate) fn steps(name: &str, steps: Vec<Step>) -> Lane {
    Lane { name: lane_name(name), change: Change::Replace, reason: Reason::AskedFor, steps }
}

pub(crate) fn lane_name(name: &str) -> LaneName {
    LaneName::Service(valid(name))
}

pub(crate) fn wait_for(name: &str, until: Milestone) -> Action {
    Action::Await { lane: lane_name(name), until }
}

pub(crate) fn prove(target: Target, until: Milestone) -> Action {
    Action::Prove { target, until, within: WITHIN, settle: Duration::ZERO }
}

pub(crate) fn create(service: &Service, slot: Slot) -> Action {
    Action::Create { name: named(service, slot), hash: service.configuration.hash(), inherited: Vec::new() }
}

pub(crate) fn named(service: &Service, slot: Slot) -> InstanceName {
    InstanceName::new(service.base_name.clone(), slot)
}

/// What a service of the file is to be in the end.
pub(crate) fn up(service: &Service) -> Expectation {
    let wanted = Wanted::Up { hash: Some(service.configuration.hash()), image: None, healthy: true };
    Expectation { replica: Replica::first(service.name.clone()), wanted }
}

/// The first start of a service: one that fails is kept to look at.
pub(crate) fn fresh(name: &str, waits: Vec<Action>) -> Lane {
    let service = service(name);
    let undo = put_aside(&service);
    let mut all: Vec<Step> = waits.into_iter().map(plain).collect();
    all.push(plain(prepare(&service)));
    all.push(plain(create(&service, Slot::Base)));
    all.push(Step { action: Action::Start { target: Target::New }, if_fails: undo.clone() });
    all.push(Step { action: prove(Target::New, Milestone::Healthy), if_fails: undo });
    steps(name, all)
}

/// The stop-first replacement of `old`: whatever happens before the last step, the old one comes back.
pub(crate) fn replacement(new: &Service, old: &InstanceId) -> Lane {
    let old = Target::Existing(old.clone());
    let rename = |target: &Target, slot| Action::Rename { target: target.clone(), to: named(new, slot) };
    let restart = |policy| Action::SetRestart { target: old.clone(), policy };
    let start = |target: &Target| Action::Start { target: target.clone() };
    let remove = Action::Remove { target: Target::New, name: named(new, Slot::Next) };
    let restore = vec![restart(RestartPolicy::Always), rename(&old, Slot::Base), start(&old)];
    let restore_and_remove = [restore.clone(), vec![remove.clone()]].concat();
    let remove_and_restore = [vec![remove.clone()], restore.clone()].concat();
    let put_back = [put_aside(new), restore].concat();
    let keep = rename(&old, Slot::Previous);
    let step = |action, if_fails: &[Action]| Step { action, if_fails: if_fails.to_vec() };
    let all = vec![
        plain(prepare(new)),
        step(create(new, Slot::Next), std::slice::from_ref(&remove)),
        step(restart(RestartPolicy::No), &restore_and_remove),
        step(Action::Stop { target: old.clone(), grace: None }, &restore_and_remove),
        step(rename(&old, Slot::Old), &restore_and_remove),
        step(rename(&Target::New, Slot::Base), &remove_and_restore),
        step(start(&Target::New), &put_back),
        step(prove(Target::New, Milestone::Healthy), &put_back),
        step(keep.clone(), &[keep]),
    ];
    steps(new.name.as_str(), all)
}

fn put_aside(service: &Service) -> Vec<Action> {
    vec![
        Action::SetRestart { target: Target::New, policy: RestartPolicy::No },
        Action::Stop { target: Target::New, grace: Some(Duration::from_secs(5)) },
        Action::Rename { target: Target::New, to: named(service, Slot::Failed) },
    ]
}

fn prepare(service: &Service) -> Action {
    Action::PrepareImage(WantedImage::new(service.configuration.image.clone(), Pull::Missing))
}

fn plain(action: Action) -> Step {
    Step { action, if_fails: Vec::new() }
}

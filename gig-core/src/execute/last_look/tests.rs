use super::{Restarts, unmet};
use crate::name::{Replica, ServiceName};
use crate::plan::{Expectation, Wanted};
use crate::platform::{ConfigHash, InstanceKey, RestartPolicy};
use crate::runtime::{Health, ImageId, InstanceId, Observed, ObservedInstance, RunState};

fn service() -> ServiceName {
    "web".parse().unwrap()
}

/// An instance of image `i`, of configuration `c`, without a health check.
fn instance(name: &str, state: RunState) -> ObservedInstance {
    ObservedInstance {
        id: InstanceId::new(name),
        name: name.parse().unwrap(),
        key: InstanceKey { project: "shop".parse().unwrap(), service: service(), ordinal: 1 },
        state,
        health: Health::None,
        exit_code: None,
        image: "app:1".to_owned(),
        image_id: ImageId::new("i"),
        hash: Some(ConfigHash::from_label("c")),
        restart: RestartPolicy::Always,
        created: 0,
        since: None,
        ports: Vec::new(),
        mounts: Vec::new(),
        joined: Vec::new(),
        networks: Vec::new(),
    }
}

fn running(health: Health) -> ObservedInstance {
    ObservedInstance { health, ..instance("shop_web", RunState::Running) }
}

fn ended(state: RunState, code: i64) -> ObservedInstance {
    ObservedInstance { exit_code: Some(code), ..instance("shop_web", state) }
}

fn up(healthy: bool) -> Wanted {
    Wanted::Up { hash: Some(ConfigHash::from_label("c")), image: Some(ImageId::new("i")), healthy }
}

/// What is seen instead of `wanted`, and whether the service serves.
fn look(wanted: Wanted, instances: Vec<ObservedInstance>, restarts: &Restarts) -> Option<(String, bool)> {
    let observed = Observed { instances, ..Observed::default() };
    let expectation = Expectation { replica: Replica::first(service()), wanted };
    unmet(&[expectation], &observed, restarts).pop().map(|unmet| (unmet.seen, unmet.serving))
}

fn met(wanted: Wanted, instances: Vec<ObservedInstance>) {
    assert_eq!(look(wanted, instances, &Restarts::new()), None);
}

fn amiss(wanted: Wanted, instances: Vec<ObservedInstance>, seen: &str, serving: bool) {
    assert_eq!(look(wanted, instances, &Restarts::new()), Some((seen.to_owned(), serving)));
}

#[test]
fn up_is_running_and_not_failing_its_check() {
    for healthy in [true, false] {
        met(up(healthy), vec![running(Health::None)]);
        met(up(healthy), vec![running(Health::Healthy)]);
        amiss(up(healthy), vec![running(Health::Unhealthy)], "up, unhealthy", true);
        amiss(up(healthy), vec![], "absent", false);
        amiss(up(healthy), vec![instance("shop_web", RunState::Created)], "created", false);
        amiss(up(healthy), vec![ended(RunState::Restarting, 1)], "restarting", false);
        amiss(up(healthy), vec![ended(RunState::Exited, 137)], "exited 137", false);
    }
}

#[test]
fn a_check_that_has_not_passed_yet_is_up_only_where_health_is_not_asked_for() {
    met(up(false), vec![running(Health::Starting)]);
    amiss(up(true), vec![running(Health::Starting)], "up, not healthy yet", true);
}

#[test]
fn up_is_of_the_configuration_and_image_that_are_named() {
    let other_hash = ObservedInstance { hash: Some(ConfigHash::from_label("d")), ..running(Health::None) };
    let no_hash = ObservedInstance { hash: None, ..running(Health::None) };
    let other_image = ObservedInstance { image_id: ImageId::new("j"), ..running(Health::None) };
    for instance in [other_hash.clone(), no_hash] {
        amiss(up(false), vec![instance], "up, another configuration", true);
    }
    amiss(up(false), vec![other_image.clone()], "up, another image", true);
    let any = Wanted::Up { hash: None, image: None, healthy: false };
    met(any.clone(), vec![other_hash]);
    met(any, vec![other_image]);
}

#[test]
fn what_was_started_again_by_the_engine_is_not_up() {
    let restarts = Restarts::from([(InstanceId::new("shop_web"), 2)]);
    let seen = look(up(false), vec![running(Health::None)], &restarts);
    assert_eq!(seen, Some(("up, restarts 2".to_owned(), true)));
}

#[test]
fn up_is_up_alone() {
    let beside = |name, state| vec![running(Health::None), instance(name, state)];
    met(up(false), beside("shop_web.previous", RunState::Exited));
    met(up(false), beside("shop_web.failed", RunState::Created));
    amiss(up(false), beside("shop_web.previous", RunState::Running), "up, and `shop_web.previous` up", true);
    amiss(up(false), beside("shop_web.old", RunState::Exited), "up, and `shop_web.old` exited", true);
    amiss(up(false), beside("shop_web.next", RunState::Created), "up, and `shop_web.next` created", true);
}

#[test]
fn one_that_was_displaced_and_runs_serves() {
    amiss(up(false), vec![instance("shop_web.old", RunState::Running)], "absent", true);
    amiss(up(false), vec![instance("shop_web.failed", RunState::Running)], "absent", false);
}

#[test]
fn a_job_has_completed_when_it_ended_with_0() {
    met(Wanted::Completed, vec![ended(RunState::Exited, 0)]);
    amiss(Wanted::Completed, vec![ended(RunState::Exited, 2)], "exited 2", false);
    amiss(Wanted::Completed, vec![running(Health::None)], "up", true);
    amiss(Wanted::Completed, vec![], "absent", false);
}

#[test]
fn stopped_is_that_none_lives_and_absent_that_there_is_none() {
    met(Wanted::Stopped, vec![]);
    met(Wanted::Stopped, vec![ended(RunState::Exited, 137), instance("shop_web.previous", RunState::Exited)]);
    amiss(Wanted::Stopped, vec![running(Health::None)], "up", true);
    amiss(Wanted::Stopped, vec![instance("shop_web.old", RunState::Restarting)], "`shop_web.old` restarting", false);
    met(Wanted::Absent, vec![]);
    amiss(Wanted::Absent, vec![ended(RunState::Exited, 0)], "exited 0", false);
    amiss(Wanted::Absent, vec![instance("shop_web.failed", RunState::Exited)], "`shop_web.failed` exited", false);
}

#[test]
fn instances_of_other_services_do_not_count() {
    let mut other = running(Health::None);
    other.key.service = "db".parse().unwrap();
    met(Wanted::Absent, vec![other.clone()]);
    amiss(up(false), vec![other], "absent", false);
}

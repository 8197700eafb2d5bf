use std::time::Duration;

use super::{Judgement, Proof, Unproved, Watched, judge};
use crate::plan::Milestone;
use crate::platform::RestartPolicy;
use crate::runtime::{Health, ImageId, Inspection, InstanceId, RunState};

fn seen(state: RunState, health: Health, exit_code: Option<i64>, restarts: u32) -> Inspection {
    Inspection {
        id: InstanceId::new("1"),
        name: "shop_web".to_owned(),
        state,
        health,
        exit_code,
        started: None,
        restarts,
        restart: RestartPolicy::No,
        configuration: None,
        image_id: ImageId::new("2"),
    }
}

/// Looks after a minute at what had been started again once before.
fn check(until: Milestone, inspection: &Inspection, expected: Judgement) {
    let proof = Proof { until, within: Duration::from_secs(600), settle: Duration::from_secs(2) };
    let watched = Watched { time: Duration::from_secs(60), restarts_before: 1 };
    assert_eq!(judge(inspection, proof, watched), expected, "{until:?} {inspection:?}");
}

fn never(why: &str) -> Judgement {
    Judgement::Never(why.to_owned())
}

#[test]
fn a_service_is_started_while_it_runs() {
    for health in [Health::None, Health::Starting, Health::Healthy, Health::Unhealthy] {
        check(Milestone::Started, &seen(RunState::Running, health, None, 1), Judgement::Reached);
    }
}

#[test]
fn a_service_is_healthy_when_its_check_passes_or_it_has_none() {
    let running = |health| seen(RunState::Running, health, None, 1);
    check(Milestone::Healthy, &running(Health::None), Judgement::Reached);
    check(Milestone::Healthy, &running(Health::Healthy), Judgement::Reached);
    check(Milestone::Healthy, &running(Health::Starting), Judgement::NotYet);
    check(Milestone::Healthy, &running(Health::Unhealthy), never("fails its health check"));
}

#[test]
fn a_service_without_a_check_is_healthy_when_it_has_run_for_a_while() {
    let running = seen(RunState::Running, Health::None, None, 0);
    let check = |settle, within, milliseconds, expected| {
        let proof = Proof {
            until: Milestone::Healthy,
            within: Duration::from_secs(within),
            settle: Duration::from_secs(settle),
        };
        let watched = Watched { time: Duration::from_millis(milliseconds), restarts_before: 0 };
        assert_eq!(judge(&running, proof, watched), expected, "{proof:?} {watched:?}");
    };
    check(0, 60, 0, Judgement::Reached);
    check(2, 60, 1999, Judgement::NotYet);
    check(2, 60, 2000, Judgement::Reached);
    check(9, 1, 999, Judgement::NotYet);
    check(9, 1, 1000, Judgement::Reached);
}

#[test]
fn a_service_that_does_not_run_will_not_be_up() {
    let cases = [
        (RunState::Created, None, "was never started"),
        (RunState::Exited, Some(0), "exited with code 0"),
        (RunState::Exited, Some(137), "exited with code 137"),
        (RunState::Exited, None, "exited with an unknown code"),
        (RunState::Restarting, Some(1), "exited with code 1 and is restarting"),
        (RunState::Paused, None, "is paused"),
        (RunState::Dead, None, "is dead"),
        (RunState::Removing, None, "is removing"),
    ];
    for (state, exit_code, why) in cases {
        for until in [Milestone::Started, Milestone::Healthy] {
            check(until, &seen(state, Health::Healthy, exit_code, 1), never(why));
        }
    }
}

#[test]
fn a_service_that_the_engine_has_started_again_is_not_up_though_it_runs() {
    for until in [Milestone::Started, Milestone::Healthy] {
        let again = seen(RunState::Running, Health::None, None, 2);
        check(until, &again, never("ended and was started again by the engine"));
    }
}

#[test]
fn a_job_has_completed_when_it_ended_with_0() {
    let job = |state, exit_code, restarts| seen(state, Health::None, exit_code, restarts);
    check(Milestone::Completed, &job(RunState::Exited, Some(0), 5), Judgement::Reached);
    check(Milestone::Completed, &job(RunState::Running, None, 1), Judgement::NotYet);
    check(Milestone::Completed, &job(RunState::Restarting, Some(1), 2), Judgement::NotYet);
    check(Milestone::Completed, &job(RunState::Exited, Some(3), 1), never("exited with code 3"));
    check(Milestone::Completed, &job(RunState::Created, None, 1), never("was never started"));
}

#[test]
fn messages_name_the_instance_and_what_was_expected() {
    let name = "shop_web".to_owned();
    let late = Unproved::TooLate { name: name.clone(), until: Milestone::Healthy, within: Duration::from_secs(60) };
    assert_eq!(late.to_string(), "`shop_web` did not come up within 60 s");
    let never = Unproved::Never { name, until: Milestone::Completed, why: "exited with code 3".to_owned() };
    assert_eq!(never.to_string(), "`shop_web` did not complete: it exited with code 3");
}

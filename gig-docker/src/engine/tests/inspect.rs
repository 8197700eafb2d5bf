use bollard::models::{ContainerInspectResponse, ImageConfig, ImageInspect};
use gig_core::platform::{Configuration, HealthTest, RestartPolicy, differing_keys};
use gig_core::runtime::{Health, Inspection, RunState};

use super::{RECORDED, Recorded, read, rich, without};
use crate::engine::inspect::inspection;
use crate::engine::observe::Incomplete;

fn image(recorded: &Recorded) -> ImageConfig {
    read::<ImageInspect>(recorded.image).config.unwrap()
}

fn inspect(recorded: &Recorded, answer: &str) -> Inspection {
    inspection(read(answer), &image(recorded)).unwrap()
}

fn differences(found: &Configuration, expected: &Configuration) -> Vec<String> {
    differing_keys(&found.records(), &expected.records())
}

#[test]
fn what_was_created_is_what_is_inspected() {
    for recorded in &RECORDED {
        let found = inspect(recorded, recorded.running).configuration.unwrap();
        assert_eq!(differences(&found, &rich::configuration()), [""; 0], "{}", recorded.engine);
        assert_eq!(found, rich::configuration(), "{}", recorded.engine);
    }
}

#[test]
fn what_the_image_brings_is_left_out() {
    for recorded in &RECORDED {
        let found = inspect(recorded, recorded.created).configuration.unwrap();
        assert_eq!(found.command, Some(vec!["sleep".to_owned(), "1000".to_owned()]));
        assert!(found.environment.is_empty() && found.labels.is_empty() && found.expose.is_empty());
        let of_image = (found.entrypoint, found.working_dir, found.user, found.hostname, found.health, found.logging);
        assert_eq!(of_image, (None, None, None, None, None, None), "{}", recorded.engine);
        assert!(found.mounts.is_empty() && found.resources.shm_size.is_none());
    }
}

#[test]
fn states_marks_and_policies_are_told_apart() {
    for recorded in &RECORDED {
        let running = inspect(recorded, recorded.running);
        assert_eq!((running.state, running.health, running.exit_code), (RunState::Running, Health::Unhealthy, None));
        assert!(running.started.is_some() && running.restarts == 0);
        assert_eq!(running.restart, RestartPolicy::OnFailure(3));

        let created = inspect(recorded, recorded.created);
        assert_eq!((created.state, created.exit_code, created.started), (RunState::Created, None, None));

        let restarting = inspect(recorded, recorded.restarting);
        assert_eq!((restarting.state, restarting.exit_code), (RunState::Restarting, Some(1)));
        assert!(restarting.restarts > 0);
        assert_eq!(restarting.configuration.unwrap().health.unwrap().test, Some(HealthTest::Disabled));
    }
}

#[test]
fn a_kept_instance_has_the_policy_it_has_in_service() {
    for recorded in &RECORDED {
        let kept = recorded.running.replace(r#""Name": "on-failure""#, r#""Name": "no""#);
        let kept = inspect(recorded, &kept);
        assert_eq!(kept.restart, RestartPolicy::No);
        assert_eq!(kept.configuration.unwrap().restart, RestartPolicy::OnFailure(3), "{}", recorded.engine);
    }
}

#[test]
fn what_is_not_gigs_has_no_configuration() {
    for recorded in &RECORDED {
        for label in ["gig.project", "gig.service", "gig.ordinal", "gig.base-name", "gig.restart"] {
            let answer = without(recorded.running, &format!("/Config/Labels/{label}"));
            assert_eq!(inspect(recorded, &answer).configuration, None, "{label}");
        }
        let renamed = recorded.running.replace(r#""Name": "/shop_web""#, r#""Name": "/another""#);
        assert_eq!(inspect(recorded, &renamed).configuration, None);
    }
}

#[test]
fn an_answer_that_lacks_something_is_refused_or_read_but_never_misread() {
    for recorded in &RECORDED {
        for (path, field) in [
            ("/Id", "Id"),
            ("/Name", "Name"),
            ("/Image", "Image"),
            ("/State/Status", "State.Status"),
            ("/State", "State.Status"),
        ] {
            let answer: ContainerInspectResponse = read(&without(recorded.running, path));
            assert_eq!(inspection(answer, &image(recorded)), Err(Incomplete { field }), "{path}");
        }
        for path in [
            "/Config",
            "/HostConfig",
            "/NetworkSettings",
            "/Mounts",
            "/RestartCount",
            "/State/Health",
            "/State/StartedAt",
        ] {
            let answer: ContainerInspectResponse = read(&without(recorded.running, path));
            assert_eq!(inspection(answer, &image(recorded)).unwrap().state, RunState::Running, "{path}");
        }
    }
}

use gig_core::runtime::{Health, Observed, RunState};

use super::{RECORDED, Recorded, read, without};
use crate::engine::observe::{Incomplete, Lists, observed};

fn observe(recorded: &Recorded, project: &str, containers: &str) -> Result<Observed, Incomplete> {
    let volumes: bollard::models::VolumeListResponse = read(recorded.volumes);
    let lists = Lists {
        containers: read(containers),
        images: read(recorded.images),
        networks: read(recorded.networks),
        volumes: volumes.volumes.unwrap(),
    };
    observed(&project.parse().unwrap(), lists)
}

#[test]
fn every_instance_of_the_project_is_seen_with_its_state() {
    for recorded in &RECORDED {
        let observed = observe(recorded, "shop", recorded.containers).unwrap();
        let seen: Vec<_> = observed
            .instances
            .iter()
            .map(|one| (one.name.to_string(), one.state, one.exit_code, one.restart.to_string()))
            .collect();
        let expected = [
            ("shop_db.previous", RunState::Exited, Some(137), "always"),
            ("shop_job", RunState::Restarting, Some(1), "always"),
            ("shop_mail", RunState::Paused, None, "always"),
            ("shop_web", RunState::Running, None, "on-failure:3"),
            ("shop_web.next", RunState::Created, None, "always"),
        ];
        let expected = expected.map(|(name, state, code, restart)| (name.to_owned(), state, code, restart.to_owned()));
        assert_eq!(seen, expected, "{}", recorded.engine);
    }
}

#[test]
fn an_instance_shows_its_health_networks_mounts_and_ports() {
    for recorded in &RECORDED {
        let observed = observe(recorded, "shop", recorded.containers).unwrap();
        let web = observed.instances.iter().find(|one| one.name.to_string() == "shop_web").unwrap();
        assert_eq!(web.health, Health::Unhealthy);
        assert_eq!(web.networks, ["shop_back", "shop_default"]);
        let fixed = web.ports.iter().find(|port| port.container == 80).unwrap();
        assert_eq!(fixed.address, Some("127.0.0.1".parse().unwrap()));
        assert!((18000..=18010).contains(&fixed.host.unwrap()));
        let anonymous: Vec<_> =
            web.mounts.iter().filter(|one| one.anonymous_volume().is_some()).map(|one| one.target.as_str()).collect();
        assert_eq!(anonymous, ["/a", "/declared"], "{}", recorded.engine);
        assert!(web.since.is_some() && web.hash.is_some());
    }
}

#[test]
fn a_name_that_does_not_fit_its_labels_makes_a_stranger() {
    for recorded in &RECORDED {
        let observed = observe(recorded, "shop", recorded.containers).unwrap();
        let mut names: Vec<_> = observed.strangers.iter().map(|one| (one.name.as_str(), one.running)).collect();
        names.sort();
        assert_eq!(names, [("other", true), ("shop_db_renamed_by_hand", false)], "{}", recorded.engine);
    }
}

#[test]
fn everything_of_another_project_is_a_stranger() {
    for recorded in &RECORDED {
        let observed = observe(recorded, "sho", recorded.containers).unwrap();
        assert_eq!((observed.instances.len(), observed.strangers.len()), (0, 7));
        assert_eq!(observed.networks.iter().filter(|one| one.project.as_deref() == Some("shop")).count(), 2);
        assert_eq!(observed.volumes.iter().filter(|one| one.project.as_deref() == Some("shop")).count(), 1);
        assert_eq!(observed.images.keys().collect::<Vec<_>>(), ["shop/web:1"]);
    }
}

#[test]
fn an_answer_that_lacks_what_matters_is_refused() {
    for recorded in &RECORDED {
        for field in ["Id", "State", "ImageID"] {
            let containers =
                (0..7).fold(recorded.containers.to_owned(), |text, index| without(&text, &format!("/{index}/{field}")));
            assert_eq!(observe(recorded, "shop", &containers), Err(Incomplete { field }), "{}", recorded.engine);
        }
    }
}

#[test]
fn an_answer_that_lacks_the_rest_is_read_all_the_same() {
    for recorded in &RECORDED {
        for field in ["Ports", "Mounts", "NetworkSettings", "Status", "Created", "Image", "Command", "HostConfig"] {
            let containers =
                (0..7).fold(recorded.containers.to_owned(), |text, index| without(&text, &format!("/{index}/{field}")));
            assert_eq!(observe(recorded, "shop", &containers).unwrap().instances.len(), 5, "{field}");
        }
    }
}

#[test]
fn a_container_without_labels_or_name_is_a_stranger() {
    for recorded in &RECORDED {
        for field in ["Labels", "Names"] {
            let containers =
                (0..7).fold(recorded.containers.to_owned(), |text, index| without(&text, &format!("/{index}/{field}")));
            assert_eq!(observe(recorded, "shop", &containers).unwrap().strangers.len(), 7, "{field}");
        }
    }
}

#[test]
fn a_hash_of_another_version_is_not_known() {
    for recorded in &RECORDED {
        let containers = recorded.containers.replace(r#""gig.hash-version": "1""#, r#""gig.hash-version": "99""#);
        let observed = observe(recorded, "shop", &containers).unwrap();
        assert_eq!(observed.instances.len(), 5);
        assert!(observed.instances.iter().all(|one| one.hash.is_none()));
    }
}

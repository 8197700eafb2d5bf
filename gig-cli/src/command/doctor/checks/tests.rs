use gig_core::runtime::Capabilities;
use gig_docker::own_image::ImagePlatform;
use gig_docker::{ApiVersion, ConnectError, Details, Endpoint, Examination, Introduction, Location, Make, Origin};

use super::{Check, Verdict, checks};

fn examination(change: impl FnOnce(&mut Details)) -> Examination {
    let endpoint = Endpoint::default();
    let mut details = Details {
        location: Location { endpoint, origin: Origin::Default },
        introduction: Introduction {
            make: Make::Docker,
            version: "28.5".to_owned(),
            api: ApiVersion::NEWEST,
            platform: ImagePlatform::own(),
        },
        storage: "overlay2".to_owned(),
        cgroup_version: "2".to_owned(),
        cgroup_driver: "systemd".to_owned(),
        is_rootless: false,
        warnings: Vec::new(),
        credential_helpers: vec!["docker-credential-here".to_owned()],
    };
    change(&mut details);
    let mut capabilities = Capabilities::engine();
    capabilities.several_networks_at_creation = true;
    capabilities.start_interval = true;
    Examination { description: "Docker Engine 28.5".to_owned(), capabilities, details: Some(details) }
}

fn limits(examination: Examination) -> Vec<Check> {
    let checks = checks(&Ok(examination), &|program| program.ends_with("-here"));
    checks.into_iter().filter(|check| check.verdict != Verdict::Good).collect()
}

#[test]
fn where_all_is_well_nothing_is_to_be_done() {
    assert_eq!(limits(examination(|_| {})), []);
}

#[test]
fn what_is_off_is_named_once_with_what_to_do() {
    let check = |change: fn(&mut Details), what: &str, words: &str| {
        let found = limits(examination(change));
        let [Check { what: named, verdict: Verdict::Limited(advice), .. }] = found.as_slice() else {
            panic!("{what}: found {found:?}");
        };
        assert_eq!(*named, what);
        assert!(advice.contains(words), "{what}: {advice}");
    };
    check(|details| details.location.endpoint = "tcp://10.0.0.1".parse().unwrap(), "found by", "without encryption");
    check(|details| details.location.origin = Origin::Podman, "found by", "DOCKER_HOST");
    check(|details| details.introduction.make = Make::Podman, "engine", "docs/engines.md");
    check(|details| details.introduction.platform.architecture = "s390x".to_owned(), "own image", "linux/s390x");
    check(|details| details.storage = "vfs".to_owned(), "storage", "overlay2");
    check(|details| details.cgroup_driver = "none".to_owned(), "control groups", "not kept");
    check(|details| details.is_rootless = true, "rights", "below 1024");
    check(|details| details.warnings.push("No swap limit support".to_owned()), "engine's word", "says so itself");
    check(|details| details.credential_helpers.push("docker-credential-gone".to_owned()), "credentials", "install it");
}

#[test]
fn an_old_engine_is_told_what_a_newer_one_can() {
    let old = Examination { capabilities: Capabilities::engine(), ..examination(|_| {}) };
    let named: Vec<_> = limits(old).iter().map(|check| check.what).collect();
    assert_eq!(named, ["start_interval"]);
}

#[test]
fn where_no_engine_answers_that_is_all_that_is_said() {
    let found = checks(&Err(ConnectError::NoSocket { endpoint: Endpoint::default() }), &|_| true);
    let [Check { what: "engine", verdict: Verdict::Bad(advice), .. }] = found.as_slice() else { panic!("{found:?}") };
    assert!(advice.contains("systemctl start docker"), "{advice}");
}

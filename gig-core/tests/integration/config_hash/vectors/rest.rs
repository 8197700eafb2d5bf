//! How it is watched, limited and stopped.

use std::collections::BTreeMap;
use std::time::Duration;

use gig_core::platform::{ByteSize, HealthCheck, HealthTest, Logging, NanoCpus, Ulimit};
use gig_core::secret::Secret;

use super::{Vector, vector, words};

pub(super) fn vectors() -> Vec<Vector> {
    [health(), limits(), logging(), stopping(), flags()].into_iter().flatten().collect()
}

fn health() -> Vec<Vector> {
    let list = HealthTest::Command(words(&["/bin/check", "--url", "http://localhost/a b", ""]));
    let timed = HealthCheck {
        test: Some(HealthTest::Shell(words(&["curl -f 'http://localhost' || exit 1\n"]))),
        interval: Some(Duration::from_millis(1_500)),
        timeout: Some(Duration::from_secs(30)),
        retries: Some(3),
        start_period: Some(Duration::from_secs(90)),
        start_interval: Some(Duration::from_nanos(1)),
    };
    vec![
        vector("a health check in list form", |made| made.health = Some(tested(list))),
        vector("a health check of the shell, with all its times", |made| made.health = Some(timed)),
        vector("a health check that is switched off", |made| made.health = Some(tested(HealthTest::Disabled))),
        vector("a health check that leaves all to the image", |made| made.health = Some(HealthCheck::default())),
    ]
}

fn limits() -> Vec<Vector> {
    vec![
        vector("limits", |made| {
            made.resources.memory = Some(ByteSize(512 << 20));
            made.resources.cpus = Some(NanoCpus(1_500_000_000));
            made.resources.shm_size = Some(ByteSize(64_000_000));
            let limit = |soft, hard| Ulimit { soft, hard };
            made.resources.ulimits =
                [("nofile".to_owned(), limit(1024, 65_536)), ("core".to_owned(), limit(-1, -1))].into();
        }),
        vector("what is kept, and how many processes", |made| {
            made.resources.mem_reservation = Some(ByteSize(64 << 20));
            made.resources.pids = Some(100);
        }),
        vector("a limit of nothing", |made| made.resources.memory = Some(ByteSize(0))),
    ]
}

fn logging() -> Vec<Vector> {
    let options = [("max-size", "10m"), ("tag", "{{.Name}} 'x'")];
    let options = options.map(|(name, value)| (name.to_owned(), Secret::new(value))).into();
    let rotated = Logging { driver: Some("json-file".to_owned()), options };
    let empty = Logging { driver: None, options: BTreeMap::new() };
    vec![
        vector("logging with options", |made| made.logging = Some(rotated)),
        vector("logging that says nothing", |made| made.logging = Some(empty)),
    ]
}

fn stopping() -> Vec<Vector> {
    vec![
        vector("stopped by a signal, in time", |made| {
            made.stop_signal = Some("SIGQUIT".to_owned());
            made.stop_grace = Some(Duration::from_secs(90));
        }),
        vector("killed at once", |made| made.stop_grace = Some(Duration::ZERO)),
    ]
}

fn flags() -> Vec<Vector> {
    vec![
        vector("an init process", |made| made.init = Some(true)),
        vector("no init process", |made| made.init = Some(false)),
        vector("rights and terminal", |made| {
            made.security.privileged = true;
            made.security.cap_add = words(&["NET_ADMIN", "SYS_TIME"]);
            made.security.cap_drop = words(&["ALL"]);
            made.security.read_only = true;
            made.tty = true;
            made.stdin_open = true;
        }),
    ]
}

fn tested(test: HealthTest) -> HealthCheck {
    HealthCheck { test: Some(test), ..HealthCheck::default() }
}

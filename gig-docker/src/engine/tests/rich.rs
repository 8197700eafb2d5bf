//! A configuration that uses every field, which the recorded answers were made with.

use std::collections::BTreeMap;
use std::time::Duration;

use gig_core::platform::{
    ByteSize, Configuration, ExposedPort, ExtraHost, HealthCheck, HealthTest, HostPort, InstanceKey, InstanceSpec,
    Link, Logging, Mount, MountKind, NanoCpus, NetworkAttachment, Port, Protocol, RestartPolicy, Ulimit,
};
use gig_core::secret::Secret;

pub(crate) fn spec() -> InstanceSpec {
    let key = InstanceKey { project: "shop".parse().unwrap(), service: "web".parse().unwrap(), ordinal: 1 };
    InstanceSpec::new(key, "shop_web".parse().unwrap(), configuration())
}

pub(crate) fn configuration() -> Configuration {
    let mut rich = Configuration::new("shop/web:1".parse().unwrap());
    rich.command = Some(vec!["sleep".into(), "1000".into()]);
    rich.environment = BTreeMap::from([("A".into(), Secret::new("b=c")), ("EMPTY".into(), Secret::new(""))]);
    rich.working_dir = Some("/bin".into());
    rich.user = Some("0:0".into());
    rich.hostname = Some("rich".into());
    rich.labels = BTreeMap::from([("team".into(), "blue".into())]);
    rich.ports = ports();
    rich.expose = vec![ExposedPort { container: 99, protocol: Protocol::Tcp }];
    rich.mounts = mounts();
    rich.networks = networks();
    rich.links = vec![Link { target: "shop_db".into(), alias: "database".into() }];
    rich.extra_hosts = vec![
        ExtraHost { host: "mail".into(), address: "10.0.0.1".into() },
        ExtraHost { host: "six".into(), address: "::1".into() },
    ];
    rich.restart = RestartPolicy::OnFailure(3);
    rich.health = Some(health());
    rich.stop_signal = Some("SIGINT".into());
    rich.stop_grace = Some(Duration::from_secs(3));
    rich.init = Some(true);
    rich.security.cap_add = vec!["NET_ADMIN".into(), "SYS_TIME".into()];
    rich.security.cap_drop = vec!["MKNOD".into()];
    rich.security.read_only = true;
    rich.resources.shm_size = Some(ByteSize(1 << 24));
    rich.resources.ulimits = BTreeMap::from([("nofile".into(), Ulimit { soft: 100, hard: 200 })]);
    rich.resources.memory = Some(ByteSize(64 << 20));
    rich.resources.cpus = Some(NanoCpus(500_000_000));
    rich.logging = Some(Logging { driver: None, options: BTreeMap::from([("max-size".into(), Secret::new("1m"))]) });
    rich.tty = true;
    rich.stdin_open = true;
    rich
}

fn ports() -> Vec<Port> {
    let loopback = Some("127.0.0.1".parse().unwrap());
    vec![
        Port { address: loopback, host: HostPort::Range(18000, 18010), container: 80, protocol: Protocol::Tcp },
        Port { address: None, host: HostPort::Ephemeral, container: 81, protocol: Protocol::Udp },
    ]
}

fn mounts() -> Vec<Mount> {
    let bind = |source: &str, create_source, propagation: Option<&str>| MountKind::Bind {
        source: source.into(),
        create_source,
        propagation: propagation.map(str::to_owned),
        selinux: None,
    };
    let memory = MountKind::Tmpfs {
        size: Some(ByteSize(1 << 20)),
        mode: Some(0o1777),
        options: BTreeMap::from([("uid".into(), "5".into()), ("noexec".into(), String::new())]),
    };
    let volume = MountKind::Volume { name: "shop_data".into(), no_copy: true };
    let mount = |target: &str, read_only, kind| Mount { target: target.to_owned(), read_only, kind };
    vec![
        mount("/a", false, MountKind::Anonymous),
        mount("/b", true, bind("/srv/shop", true, Some("rprivate"))),
        mount("/c", true, bind("/etc", false, None)),
        mount("/d", false, volume),
        mount("/e", false, memory),
    ]
}

fn networks() -> Vec<NetworkAttachment> {
    vec![NetworkAttachment::new("shop_default", vec!["own".to_owned()]), NetworkAttachment::new("shop_back", vec![])]
}

fn health() -> HealthCheck {
    HealthCheck {
        test: Some(HealthTest::Command(vec!["true".into()])),
        interval: None,
        timeout: Some(Duration::from_secs(3)),
        retries: Some(2),
        start_period: Some(Duration::from_millis(1500)),
        start_interval: None,
    }
}

//! The inverse of `Configuration::records`, written from `docs/config-hash.md` and nothing else.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::time::Duration;

use gig_core::platform::{
    ByteSize, Configuration, Content, ExposedPort, ExtraHost, HealthCheck, HealthTest, HostPort, Link, Logging, Mount,
    MountKind, NanoCpus, NetworkAttachment, Port, Protocol, Record, Ulimit, UploadedFile,
};
use gig_core::secret::Secret;

/// Makes the configuration that has these records; every record must be used.
pub(super) fn read_back(records: &[Record]) -> Configuration {
    let mut unread = Unread::new(records);
    assert_eq!(unread.take("version").as_deref(), Some("1"));
    let mut made = Configuration::new(unread.parse("image").unwrap());
    process(&mut made, &mut unread);
    surroundings(&mut made, &mut unread);
    limits(&mut made, &mut unread);
    assert!(unread.values.is_empty(), "left over: {:?}", unread.values);
    made
}

fn process(made: &mut Configuration, unread: &mut Unread) {
    made.entrypoint = unread.optional_list("entrypoint");
    made.command = unread.optional_list("command");
    made.environment = secrets(unread.map("environment"));
    made.working_dir = unread.take("working_dir");
    made.user = unread.take("user");
    made.hostname = unread.take("hostname");
    made.labels = unread.map("labels");
    made.restart = unread.parse("restart").unwrap();
    made.health = health(unread);
}

fn surroundings(made: &mut Configuration, unread: &mut Unread) {
    made.ports = unread.list("ports").iter().map(|text| port(text)).collect();
    made.expose = unread.list("expose").iter().map(|text| exposed_port(text)).collect();
    made.mounts = unread.each("mounts", mount);
    made.files = unread.each("files", file);
    made.networks = unread.each("networks", |unread, key, network| {
        let aliases = unread.list(&format!("{key}.aliases"));
        NetworkAttachment { network, aliases }
    });
    made.links = unread.each("links", |unread, key, target| {
        let alias = unread.take(&format!("{key}.alias")).unwrap();
        Link { target, alias }
    });
    made.extra_hosts = unread.each("extra_hosts", |unread, key, host| {
        let address = unread.take(&format!("{key}.address")).unwrap();
        ExtraHost { host, address }
    });
}

fn limits(made: &mut Configuration, unread: &mut Unread) {
    made.stop_signal = unread.take("stop_signal");
    made.stop_grace = unread.duration("stop_grace");
    made.init = unread.parse("init");
    made.security.privileged = unread.flag("privileged");
    made.security.cap_add = unread.list("cap_add");
    made.security.cap_drop = unread.list("cap_drop");
    made.security.read_only = unread.flag("read_only");
    made.resources.shm_size = unread.parse("shm_size").map(ByteSize);
    made.resources.ulimits = unread.map("ulimits").into_iter().map(|(name, text)| (name, ulimit(&text))).collect();
    made.resources.memory = unread.parse("memory").map(ByteSize);
    made.resources.mem_reservation = unread.parse("mem_reservation").map(ByteSize);
    made.resources.cpus = unread.parse("cpus").map(NanoCpus);
    made.resources.pids = unread.parse("pids");
    made.logging = unread
        .group("logging")
        .then(|| Logging { driver: unread.take("logging.driver"), options: secrets(unread.map("logging.options")) });
    made.tty = unread.flag("tty");
    made.stdin_open = unread.flag("stdin_open");
}

fn health(unread: &mut Unread) -> Option<HealthCheck> {
    unread.group("health").then(|| HealthCheck {
        test: health_test(unread.list("health.test")),
        interval: unread.duration("health.interval"),
        timeout: unread.duration("health.timeout"),
        retries: unread.parse("health.retries"),
        start_period: unread.duration("health.start_period"),
        start_interval: unread.duration("health.start_interval"),
    })
}

fn health_test(words: Vec<String>) -> Option<HealthTest> {
    let (kind, words) = words.split_first()?;
    Some(match (kind.as_str(), words) {
        ("NONE", []) => HealthTest::Disabled,
        ("CMD-SHELL", [line]) => HealthTest::Shell(line.clone()),
        ("CMD", words) => HealthTest::Command(words.to_vec()),
        other => panic!("no health test: {other:?}"),
    })
}

fn mount(unread: &mut Unread, key: &str, target: String) -> Mount {
    let read_only = unread.flag(&format!("{key}.read_only"));
    let field = |name: &str| format!("{key}.{name}");
    let kind = match unread.take(&field("kind")).unwrap().as_str() {
        "bind" => MountKind::Bind {
            source: unread.take(&field("source")).unwrap().into(),
            create_source: unread.flag(&field("create_source")),
            propagation: unread.take(&field("propagation")),
            selinux: unread.parse(&field("selinux")),
        },
        "volume" => {
            MountKind::Volume { name: unread.take(&field("source")).unwrap(), no_copy: unread.flag(&field("no_copy")) }
        }
        "anonymous" => MountKind::Anonymous,
        "tmpfs" => MountKind::Tmpfs {
            size: unread.parse(&field("size")).map(ByteSize),
            mode: unread.take(&field("mode")).map(|mode| u32::from_str_radix(&mode, 8).unwrap()),
            options: unread.map(&field("options")),
        },
        other => panic!("no kind of mount: {other}"),
    };
    Mount { target, read_only, kind }
}

fn file(unread: &mut Unread, key: &str, target: String) -> UploadedFile {
    let mut field = |name: &str| unread.take(&format!("{key}.{name}")).unwrap();
    let (owner, mode, digest) = (field("owner"), field("mode"), field("sha256"));
    let (uid, gid) = owner.split_once(':').unwrap();
    let (uid, gid) = (uid.parse().unwrap(), gid.parse().unwrap());
    let mode = u32::from_str_radix(&mode, 8).unwrap();
    UploadedFile { target, uid, gid, mode, content: Content::of_digest(digest) }
}

fn port(text: &str) -> Port {
    let (outside, inside) = text.rsplit_once(':').unwrap_or(("", text));
    let (address, host) = match outside.rsplit_once(':') {
        Some((address, host)) => (Some(address.trim_matches(['[', ']']).parse().unwrap()), host),
        None => (None, outside),
    };
    let host = match host.split_once('-') {
        _ if host.is_empty() => HostPort::Ephemeral,
        None => HostPort::Fixed(host.parse().unwrap()),
        Some((first, last)) => HostPort::Range(first.parse().unwrap(), last.parse().unwrap()),
    };
    let ExposedPort { container, protocol } = exposed_port(inside);
    Port { address, host, container, protocol }
}

fn exposed_port(text: &str) -> ExposedPort {
    let (container, protocol) = text.split_once('/').unwrap();
    let protocol = match protocol {
        "tcp" => Protocol::Tcp,
        "udp" => Protocol::Udp,
        "sctp" => Protocol::Sctp,
        other => panic!("no protocol: {other}"),
    };
    ExposedPort { container: container.parse().unwrap(), protocol }
}

fn ulimit(text: &str) -> Ulimit {
    let (soft, hard) = text.split_once(':').unwrap();
    Ulimit { soft: soft.parse().unwrap(), hard: hard.parse().unwrap() }
}

fn secrets(values: BTreeMap<String, String>) -> BTreeMap<String, Secret> {
    values.into_iter().map(|(name, value)| (name, Secret::new(value))).collect()
}

/// The records that were not used yet.
struct Unread {
    values: BTreeMap<String, String>,
}

impl Unread {
    fn new(records: &[Record]) -> Self {
        let entry = |record: &Record| (record.key.clone(), record.value.expose().to_owned());
        let values: BTreeMap<String, String> = records.iter().map(entry).collect();
        assert_eq!(values.len(), records.len(), "a key stands twice");
        Self { values }
    }

    fn take(&mut self, key: &str) -> Option<String> {
        self.values.remove(key)
    }

    fn parse<T: FromStr>(&mut self, key: &str) -> Option<T> {
        self.take(key).map(|text| text.parse().unwrap_or_else(|_| panic!("{key}: {text}")))
    }

    fn flag(&mut self, key: &str) -> bool {
        self.parse(key).unwrap_or(false)
    }

    fn group(&mut self, key: &str) -> bool {
        self.take(key).is_some_and(|value| value == "set")
    }

    fn duration(&mut self, key: &str) -> Option<Duration> {
        let nanoseconds: u128 = self.parse(key)?;
        let part = u32::try_from(nanoseconds % 1_000_000_000).unwrap();
        Some(Duration::new(u64::try_from(nanoseconds / 1_000_000_000).unwrap(), part))
    }

    fn each<T>(&mut self, key: &str, mut read: impl FnMut(&mut Self, &str, String) -> T) -> Vec<T> {
        let mut elements = Vec::new();
        loop {
            let key = format!("{key}.{}", elements.len());
            let Some(value) = self.take(&key) else { return elements };
            elements.push(read(self, &key, value));
        }
    }

    fn list(&mut self, key: &str) -> Vec<String> {
        self.each(key, |_, _, value| value)
    }

    fn optional_list(&mut self, key: &str) -> Option<Vec<String>> {
        self.group(key).then(|| self.list(key))
    }

    fn map(&mut self, key: &str) -> BTreeMap<String, String> {
        let prefix = format!("{key}.");
        let (own, others) = std::mem::take(&mut self.values).into_iter().partition(|(key, _)| key.starts_with(&prefix));
        self.values = others;
        let own: BTreeMap<String, String> = own;
        own.into_iter().map(|(key, value)| (key[prefix.len()..].to_owned(), value)).collect()
    }
}

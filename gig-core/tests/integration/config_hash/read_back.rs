//! The inverse of `Configuration::records`, written from `docs/config-hash.md` and nothing else.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::time::Duration;

use gig_core::platform::{
    ByteSize, Configuration, Content, Device, DeviceRequest, Dns, Endpoint, ExposedPort, ExtraHost, HealthCheck,
    HealthTest, HostPort, Link, Logging, Mount, MountKind, Namespaces, NanoCpus, NetworkAttachment, Port, Protocol,
    Record, Resources, Ulimit, UploadedFile, VolumesFrom,
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
    made.platform = unread.parse("platform");
    made.entrypoint = unread.optional_list("entrypoint");
    made.command = unread.optional_list("command");
    made.environment = secrets(unread.map("environment"));
    made.working_dir = unread.take("working_dir");
    made.user = unread.take("user");
    made.hostname = unread.take("hostname");
    made.domainname = unread.take("domainname");
    made.labels = unread.map("labels");
    made.annotations = unread.map("annotations");
    made.restart = unread.parse("restart").unwrap();
    made.health = health(unread);
}

fn surroundings(made: &mut Configuration, unread: &mut Unread) {
    made.ports = unread.list("ports").iter().map(|text| port(text)).collect();
    made.expose = unread.list("expose").iter().map(|text| exposed_port(text)).collect();
    made.mounts = unread.each("mounts", mount);
    made.volumes_from = unread.each("volumes_from", |unread, key, container| {
        let read_only = unread.flag(&format!("{key}.read_only"));
        VolumesFrom { container, read_only, mounts: unread.take(&format!("{key}.mounts")) }
    });
    made.network_mode = unread.take("network_mode");
    made.files = unread.each("files", file);
    made.networks = unread.each("networks", |unread, key, network| {
        let aliases = unread.list(&format!("{key}.aliases"));
        let endpoint = endpoint(unread, key);
        NetworkAttachment { network, aliases, endpoint }
    });
    made.mac_address = unread.take("mac_address");
    made.links = unread.each("links", |unread, key, target| {
        let alias = unread.take(&format!("{key}.alias")).unwrap();
        Link { target, alias }
    });
    made.extra_hosts = unread.each("extra_hosts", |unread, key, host| {
        let address = unread.take(&format!("{key}.address")).unwrap();
        ExtraHost { host, address }
    });
}

fn host(made: &mut Configuration, unread: &mut Unread) {
    let Dns { servers, options, search } = &mut made.dns;
    (*servers, *options) = (unread.list("dns.servers"), unread.list("dns.options"));
    *search = unread.list("dns.search");
    let Namespaces { cgroup, ipc, pid, user, uts } = &mut made.namespaces;
    (*cgroup, *ipc, *pid) = (unread.take("cgroup"), unread.take("ipc"), unread.take("pid"));
    (*user, *uts) = (unread.take("userns"), unread.take("uts"));
    made.devices.mapped = unread.each("devices", |unread, key, source| {
        let mut field = |name: &str| unread.take(&format!("{key}.{name}")).unwrap();
        Device { source, target: field("target"), permissions: field("permissions") }
    });
    made.devices.rules = unread.list("device_cgroup_rules");
    made.devices.requested = unread.each("device_requests", |unread, key, set| {
        assert_eq!(set, "set");
        let field = |name: &str| format!("{key}.{name}");
        DeviceRequest {
            driver: unread.take(&field("driver")),
            count: unread.parse(&field("count")),
            ids: unread.list(&field("ids")),
            capabilities: unread.list(&field("capabilities")),
            options: unread.map(&field("options")),
        }
    });
    made.security.options = unread.list("security_opt");
    made.security.groups = unread.list("group_add");
    (made.sysctls, made.runtime) = (unread.map("sysctls"), unread.take("runtime"));
}

fn resources(made: &mut Resources, unread: &mut Unread) {
    made.shm_size = unread.parse("shm_size").map(ByteSize);
    made.ulimits = unread.map("ulimits").into_iter().map(|(name, text)| (name, ulimit(&text))).collect();
    made.memory = unread.parse("memory").map(ByteSize);
    made.mem_reservation = unread.parse("mem_reservation").map(ByteSize);
    made.memswap = unread.parse("memswap");
    made.mem_swappiness = unread.parse("mem_swappiness");
    made.oom_kill_disable = unread.parse("oom_kill_disable");
    made.oom_score_adj = unread.parse("oom_score_adj");
    made.cpus = unread.parse("cpus").map(NanoCpus);
    made.cpu_shares = unread.parse("cpu_shares");
    (made.cpu_period, made.cpu_quota) = (unread.parse("cpu_period"), unread.parse("cpu_quota"));
    (made.cpu_rt_period, made.cpu_rt_runtime) = (unread.parse("cpu_rt_period"), unread.parse("cpu_rt_runtime"));
    made.cpuset = unread.take("cpuset");
    made.pids = unread.parse("pids");
    made.cgroup_parent = unread.take("cgroup_parent");
    let mut numbers = |key: &str| numbers(unread.map(&format!("blkio.{key}")));
    made.block_io.read_bps = numbers("read_bps");
    made.block_io.read_iops = numbers("read_iops");
    made.block_io.write_bps = numbers("write_bps");
    made.block_io.write_iops = numbers("write_iops");
    let weights = numbers("weight_device").into_iter();
    made.block_io.weight_device = weights.map(|(path, weight)| (path, u16::try_from(weight).unwrap())).collect();
    made.block_io.weight = unread.parse("blkio.weight");
    made.storage = unread.map("storage_opt");
}

fn numbers(texts: BTreeMap<String, String>) -> BTreeMap<String, u64> {
    texts.into_iter().map(|(key, text)| (key, text.parse().unwrap())).collect()
}

fn limits(made: &mut Configuration, unread: &mut Unread) {
    made.stop_signal = unread.take("stop_signal");
    made.stop_grace = unread.duration("stop_grace");
    made.init = unread.parse("init");
    made.security.privileged = unread.flag("privileged");
    made.security.cap_add = unread.list("cap_add");
    made.security.cap_drop = unread.list("cap_drop");
    made.security.read_only = unread.flag("read_only");
    host(made, unread);
    resources(&mut made.resources, unread);
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
        ("CMD-SHELL", words) => HealthTest::Shell(words.to_vec()),
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

fn endpoint(unread: &mut Unread, key: &str) -> Endpoint {
    let field = |name: &str| format!("{key}.{name}");
    Endpoint {
        ipv4: unread.parse(&field("ipv4_address")),
        ipv6: unread.parse(&field("ipv6_address")),
        link_local: unread.list(&field("link_local_ips")),
        mac_address: unread.take(&field("mac_address")),
        driver_options: unread.map(&field("driver_opts")),
        priority: unread.parse(&field("priority")),
        gateway_priority: unread.parse(&field("gw_priority")),
        interface: unread.take(&field("interface_name")),
    }
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

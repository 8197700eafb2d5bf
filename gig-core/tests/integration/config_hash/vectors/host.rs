//! What it may do and take on its host.

use gig_core::platform::{BlockIo, ByteSize, Configuration, Device, DeviceRequest, Dns, Namespaces};

use super::{Vector, map, vector, words};

pub(super) fn vectors() -> Vec<Vector> {
    vec![
        vector("names of its own and of others", names),
        vector("shared namespaces", |made| made.namespaces = namespaces()),
        vector("devices", devices),
        vector("settings of the kernel and options of the engine", settings),
        vector("every limit", limits),
    ]
}

fn names(made: &mut Configuration) {
    made.domainname = Some("shop.example".to_owned());
    made.annotations = map(&[("com.example.note", "it's a note"), ("empty", "")]);
    made.dns = Dns {
        servers: words(&["10.0.0.2", "10.0.0.1"]),
        options: words(&["ndots:2"]),
        search: words(&["b.example", "a.example"]),
    };
}

fn namespaces() -> Namespaces {
    let host = || Some("host".to_owned());
    Namespaces { cgroup: host(), ipc: Some("shareable".to_owned()), pid: host(), user: host(), uts: host() }
}

fn devices(made: &mut Configuration) {
    let device = |source: &str, target: &str, permissions: &str| Device {
        source: source.to_owned(),
        target: target.to_owned(),
        permissions: permissions.to_owned(),
    };
    made.devices.mapped = vec![device("/dev/b", "/dev/b", "rwm"), device("/dev/a", "/dev/c", "r")];
    made.devices.rules = words(&["c 1:3 mr"]);
    let every = DeviceRequest { count: Some(-1), capabilities: words(&["gpu"]), ..DeviceRequest::default() };
    let chosen = DeviceRequest {
        driver: Some("nvidia".to_owned()),
        count: None,
        ids: words(&["0", "GPU-1"]),
        capabilities: words(&["gpu", "utility"]),
        options: map(&[("virtualization", "false")]),
    };
    made.devices.requested = vec![every, chosen];
}

fn settings(made: &mut Configuration) {
    made.sysctls = map(&[("net.core.somaxconn", "1024"), ("kernel.msgmax", "65536")]);
    made.runtime = Some("runc".to_owned());
    made.security.options = words(&["no-new-privileges:true", "seccomp={\"defaultAction\": \"SCMP_ACT_ALLOW\"}"]);
    made.security.groups = words(&["mail", "12"]);
    made.resources.storage = map(&[("size", "1G")]);
}

fn limits(made: &mut Configuration) {
    let resources = &mut made.resources;
    resources.mem_reservation = Some(ByteSize(20 << 20));
    (resources.memswap, resources.mem_swappiness) = (Some(-1), Some(0));
    (resources.oom_kill_disable, resources.oom_score_adj) = (Some(false), Some(-1000));
    (resources.cpu_shares, resources.cpu_period, resources.cpu_quota) = (Some(73), Some(20_000), Some(-1));
    (resources.cpu_rt_period, resources.cpu_rt_runtime) = (Some(1_000_000), Some(950_000));
    (resources.cpuset, resources.pids) = (Some("0-1,3".to_owned()), Some(-1));
    resources.cgroup_parent = Some("/shop".to_owned());
    let rates = |rate| [("/dev/sda".to_owned(), rate)].into();
    resources.block_io = BlockIo {
        weight: Some(300),
        weight_device: [("/dev/sda".to_owned(), 400), ("/dev/sdb".to_owned(), 10)].into(),
        read_bps: rates(12 << 20),
        read_iops: rates(120),
        write_bps: rates(1 << 20),
        write_iops: rates(30),
    };
}

//! What it shares with others: ports, mounts, networks, links.

use std::collections::BTreeMap;
use std::net::IpAddr;

use gig_core::platform::{
    ByteSize, Content, Endpoint, ExposedPort, ExtraHost, HostPort, Link, Mount, MountKind, NetworkAttachment, Port,
    Protocol, UploadedFile, VolumesFrom,
};

use super::{Vector, map, vector, words};

pub(super) fn vectors() -> Vec<Vector> {
    [ports(), mounts(), tmpfs(), files(), networks(), names()].into_iter().flatten().collect()
}

fn ports() -> Vec<Vector> {
    let fixed = port(None, HostPort::Fixed(8080));
    let local = port(Some([127, 0, 0, 1].into()), HostPort::Ephemeral);
    let six = port(Some("fe80::1".parse().unwrap()), HostPort::Range(8000, 8010));
    vec![
        vector("a port of the host's choice", |made| made.ports = vec![port(None, HostPort::Ephemeral)]),
        vector("ports with addresses and a range", |made| made.ports = vec![fixed, local, six]),
        vector("exposed ports", |made| {
            made.expose = vec![
                ExposedPort { container: 53, protocol: Protocol::Udp },
                ExposedPort { container: 80, protocol: Protocol::Tcp },
                ExposedPort { container: 3868, protocol: Protocol::Sctp },
            ];
        }),
    ]
}

fn files() -> Vec<Vector> {
    let file = |target: &str, (uid, gid), mode, content: &str| UploadedFile {
        target: target.to_owned(),
        uid,
        gid,
        mode,
        content: Content::new(content.as_bytes()),
    };
    let password = file("/run/secrets/password", (0, 0), 0o444, "hunter2\n");
    let empty = file("/etc/shop/it's here", (1000, 100), 0o4750, "");
    vec![vector("files that are put into it", |made| made.files = vec![password, empty])]
}

fn mounts() -> Vec<Vector> {
    vec![
        vector("bind mounts", |made| {
            made.mounts = vec![
                mount("/etc/shop", true, bind("/srv/it's here", false, None, None)),
                mount("/data", false, bind("/data", true, Some("rslave"), Some('Z'))),
            ];
        }),
        vector("volumes, named and anonymous", |made| {
            let named = |no_copy| MountKind::Volume { name: "shop_data".to_owned(), no_copy };
            made.mounts = vec![
                mount("/data", false, named(false)),
                mount("/seed", true, named(true)),
                mount("/cache", false, MountKind::Anonymous),
            ];
        }),
    ]
}

fn tmpfs() -> Vec<Vector> {
    let plain = MountKind::Tmpfs { size: None, mode: None, options: BTreeMap::new() };
    let options = map(&[("noexec", ""), ("uid", "1000")]);
    let full = MountKind::Tmpfs { size: Some(ByteSize(64 << 20)), mode: Some(0o1777), options };
    vec![
        vector("tmpfs", |made| made.mounts = vec![mount("/run", false, plain)]),
        vector("tmpfs with size, mode and options", |made| made.mounts = vec![mount("/run", true, full)]),
    ]
}

fn networks() -> Vec<Vector> {
    vec![
        vector("one network", |made| made.networks = vec![attachment("shop_default", &[])]),
        vector("what is taken from other containers", |made| {
            made.network_mode = Some("container:shop_web".to_owned());
            let from = |container: &str, read_only, mounts: Option<&str>| VolumesFrom {
                container: container.to_owned(),
                read_only,
                mounts: mounts.map(str::to_owned),
            };
            made.volumes_from = vec![from("shop_db", true, Some("abc")), from("other", false, None)];
        }),
        vector("an image for another platform", |made| {
            made.platform = Some("linux/arm64/v8".parse().unwrap());
        }),
        vector("a network with addresses", |made| {
            made.networks = vec![placed()];
            made.mac_address = Some("02:42:ac:11:65:44".to_owned());
        }),
        vector("several networks with aliases", |made| {
            made.networks = vec![
                attachment("shop_front", &["api", "www"]),
                attachment("edge", &[]),
                attachment("shop_back", &["db"]),
            ];
        }),
        vector("the same networks in another order", |made| {
            made.networks = vec![
                attachment("edge", &[]),
                attachment("shop_front", &["api", "www"]),
                attachment("shop_back", &["db"]),
            ];
        }),
    ]
}

fn names() -> Vec<Vector> {
    let host = |host: &str, address: &str| ExtraHost { host: host.to_owned(), address: address.to_owned() };
    vec![
        vector("links", |made| {
            made.links = vec![Link { target: "shop_db".to_owned(), alias: "mysql".to_owned() }];
        }),
        vector("extra hosts", |made| {
            made.extra_hosts = vec![host("gateway", "host-gateway"), host("six", "2001:db8::1")];
        }),
    ]
}

fn port(address: Option<IpAddr>, host: HostPort) -> Port {
    Port { address, host, container: 80, protocol: Protocol::Tcp }
}

fn mount(target: &str, read_only: bool, kind: MountKind) -> Mount {
    Mount { target: target.to_owned(), read_only, kind }
}

fn bind(source: &str, create_source: bool, propagation: Option<&str>, selinux: Option<char>) -> MountKind {
    MountKind::Bind { source: source.into(), create_source, propagation: propagation.map(str::to_owned), selinux }
}

fn placed() -> NetworkAttachment {
    let endpoint = Endpoint {
        ipv4: Some([10, 1, 0, 5].into()),
        ipv6: Some("2001:db8::5".parse().unwrap()),
        link_local: words(&["169.254.1.1"]),
        mac_address: Some("02:42:ac:11:65:43".to_owned()),
        driver_options: map(&[("a", "b")]),
        priority: Some(-1),
        gateway_priority: Some(100),
        interface: Some("eth7".to_owned()),
    };
    NetworkAttachment { endpoint, ..attachment("shop_back", &[]) }
}

fn attachment(network: &str, aliases: &[&str]) -> NetworkAttachment {
    NetworkAttachment::new(network, words(aliases))
}

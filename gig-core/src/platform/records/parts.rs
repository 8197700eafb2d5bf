//! The records of the fields that are more than a text, a list of texts or a map of texts.
//!
//! Each spelling is part of the hash, so none is borrowed from a `Display` that is made for people.

use std::net::IpAddr;
use std::time::Duration;

use super::list::RecordList;
use crate::platform::{
    ByteSize, Dns, Endpoint, ExposedPort, ExtraHost, HealthCheck, HealthTest, HostPort, Link, Logging, Mount,
    MountKind, NetworkAttachment, Port, Protocol, UploadedFile, VolumesFrom,
};

/// Adds what is mounted: the target, the kind, and what the kind brings with it.
pub(super) fn mounts(records: &mut RecordList, mounts: &[Mount]) {
    for (index, mount) in mounts.iter().enumerate() {
        let Mount { target, read_only, kind } = mount;
        let key = format!("mounts.{index}");
        records.value(&key, target);
        records.flag(&format!("{key}.read_only"), *read_only);
        mount_kind(records, &key, kind);
    }
}

fn mount_kind(records: &mut RecordList, key: &str, kind: &MountKind) {
    let field = |name: &str| format!("{key}.{name}");
    match kind {
        MountKind::Bind { source, create_source, propagation, selinux } => {
            records.value(field("kind"), "bind");
            // Lossless: a source comes from a file or from the engine, both of which are Unicode.
            records.value(field("source"), source.to_string_lossy());
            records.flag(&field("create_source"), *create_source);
            records.optional(&field("propagation"), propagation.as_deref());
            records.optional(&field("selinux"), *selinux);
        }
        MountKind::Volume { name, no_copy } => {
            records.value(field("kind"), "volume");
            records.value(field("source"), name);
            records.flag(&field("no_copy"), *no_copy);
        }
        MountKind::Anonymous => records.value(field("kind"), "anonymous"),
        MountKind::Tmpfs { size, mode, options } => {
            records.value(field("kind"), "tmpfs");
            records.optional(&field("size"), size.map(bytes));
            records.optional(&field("mode"), mode.map(|mode| format!("{mode:o}")));
            records.map(&field("options"), options);
        }
    }
}

/// Adds whose volumes it has.
pub(super) fn volumes_from(records: &mut RecordList, from: &[VolumesFrom]) {
    for (index, VolumesFrom { container, read_only, mounts }) in from.iter().enumerate() {
        let key = format!("volumes_from.{index}");
        records.value(&key, container);
        records.flag(&format!("{key}.read_only"), *read_only);
        records.optional(&format!("{key}.mounts"), mounts.as_deref());
    }
}

/// Adds the files that are put into it, by the digests of their contents.
pub(super) fn files(records: &mut RecordList, files: &[UploadedFile]) {
    for (index, file) in files.iter().enumerate() {
        let UploadedFile { target, uid, gid, mode, content } = file;
        let key = format!("files.{index}");
        records.value(&key, target);
        records.value(format!("{key}.owner"), format!("{uid}:{gid}"));
        records.value(format!("{key}.mode"), format!("{mode:o}"));
        records.value(format!("{key}.sha256"), content.digest());
    }
}

/// Adds the networks, in order: the first is the one the instance is created on.
pub(super) fn networks(records: &mut RecordList, networks: &[NetworkAttachment]) {
    for (index, attachment) in networks.iter().enumerate() {
        let NetworkAttachment { network, aliases, endpoint } = attachment;
        let key = format!("networks.{index}");
        records.value(&key, network);
        records.list(&format!("{key}.aliases"), aliases);
        self::endpoint(records, &key, endpoint);
    }
}

fn endpoint(records: &mut RecordList, key: &str, endpoint: &Endpoint) {
    let Endpoint { ipv4, ipv6, link_local, mac_address, driver_options, priority, gateway_priority, interface } =
        endpoint;
    let field = |name: &str| format!("{key}.{name}");
    records.optional(&field("ipv4_address"), *ipv4);
    records.optional(&field("ipv6_address"), *ipv6);
    records.list(&field("link_local_ips"), link_local);
    records.optional(&field("mac_address"), mac_address.as_deref());
    records.map(&field("driver_opts"), driver_options);
    records.optional(&field("priority"), *priority);
    records.optional(&field("gw_priority"), *gateway_priority);
    records.optional(&field("interface_name"), interface.as_deref());
}

/// Adds the links.
pub(super) fn links(records: &mut RecordList, links: &[Link]) {
    for (index, link) in links.iter().enumerate() {
        let Link { target, alias } = link;
        records.value(format!("links.{index}"), target);
        records.value(format!("links.{index}.alias"), alias);
    }
}

/// Adds the entries of the hosts file.
pub(super) fn extra_hosts(records: &mut RecordList, hosts: &[ExtraHost]) {
    for (index, entry) in hosts.iter().enumerate() {
        let ExtraHost { host, address } = entry;
        records.value(format!("extra_hosts.{index}"), host);
        records.value(format!("extra_hosts.{index}.address"), address);
    }
}

/// Adds how names are looked up.
pub(super) fn dns(records: &mut RecordList, dns: &Dns) {
    let Dns { servers, options, search } = dns;
    records.list("dns.servers", servers);
    records.list("dns.options", options);
    records.list("dns.search", search);
}

/// Adds the health check, if there is one; its test is spelt as the engine's API has it.
pub(super) fn health(records: &mut RecordList, health: Option<&HealthCheck>) {
    let Some(HealthCheck { test, interval, timeout, retries, start_period, start_interval }) = health else {
        return;
    };
    records.group("health");
    if let Some(test) = test {
        records.list("health.test", health_test(test));
    }
    records.optional("health.interval", interval.as_ref().map(nanoseconds));
    records.optional("health.timeout", timeout.as_ref().map(nanoseconds));
    records.optional("health.retries", *retries);
    records.optional("health.start_period", start_period.as_ref().map(nanoseconds));
    records.optional("health.start_interval", start_interval.as_ref().map(nanoseconds));
}

fn health_test(test: &HealthTest) -> Vec<&str> {
    let (kind, words) = match test {
        HealthTest::Disabled => ("NONE", &[][..]),
        HealthTest::Shell(words) => ("CMD-SHELL", &words[..]),
        HealthTest::Command(words) => ("CMD", &words[..]),
    };
    std::iter::once(kind).chain(words.iter().map(String::as_str)).collect()
}

/// Adds where the output goes, if the file says so.
pub(super) fn logging(records: &mut RecordList, logging: Option<&Logging>) {
    let Some(Logging { driver, options }) = logging else {
        return;
    };
    records.group("logging");
    records.optional("logging.driver", driver.as_deref());
    records.map("logging.options", options.iter().map(|(name, value)| (name, value.expose())));
}

/// Spells a published port: `[address:][host]:container/protocol`, an IPv6 address in brackets, and
/// `container/protocol` where neither address nor port of the host is set.
pub(super) fn port(port: &Port) -> String {
    let Port { address, host, container, protocol } = *port;
    let inside = exposed_port(&ExposedPort { container, protocol });
    let host = match host {
        HostPort::Ephemeral => String::new(),
        HostPort::Fixed(port) => port.to_string(),
        HostPort::Range(first, last) => format!("{first}-{last}"),
    };
    match address {
        Some(IpAddr::V4(address)) => format!("{address}:{host}:{inside}"),
        Some(IpAddr::V6(address)) => format!("[{address}]:{host}:{inside}"),
        None if host.is_empty() => inside,
        None => format!("{host}:{inside}"),
    }
}

/// Spells an exposed port: `container/protocol`.
pub(super) fn exposed_port(port: &ExposedPort) -> String {
    let ExposedPort { container, protocol } = port;
    match protocol {
        Protocol::Tcp => format!("{container}/tcp"),
        Protocol::Udp => format!("{container}/udp"),
        Protocol::Sctp => format!("{container}/sctp"),
    }
}

/// Spells a duration: whole nanoseconds.
pub(super) fn nanoseconds(duration: &Duration) -> u128 {
    duration.as_nanos()
}

/// Spells a size: bytes.
pub(super) fn bytes(ByteSize(bytes): ByteSize) -> u64 {
    bytes
}

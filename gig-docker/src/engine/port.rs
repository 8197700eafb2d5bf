//! Ports, in gig's words and in the engine's, in both directions.

use std::collections::{BTreeSet, HashMap};

use bollard::models::{PortBinding, PortMap, PortSummary, PortSummaryTypeEnum};
use gig_core::platform::{ExposedPort, HostPort, Port, Protocol};
use gig_core::runtime::ObservedPort;

/// Says what is published in the engine's words.
pub(super) fn bindings(ports: &[Port]) -> PortMap {
    let mut map: HashMap<String, Option<Vec<PortBinding>>> = HashMap::new();
    for port in ports {
        map.entry(key(port.container, port.protocol)).or_default().get_or_insert_default().push(binding(port));
    }
    map
}

fn binding(port: &Port) -> PortBinding {
    let host_port = match port.host {
        HostPort::Ephemeral => String::new(),
        HostPort::Fixed(number) => number.to_string(),
        HostPort::Range(first, last) => format!("{first}-{last}"),
    };
    PortBinding { host_ip: port.address.map(|address| address.to_string()), host_port: Some(host_port) }
}

/// Says what is exposed in the engine's words; what is published is exposed too.
pub(super) fn exposed(ports: &[Port], expose: &[ExposedPort]) -> Vec<String> {
    let published = ports.iter().map(|port| key(port.container, port.protocol));
    let alone = expose.iter().map(|port| key(port.container, port.protocol));
    published.chain(alone).collect::<BTreeSet<_>>().into_iter().collect()
}

fn key(port: u16, protocol: Protocol) -> String {
    let protocol = match protocol {
        Protocol::Tcp => "tcp",
        Protocol::Udp => "udp",
        Protocol::Sctp => "sctp",
    };
    format!("{port}/{protocol}")
}

fn parse_key(key: &str) -> Option<(u16, Protocol)> {
    let (port, protocol) = key.split_once('/').unwrap_or((key, "tcp"));
    let protocol = match protocol {
        "tcp" => Protocol::Tcp,
        "udp" => Protocol::Udp,
        "sctp" => Protocol::Sctp,
        _ => return None,
    };
    Some((port.parse().ok()?, protocol))
}

/// Says in gig's words what is published, by the port inside.
pub(super) fn published(map: &PortMap) -> Vec<Port> {
    let mut ports: Vec<Port> = map
        .iter()
        .filter_map(|(key, bindings)| parse_key(key).zip(bindings.as_ref()))
        .flat_map(|((container, protocol), bindings)| bindings.iter().map(move |one| port(container, protocol, one)))
        .collect();
    sort(&mut ports);
    ports
}

/// Puts ports in the order in which they are read back.
pub(super) fn sort(ports: &mut [Port]) {
    ports.sort_by_key(|port| (port.container, port.protocol, port.host, port.address));
}

fn port(container: u16, protocol: Protocol, binding: &PortBinding) -> Port {
    let text = binding.host_port.as_deref().unwrap_or("");
    let host = match text.split_once('-') {
        Some((first, last)) => {
            first.parse().ok().zip(last.parse().ok()).map(|(first, last)| HostPort::Range(first, last))
        }
        None => text.parse().ok().filter(|&number| number != 0).map(HostPort::Fixed),
    };
    Port {
        address: binding.host_ip.as_deref().and_then(|address| address.parse().ok()),
        host: host.unwrap_or(HostPort::Ephemeral),
        container,
        protocol,
    }
}

/// Says in gig's words what is exposed beyond what is published and beyond what the image exposes.
pub(super) fn only_exposed(exposed: &[String], image: &[String], published: &[Port]) -> Vec<ExposedPort> {
    let is_published = |port: &ExposedPort| {
        published.iter().any(|one| (one.container, one.protocol) == (port.container, port.protocol))
    };
    let mut ports: Vec<ExposedPort> = exposed
        .iter()
        .filter(|key| !image.contains(key))
        .filter_map(|key| parse_key(key))
        .map(|(container, protocol)| ExposedPort { container, protocol })
        .filter(|port| !is_published(port))
        .collect();
    ports.sort();
    ports
}

/// Says what a list answer tells of ports; one that is published for IPv4 and IPv6 stands there twice.
pub(super) fn observed(ports: &[PortSummary]) -> Vec<ObservedPort> {
    let mut observed: Vec<ObservedPort> = ports.iter().map(observed_port).collect();
    observed.sort();
    observed.dedup();
    observed
}

fn observed_port(port: &PortSummary) -> ObservedPort {
    ObservedPort {
        address: port.ip.as_deref().and_then(|address| address.parse().ok()),
        host: port.public_port.filter(|&number| number != 0),
        container: port.private_port,
        protocol: match port.typ {
            Some(PortSummaryTypeEnum::UDP) => Protocol::Udp,
            Some(PortSummaryTypeEnum::SCTP) => Protocol::Sctp,
            Some(PortSummaryTypeEnum::TCP | PortSummaryTypeEnum::EMPTY) | None => Protocol::Tcp,
        },
    }
}

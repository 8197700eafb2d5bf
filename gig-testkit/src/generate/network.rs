//! Ports, networks, links and host names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use gig_core::platform::{Endpoint, ExposedPort, ExtraHost, HostPort, Link, NetworkAttachment, Port, Protocol};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;

use super::text;

pub(super) fn port() -> impl Strategy<Value = Port> {
    let address = prop_oneof![Just(IpAddr::from([0, 0, 0, 0])), Just(IpAddr::from([0_u16; 8])), any::<IpAddr>()];
    let host = prop_oneof![
        Just(HostPort::Ephemeral),
        any::<u16>().prop_map(HostPort::Fixed),
        any::<(u16, u16)>().prop_map(|(first, last)| HostPort::Range(first, last)),
    ];
    (option::of(address), host, exposed_port()).prop_map(|(address, host, ExposedPort { container, protocol })| Port {
        address,
        host,
        container,
        protocol,
    })
}

pub(super) fn exposed_port() -> impl Strategy<Value = ExposedPort> {
    let protocol = select(vec![Protocol::Tcp, Protocol::Udp, Protocol::Sctp]);
    (1..=u16::MAX, protocol).prop_map(|(container, protocol)| ExposedPort { container, protocol })
}

pub(super) fn attachment() -> impl Strategy<Value = NetworkAttachment> {
    (text(), vec(text(), 0..3), endpoint()).prop_map(|(network, aliases, endpoint)| NetworkAttachment {
        network,
        aliases,
        endpoint,
    })
}

pub(super) fn link() -> impl Strategy<Value = Link> {
    (text(), text()).prop_map(|(target, alias)| Link { target, alias })
}

pub(super) fn extra_host() -> impl Strategy<Value = ExtraHost> {
    (text(), text()).prop_map(|(host, address)| ExtraHost { host, address })
}

fn endpoint() -> impl Strategy<Value = Endpoint> {
    let number = || option::of(any::<i64>());
    let addresses = (option::of(any::<Ipv4Addr>()), option::of(any::<Ipv6Addr>()), vec(text(), 0..2));
    let strategy =
        (addresses, option::of(text()), btree_map(text(), text(), 0..2), (number(), number()), option::of(text()));
    strategy.prop_map(|((ipv4, ipv6, link_local), mac_address, driver_options, priorities, interface)| {
        let (priority, gateway_priority) = priorities;
        Endpoint { ipv4, ipv6, link_local, mac_address, driver_options, priority, gateway_priority, interface }
    })
}

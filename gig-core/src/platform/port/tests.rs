use std::net::{IpAddr, Ipv4Addr};

use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_assert_eq, prop_oneof, proptest};

use super::{ExposedPort, HostPort, Port, PortFault, Protocol, parse_exposed, parse_ports};

/// Parses, and gives the ports as they are written.
fn check(text: &str, expected: &[&str]) {
    let ports = parse_ports(text).map(|ports| ports.iter().map(ToString::to_string).collect::<Vec<_>>());
    assert_eq!(ports.unwrap(), expected, "{text}");
}

#[test]
fn a_port_has_up_to_three_parts_and_a_protocol() {
    let port = Port { address: None, host: HostPort::Ephemeral, container: 80, protocol: Protocol::Tcp };
    assert_eq!(parse_ports("80"), Ok(vec![port]));
    let port = Port { host: HostPort::Fixed(8080), protocol: Protocol::Udp, ..port };
    assert_eq!(parse_ports("8080:80/udp"), Ok(vec![port]));
    let port = Port { address: Some(IpAddr::V4(Ipv4Addr::LOCALHOST)), ..port };
    assert_eq!(parse_ports("127.0.0.1:8080:80/UDP"), Ok(vec![port]));
}

#[test]
fn an_empty_host_port_or_a_zero_leaves_the_choice_to_the_engine() {
    check(":80", &["80"]);
    check("0:80", &["80"]);
    check("127.0.0.1::80", &["127.0.0.1::80"]);
    check("[::1]:0:80/sctp", &["[::1]::80/sctp"]);
}

#[test]
fn ranges_of_one_length_are_paired() {
    check("80-81", &["80", "81"]);
    check("8080-8081:80-81", &["8080:80", "8081:81"]);
    check("8080-8080:80", &["8080:80"]);
    check("8080-8090:80", &["8080-8090:80"]);
    check("::1:8080-8081:80-81", &["[::1]:8080:80", "[::1]:8081:81"]);
    check("127.0.0.1::80-81", &["127.0.0.1::80", "127.0.0.1::81"]);
    assert_eq!(parse_ports("1-65535:1-65535").unwrap().len(), 65_535);
}

#[test]
fn addresses_may_be_of_both_versions() {
    check("[::1]:80:80", &["[::1]:80:80"]);
    check("2001:db8::1:80:80", &["[2001:db8::1]:80:80"]);
    check("::::80", &["[::]::80"]);
    check("0.0.0.0:80:80", &["0.0.0.0:80:80"]);
}

fn check_fault(text: &str, fault: PortFault) {
    assert_eq!(parse_ports(text).unwrap_err().fault, fault, "{text}");
}

#[test]
fn what_is_no_port_says_what_was_found_and_expected() {
    let number = |text: &str| PortFault::Number(text.to_owned());
    check_fault("", PortFault::NoContainerPort);
    check_fault("80:", PortFault::NoContainerPort);
    check_fault("80:/udp", PortFault::NoContainerPort);
    check_fault("0", number("0"));
    check_fault("80:65536", number("65536"));
    check_fault("http", number("http"));
    check_fault("+80:80", number("+80"));
    check_fault("80 :80", number("80 "));
    check_fault("-80", number(""));
    check_fault("80-:80", number(""));
    check_fault("1-2-3:80", number("2-3"));
    check_fault("0-5:80", number("0"));
    check_fault("514/udp:514/udp", number("514/udp"));
    check_fault("90-80", PortFault::Backwards(90, 80));
    check_fault("80/http", PortFault::Protocol("http".to_owned()));
    check_fault("80/", PortFault::Protocol(String::new()));
    check_fault("80-82:80-81", PortFault::Pairing { host: 3, container: 2 });
    check_fault("80:80-81", PortFault::Pairing { host: 1, container: 2 });
    check_fault("localhost:80:80", PortFault::Address("localhost".to_owned()));
    check_fault("[::1:80:80", PortFault::Address("[::1".to_owned()));
    check_fault("127.0.0.1:80", number("127.0.0.1"));
}

#[test]
fn an_empty_host_address_is_every_address() {
    check(":80:80", &["80:80"]);
    check("::80", &["80"]);
    check(":80-81:80-81/udp", &["80:80/udp", "81:81/udp"]);
}

#[test]
fn exposed_ports_are_those_inside() {
    let port = |container, protocol| ExposedPort { container, protocol };
    assert_eq!(parse_exposed("80"), Ok(vec![port(80, Protocol::Tcp)]));
    assert_eq!(parse_exposed("80-81/udp"), Ok(vec![port(80, Protocol::Udp), port(81, Protocol::Udp)]));
    for text in ["", "0", "80:80", "81-80", "80/x"] {
        assert!(parse_exposed(text).is_err(), "{text}");
    }
}

fn any_port() -> impl Strategy<Value = Port> {
    let range = (1..u16::MAX).prop_flat_map(|start| (Just(start), start + 1..=u16::MAX));
    let host = prop_oneof![
        Just(HostPort::Ephemeral),
        (1..=u16::MAX).prop_map(HostPort::Fixed),
        range.prop_map(|(start, end)| HostPort::Range(start, end)),
    ];
    let protocol = prop_oneof![Just(Protocol::Tcp), Just(Protocol::Udp), Just(Protocol::Sctp)];
    let parts = (any::<Option<IpAddr>>(), host, 1..=u16::MAX, protocol);
    parts.prop_map(|(address, host, container, protocol)| Port { address, host, container, protocol })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(port in any_port()) {
        prop_assert_eq!(parse_ports(&port.to_string()), Ok(vec![port]));
        let exposed = ExposedPort { container: port.container, protocol: port.protocol };
        prop_assert_eq!(parse_exposed(&exposed.to_string()), Ok(vec![exposed]));
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), near in "[0-9:./\\[\\]tcpé-]{0,30}") {
        for text in [text, near] {
            let _ = (parse_ports(&text), parse_exposed(&text));
        }
    }
}

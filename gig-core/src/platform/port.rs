//! Ports, published and exposed.

use std::net::IpAddr;

/// The protocol of a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// TCP.
    Tcp,
    /// UDP.
    Udp,
    /// SCTP.
    Sctp,
}

/// The port of the host that a port of the instance is published on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HostPort {
    /// One that the engine chooses at each start.
    Ephemeral,
    /// This one.
    Fixed(u16),
    /// One that the engine chooses between the two, both included.
    Range(u16, u16),
}

/// A port of the instance that is published on the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Port {
    /// The address of the host; `None` is every address.
    pub address: Option<IpAddr>,
    /// The port of the host.
    pub host: HostPort,
    /// The port inside, never 0.
    pub container: u16,
    /// The protocol.
    pub protocol: Protocol,
}

/// A port that is exposed to other containers only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExposedPort {
    /// The port inside, never 0.
    pub container: u16,
    /// The protocol.
    pub protocol: Protocol,
}

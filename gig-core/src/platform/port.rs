//! Ports, published and exposed, and the short form that files have for them: `127.0.0.1:8080:80/tcp`.

#[cfg(test)]
mod tests;

use std::fmt;
use std::net::IpAddr;
use std::ops::RangeInclusive;

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

/// A text that is not a port, or not a range of them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a port: {fault}")]
pub struct InvalidPort {
    /// The text that was given.
    pub found: String,
    /// What is wrong with it.
    pub fault: PortFault,
}

/// What is wrong with a port.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PortFault {
    /// The host's address is none.
    #[error("`{0}` is not an IP address of the host")]
    Address(String),
    /// There is no port inside.
    #[error("the port inside the container is missing")]
    NoContainerPort,
    /// Something is not a number, or too large, or 0 where a port is meant.
    #[error("found `{0}`, expected a port from 1 to 65535")]
    Number(String),
    /// A range ends before it starts.
    #[error("the range from {0} to {1} runs backwards")]
    Backwards(u16, u16),
    /// The protocol is unknown.
    #[error("found the protocol `{0}`, expected `tcp`, `udp` or `sctp`")]
    Protocol(String),
    /// Two ranges cannot be paired.
    #[error("{host} ports of the host cannot be paired with {container} of the container")]
    Pairing {
        /// The number of ports of the host.
        host: usize,
        /// The number of ports inside.
        container: usize,
    },
}

/// Reads the short form of published ports: `[[address:]host:]container[/protocol]`.
///
/// `host` and `container` may be ranges of one length, which are paired; a range for one port inside leaves the choice
/// to the engine, and so does an empty `host` or a 0. IPv6 addresses may stand in brackets; an empty `address` is every
/// one, as if nothing of it were there.
///
/// # Errors
/// [`InvalidPort`] where a part is not what belongs there.
pub fn parse_ports(text: &str) -> Result<Vec<Port>, InvalidPort> {
    published(text).map_err(|fault| InvalidPort { found: text.to_owned(), fault })
}

/// Reads ports that are exposed only: `container[/protocol]`, where `container` may be a range.
///
/// # Errors
/// [`InvalidPort`] where a part is not what belongs there.
pub fn parse_exposed(text: &str) -> Result<Vec<ExposedPort>, InvalidPort> {
    let (ports, protocol) = inside(text).map_err(|fault| InvalidPort { found: text.to_owned(), fault })?;
    Ok(ports.map(|container| ExposedPort { container, protocol }).collect())
}

fn published(text: &str) -> Result<Vec<Port>, PortFault> {
    let mut parts = text.rsplitn(3, ':');
    let (container, protocol) = inside(parts.next().unwrap_or_default())?;
    let host = parts.next().unwrap_or_default();
    let address = parts.next().filter(|text| !text.is_empty()).map(address).transpose()?;
    let host = outside(host, container.len())?;
    let port = |(container, host)| Port { address, host, container, protocol };
    Ok(container.zip(host).map(port).collect())
}

fn address(text: &str) -> Result<IpAddr, PortFault> {
    let bare = text.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(text);
    bare.parse().map_err(|_| PortFault::Address(text.to_owned()))
}

/// Reads the ports of the host, one for each of `count` ports inside.
fn outside(text: &str, count: usize) -> Result<Vec<HostPort>, PortFault> {
    if text.is_empty() || text == "0" && count == 1 {
        return Ok(vec![HostPort::Ephemeral; count]);
    }
    let ports = range(text)?;
    match (ports.len(), count) {
        (host, container) if host == container => Ok(ports.map(HostPort::Fixed).collect()),
        (_, 1) => Ok(vec![HostPort::Range(*ports.start(), *ports.end())]),
        (host, container) => Err(PortFault::Pairing { host, container }),
    }
}

fn inside(text: &str) -> Result<(RangeInclusive<u16>, Protocol), PortFault> {
    let (ports, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
    if ports.is_empty() {
        return Err(PortFault::NoContainerPort);
    }
    let protocol = match protocol.to_ascii_lowercase().as_str() {
        "tcp" => Protocol::Tcp,
        "udp" => Protocol::Udp,
        "sctp" => Protocol::Sctp,
        _ => return Err(PortFault::Protocol(protocol.to_owned())),
    };
    Ok((range(ports)?, protocol))
}

fn range(text: &str) -> Result<RangeInclusive<u16>, PortFault> {
    let (start, end) = text.split_once('-').unwrap_or((text, text));
    let (start, end) = (number(start)?, number(end)?);
    if start > end {
        return Err(PortFault::Backwards(start, end));
    }
    Ok(start..=end)
}

fn number(text: &str) -> Result<u16, PortFault> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let port = text.parse().ok().filter(|&port| digits && port > 0);
    port.ok_or_else(|| PortFault::Number(text.to_owned()))
}

impl fmt::Display for Port {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.address {
            Some(IpAddr::V4(address)) => write!(formatter, "{address}:")?,
            Some(IpAddr::V6(address)) => write!(formatter, "[{address}]:")?,
            None => {}
        }
        match self.host {
            HostPort::Fixed(port) => write!(formatter, "{port}:")?,
            HostPort::Range(start, end) => write!(formatter, "{start}-{end}:")?,
            HostPort::Ephemeral if self.address.is_some() => formatter.write_str(":")?,
            HostPort::Ephemeral => {}
        }
        write!(formatter, "{}", ExposedPort { container: self.container, protocol: self.protocol })
    }
}

impl fmt::Display for ExposedPort {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.protocol {
            Protocol::Tcp => write!(formatter, "{}", self.container),
            Protocol::Udp | Protocol::Sctp => write!(formatter, "{}/{}", self.container, self.protocol),
        }
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Tcp => "tcp",
            Self::Udp => "udp",
            Self::Sctp => "sctp",
        })
    }
}

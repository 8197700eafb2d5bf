//! Entries of the hosts file: `database=10.0.0.7`.

#[cfg(test)]
mod tests;

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use super::ExtraHost;

/// The address that stands for the host of the containers.
const HOST_GATEWAY: &str = "host-gateway";

/// A text that is not an entry of the hosts file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not an entry such as `name=10.0.0.7`: {rule}")]
pub struct InvalidHost {
    /// The text that was given.
    pub found: String,
    /// The rule that it breaks.
    pub rule: &'static str,
}

/// Reads `name=address` or `name:address`; the address may be `host-gateway`, or stand in brackets.
impl FromStr for ExtraHost {
    type Err = InvalidHost;

    fn from_str(text: &str) -> Result<Self, InvalidHost> {
        let invalid = |rule| InvalidHost { found: text.to_owned(), rule };
        let separator = if text.contains('=') { '=' } else { ':' };
        let (host, address) = text.split_once(separator).ok_or_else(|| invalid("it has no address"))?;
        if host.is_empty() || host.contains([':', '=']) || host.contains(char::is_whitespace) {
            return Err(invalid("it does not begin with the name of a host"));
        }
        let address = address.trim();
        let address = address.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(address);
        if address.contains(',') {
            return Err(invalid("it has several addresses; write an entry for each"));
        }
        if address != HOST_GATEWAY && address.parse::<IpAddr>().is_err() {
            return Err(invalid("what follows the name is neither an IP address nor `host-gateway`"));
        }
        Ok(Self { host: host.to_owned(), address: address.to_owned() })
    }
}

impl fmt::Display for ExtraHost {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}={}", self.host, self.address)
    }
}

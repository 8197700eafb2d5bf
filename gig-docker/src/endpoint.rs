//! Where an engine listens. How the one that is meant is found is not here, nor what is said to it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use bollard::errors::Error;
use bollard::{API_DEFAULT_VERSION, Docker};

use crate::connect::ConnectError;

/// The limit of the client library covers only a part of a call, so gig sets its own around the whole call.
const LIBRARY_TIMEOUT_SECONDS: u64 = 365 * 24 * 60 * 60;

/// The port of an engine's plain TCP endpoint.
const DEFAULT_PORT: u16 = 2375;

/// Where an engine listens.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Endpoint {
    /// A Unix socket.
    Unix(PathBuf),
    /// Plain HTTP over TCP, at `host:port`. Whoever reaches it owns the machine behind it.
    Tcp(String),
}

impl Endpoint {
    /// Reads the value of `DOCKER_HOST`; unset or empty it means [the default](Self::default).
    ///
    /// # Errors
    /// [`ConnectError`] where the value names no endpoint that gig can reach.
    pub fn from_docker_host(value: Option<&str>) -> Result<Self, ConnectError> {
        value.filter(|value| !value.is_empty()).map_or_else(|| Ok(Self::default()), str::parse)
    }

    /// Returns whether what is said to it can be read and changed on its way.
    pub(crate) fn is_exposed(&self) -> bool {
        match self {
            Self::Unix(_) => false,
            Self::Tcp(address) => !is_this_machine(address),
        }
    }

    pub(crate) fn client(&self) -> Result<Docker, Error> {
        match self {
            Self::Unix(path) => {
                Docker::connect_with_unix(&path.to_string_lossy(), LIBRARY_TIMEOUT_SECONDS, API_DEFAULT_VERSION)
            }
            Self::Tcp(address) => {
                Docker::connect_with_http(&format!("tcp://{address}"), LIBRARY_TIMEOUT_SECONDS, API_DEFAULT_VERSION)
            }
        }
    }
}

impl Default for Endpoint {
    fn default() -> Self {
        Self::Unix(PathBuf::from("/var/run/docker.sock"))
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unix(path) => write!(formatter, "unix://{}", path.display()),
            Self::Tcp(address) => write!(formatter, "tcp://{address}"),
        }
    }
}

impl FromStr for Endpoint {
    type Err = ConnectError;

    fn from_str(text: &str) -> Result<Self, ConnectError> {
        let refused = |expected| ConnectError::Endpoint { found: text.to_owned(), expected };
        let unspoken = |transport| ConnectError::Transport { found: text.to_owned(), transport };
        match text.split_once("://") {
            Some(("unix", path)) if path.starts_with('/') => Ok(Self::Unix(PathBuf::from(path))),
            Some(("unix", _)) => Err(refused("an absolute path, as in `unix:///var/run/docker.sock`")),
            Some(("tcp" | "http", address)) => {
                tcp_address(address).map(Self::Tcp).ok_or_else(|| refused("a host, as in `tcp://localhost:2375`"))
            }
            Some(("ssh", _)) => Err(unspoken("ssh")),
            Some(("https", _)) => Err(unspoken("TLS")),
            _ => Err(refused("`unix:///path` or `tcp://host:port`")),
        }
    }
}

fn tcp_address(text: &str) -> Option<String> {
    let address = text.trim_end_matches('/');
    let allowed = |c: char| c.is_ascii_alphanumeric() || ".-_:[]".contains(c);
    if address.is_empty() || address.starts_with(':') || !address.chars().all(allowed) {
        return None;
    }
    let (_, after_brackets) = address.rsplit_once(']').unwrap_or(("", address));
    match after_brackets.split_once(':') {
        Some((_, port)) => port.parse::<u16>().ok().map(|_| address.to_owned()),
        None => Some(format!("{address}:{DEFAULT_PORT}")),
    }
}

/// The address has a port: the constructor puts one there.
fn is_this_machine(address: &str) -> bool {
    let host = address.rsplit_once(':').map_or(address, |(host, _)| host).trim_matches(['[', ']']);
    host == "localhost" || host.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::Endpoint;

    #[test]
    fn docker_host_names_an_endpoint_or_is_refused() {
        let check = |value: Option<&str>, expected: Result<&str, &str>| {
            let found = Endpoint::from_docker_host(value);
            match (&found, expected) {
                (Ok(endpoint), Ok(text)) => assert_eq!(endpoint.to_string(), text),
                (Err(error), Err(words)) => assert!(error.to_string().contains(words), "{error}"),
                _ => panic!("{value:?}: found {found:?}, expected {expected:?}"),
            }
        };
        check(None, Ok("unix:///var/run/docker.sock"));
        check(Some(""), Ok("unix:///var/run/docker.sock"));
        check(Some("unix:///tmp/x.sock"), Ok("unix:///tmp/x.sock"));
        check(Some("tcp://host:2376"), Ok("tcp://host:2376"));
        check(Some("tcp://host"), Ok("tcp://host:2375"));
        check(Some("http://10.0.0.1:80/"), Ok("tcp://10.0.0.1:80"));
        check(Some("tcp://[::1]:99"), Ok("tcp://[::1]:99"));
        check(Some("tcp://[::1]"), Ok("tcp://[::1]:2375"));
        check(Some("unix://relative.sock"), Err("an absolute path"));
        check(Some("ssh://me@host"), Err("does not speak ssh"));
        check(Some("https://host"), Err("does not speak TLS"));
        check(Some("npipe:////./pipe/docker_engine"), Err("`unix:///path`"));
        check(Some("/var/run/docker.sock"), Err("`unix:///path`"));
        check(Some("ftp://host"), Err("`unix:///path`"));
        for host in ["tcp://", "tcp://:80", "tcp://host:port", "tcp://host:99999", "tcp://a b", "tcp://host/../x"] {
            check(Some(host), Err("a host"));
        }
    }

    #[test]
    fn what_leaves_the_machine_without_tls_is_exposed() {
        let check = |text: &str, expected: bool| {
            assert_eq!(text.parse::<Endpoint>().unwrap().is_exposed(), expected, "{text}");
        };
        check("unix:///var/run/docker.sock", false);
        check("tcp://localhost", false);
        check("tcp://127.0.0.1:2375", false);
        check("tcp://[::1]", false);
        check("tcp://10.0.0.1", true);
        check("tcp://docker:2375", true);
        check("tcp://localhost.example:2375", true);
    }
}

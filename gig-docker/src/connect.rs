//! Where the engine is, and how the conversation with it begins.
//!
//! Docker's contexts and TLS are not here yet: a context ends in an [`Endpoint`], TLS in a variant of it.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use bollard::errors::Error;
use bollard::{API_DEFAULT_VERSION, Docker};

use crate::error;

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
    /// [`ConnectError::Endpoint`] where the value names no endpoint that gig can reach.
    pub fn from_docker_host(value: Option<&str>) -> Result<Self, ConnectError> {
        value.filter(|value| !value.is_empty()).map_or_else(|| Ok(Self::default()), str::parse)
    }

    fn client(&self) -> Result<Docker, Error> {
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
        match text.split_once("://") {
            Some(("unix", path)) if path.starts_with('/') => Ok(Self::Unix(PathBuf::from(path))),
            Some(("unix", _)) => Err(refused("an absolute path, as in `unix:///var/run/docker.sock`")),
            Some(("tcp" | "http", address)) => {
                tcp_address(address).map(Self::Tcp).ok_or_else(|| refused("a host, as in `tcp://localhost:2375`"))
            }
            Some(("ssh" | "https" | "npipe" | "fd", _)) | None => {
                Err(refused("`unix:///path` or `tcp://host:port`; gig speaks neither ssh nor TLS to an engine yet"))
            }
            Some(_) => Err(refused("`unix:///path` or `tcp://host:port`")),
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

/// Why there is no conversation with an engine.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectError {
    /// The text names no endpoint.
    #[error("use the endpoint `{found}`: expected {expected}")]
    Endpoint {
        /// What was given.
        found: String,
        /// What would do.
        expected: &'static str,
    },
    /// There is no such socket.
    #[error("reach the engine at `{endpoint}`: there is no such socket")]
    NoSocket {
        /// Where it was looked for.
        endpoint: Endpoint,
    },
    /// The socket is there, but not for this user.
    #[error("reach the engine at `{endpoint}`: permission denied")]
    Denied {
        /// Where it is.
        endpoint: Endpoint,
    },
    /// Nobody answers.
    #[error("reach the engine at `{endpoint}`: {message}")]
    Unreachable {
        /// Where it was looked for.
        endpoint: Endpoint,
        /// What the connection said.
        message: String,
    },
    /// Somebody answers who is not an engine, or not one that gig can speak with.
    #[error("speak with the engine at `{endpoint}`: {message}")]
    Foreign {
        /// Where it is.
        endpoint: Endpoint,
        /// What was found and what was expected.
        message: String,
    },
}

impl ConnectError {
    /// Says what the user can do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Endpoint { .. } => "correct DOCKER_HOST, or unset it for the engine of this machine",
            Self::NoSocket { .. } | Self::Unreachable { .. } => {
                "start the engine (`systemctl start docker`), or name another one in DOCKER_HOST"
            }
            Self::Denied { .. } => "become a member of the group `docker`, or run gig as root",
            Self::Foreign { .. } => "upgrade the engine to 20.10 or later, or name another one in DOCKER_HOST",
        }
    }
}

/// The version of the engine's API, as in `1.41`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ApiVersion {
    major: u32,
    minor: u32,
}

impl ApiVersion {
    /// Engine 20.10, the oldest that gig is tested with.
    const OLDEST: Self = Self { major: 1, minor: 41 };
    /// Engine 28, the newest that gig is tested with. Newer ones still speak it.
    const NEWEST: Self = Self { major: 1, minor: 51 };
    /// Engine 25, which takes several networks at creation and knows `start_interval`.
    pub(crate) const SEVERAL_NETWORKS: Self = Self { major: 1, minor: 44 };
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}

impl FromStr for ApiVersion {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (major, minor) = text.split_once('.').ok_or(())?;
        Ok(Self { major: major.parse().map_err(drop)?, minor: minor.parse().map_err(drop)? })
    }
}

/// A conversation that has begun.
pub(crate) struct Connection {
    pub(crate) docker: Docker,
    pub(crate) api: ApiVersion,
    /// The engine's own version, as in `20.10.24`.
    pub(crate) version: String,
}

/// Asks the engine which versions it speaks, and pins the newest common one.
pub(crate) async fn connect(endpoint: &Endpoint, limit: Duration) -> Result<Connection, ConnectError> {
    let docker = endpoint.client().map_err(|error| unreachable_engine(endpoint, &error))?;
    let answer = tokio::time::timeout(limit, docker.version()).await.map_err(|_| ConnectError::Unreachable {
        endpoint: endpoint.clone(),
        message: format!("no answer within {} s", limit.as_secs()),
    })?;
    let answer = answer.map_err(|error| unreachable_engine(endpoint, &error))?;
    let api = common_version(answer.api_version.as_deref(), answer.min_api_version.as_deref())
        .map_err(|message| ConnectError::Foreign { endpoint: endpoint.clone(), message })?;
    Ok(Connection { docker: pin(docker, api), api, version: answer.version.unwrap_or_default() })
}

fn common_version(newest: Option<&str>, oldest: Option<&str>) -> Result<ApiVersion, String> {
    let Some(newest) = newest.and_then(|text| text.parse::<ApiVersion>().ok()) else {
        return Err(format!("it names no API version, expected {} or later", ApiVersion::OLDEST));
    };
    let oldest = oldest.and_then(|text| text.parse().ok()).unwrap_or(ApiVersion::OLDEST);
    let common = newest.min(ApiVersion::NEWEST);
    if common < ApiVersion::OLDEST {
        return Err(format!("it speaks API version {newest}, expected {} or later", ApiVersion::OLDEST));
    }
    if common < oldest {
        return Err(format!("it speaks API version {oldest} and later, gig speaks up to {}", ApiVersion::NEWEST));
    }
    Ok(common)
}

/// Version 0.21 of the client library negotiates a version and then sends none, so an engine would answer in
/// whatever form it likes best.
fn pin(docker: Docker, api: ApiVersion) -> Docker {
    docker.with_request_modifier(move |mut request| {
        let uri = request.uri();
        let (Some(scheme), Some(authority), Some(path)) = (uri.scheme_str(), uri.authority(), uri.path_and_query())
        else {
            return request;
        };
        if let Ok(pinned) = format!("{scheme}://{authority}/v{api}{path}").parse() {
            *request.uri_mut() = pinned;
        }
        request
    })
}

fn unreachable_engine(endpoint: &Endpoint, error: &Error) -> ConnectError {
    let endpoint = endpoint.clone();
    match (error, io_kind(error)) {
        (Error::SocketNotFoundError(_), _) | (_, Some(io::ErrorKind::NotFound)) => ConnectError::NoSocket { endpoint },
        (_, Some(io::ErrorKind::PermissionDenied)) => ConnectError::Denied { endpoint },
        (Error::HyperLegacyError { .. } | Error::HyperResponseError { .. } | Error::IOError { .. }, _) => {
            ConnectError::Unreachable { endpoint, message: error::message(error) }
        }
        _ => {
            ConnectError::Foreign { endpoint, message: format!("expected a version, found: {}", error::message(error)) }
        }
    }
}

fn io_kind(error: &(dyn StdError + 'static)) -> Option<io::ErrorKind> {
    let mut causes = std::iter::successors(Some(error), |&error| error.source());
    causes.find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind)
}

//! How the conversation with an engine begins. Where the engine is was found out before.

mod error;
mod version;

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::time::Duration;

use bollard::Docker;
use bollard::errors::Error;
use bollard::models::SystemVersion;

pub use error::ConnectError;
pub use version::ApiVersion;

use crate::endpoint::Endpoint;
use crate::error::message;
use crate::own_image::ImagePlatform;

/// The header that carries registry credentials.
const CREDENTIALS_HEADER: &str = "X-Registry-Auth";

/// A conversation that has begun.
pub(crate) struct Connection {
    pub(crate) docker: Docker,
    pub(crate) introduction: Introduction,
}

/// What an engine says of itself at the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// Who it is.
    pub make: Make,
    /// Its own version, as in `20.10.24`.
    pub version: String,
    /// The version of the API that is spoken.
    pub api: ApiVersion,
    /// What programs it runs.
    pub platform: ImagePlatform,
}

/// Whose engine it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Make {
    /// Docker's, or one that speaks like it.
    Docker,
    /// Podman's, which speaks Docker's API with an accent.
    Podman,
}

impl fmt::Display for Make {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Docker => "Docker Engine",
            Self::Podman => "Podman",
        })
    }
}

impl fmt::Display for Introduction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.make, self.version)
    }
}

/// Asks the engine which versions it speaks, and pins the newest common one.
pub(crate) async fn connect(endpoint: &Endpoint, limit: Duration) -> Result<Connection, ConnectError> {
    let docker = endpoint.client().map_err(|error| unreachable_engine(endpoint, &error))?;
    let answer = tokio::time::timeout(limit, docker.version()).await.map_err(|_| ConnectError::Unreachable {
        endpoint: endpoint.clone(),
        message: format!("no answer within {} s", limit.as_secs()),
    })?;
    let answer = answer.map_err(|error| unreachable_engine(endpoint, &error))?;
    let introduction =
        introduction(answer).map_err(|message| ConnectError::Foreign { endpoint: endpoint.clone(), message })?;
    Ok(Connection { docker: mended(docker, introduction.api), introduction })
}

fn introduction(answer: SystemVersion) -> Result<Introduction, String> {
    let api = version::common(answer.api_version.as_deref(), answer.min_api_version.as_deref())?;
    let is_podman = answer.components.iter().flatten().any(|component| component.name == "Podman Engine");
    Ok(Introduction {
        make: if is_podman { Make::Podman } else { Make::Docker },
        version: answer.version.unwrap_or_default(),
        api,
        platform: ImagePlatform { os: answer.os.unwrap_or_default(), architecture: answer.arch.unwrap_or_default() },
    })
}

/// Mends two faults of version 0.21 of the client library, on each request before it is sent.
///
/// It negotiates a version and then sends none, so an engine would answer in whatever form it likes best. And it
/// writes credentials in the alphabet of base64 that engines do not read; they then ask the registry without any.
fn mended(docker: Docker, api: ApiVersion) -> Docker {
    docker.with_request_modifier(move |mut request| {
        let uri = request.uri();
        if let (Some(scheme), Some(authority), Some(path)) = (uri.scheme_str(), uri.authority(), uri.path_and_query())
            && let Ok(pinned) = format!("{scheme}://{authority}/v{api}{path}").parse()
        {
            *request.uri_mut() = pinned;
        }
        if let Some(credentials) = request.headers_mut().get_mut(CREDENTIALS_HEADER)
            && let Some(readable) = credentials.to_str().ok().and_then(|text| url_safe(text).parse().ok())
        {
            *credentials = readable;
        }
        request
    })
}

fn url_safe(base64: &str) -> String {
    base64.replace('+', "-").replace('/', "_")
}

fn unreachable_engine(endpoint: &Endpoint, error: &Error) -> ConnectError {
    let endpoint = endpoint.clone();
    match (error, io_kind(error)) {
        (Error::SocketNotFoundError(_), _) | (_, Some(io::ErrorKind::NotFound)) => ConnectError::NoSocket { endpoint },
        (_, Some(io::ErrorKind::PermissionDenied)) => ConnectError::Denied { endpoint },
        (Error::HyperLegacyError { .. } | Error::HyperResponseError { .. } | Error::IOError { .. }, _) => {
            ConnectError::Unreachable { endpoint, message: message(error) }
        }
        _ => ConnectError::Foreign { endpoint, message: format!("expected a version, found: {}", message(error)) },
    }
}

fn io_kind(error: &(dyn StdError + 'static)) -> Option<io::ErrorKind> {
    let mut causes = std::iter::successors(Some(error), |&error| error.source());
    causes.find_map(|cause| cause.downcast_ref::<io::Error>()).map(io::Error::kind)
}

//! Which engine is meant: DOCKER_HOST, else a context, else the engine of this machine.
//!
//! It is a function of the environment and of files that the caller reads. Nobody is spoken to here.

mod context;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::PathBuf;

use gig_core::resolve::{Files, PathKind};

use crate::connect::ConnectError;
use crate::docker_config::{Environment, variable};
use crate::endpoint::Endpoint;

/// Where the engine is that is meant, and who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Where it is.
    pub endpoint: Endpoint,
    /// Who says so.
    pub origin: Origin,
}

/// Who says where the engine is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// DOCKER_HOST.
    DockerHost,
    /// A context of docker's.
    Context {
        /// Its name.
        name: String,
        /// Who names it: a variable or a file.
        named_by: String,
    },
    /// Nobody: it is where Docker's engine is, if nobody says anything.
    Default,
    /// Nobody: Docker's socket is not there, and this one of Podman's is.
    Podman,
}

impl Location {
    /// Returns whether what is said to the engine can be read and changed on its way.
    #[must_use]
    pub fn is_exposed(&self) -> bool {
        self.endpoint.is_exposed()
    }

    /// Returns what there is to warn of.
    pub(crate) fn warning(&self) -> Option<String> {
        let endpoint = &self.endpoint;
        self.is_exposed().then(|| {
            format!(
                "`{endpoint}` is spoken to without encryption: whoever is on the way to it can read what is said, and \
                 whoever reaches it owns that machine"
            )
        })
    }

    /// Adds to an error how the engine was found.
    pub(crate) fn explain(&self, error: ConnectError) -> ConnectError {
        match &self.origin {
            Origin::Context { name, .. } => ConnectError::InContext { context: name.clone(), error: Box::new(error) },
            Origin::DockerHost | Origin::Default | Origin::Podman => error,
        }
    }
}

impl From<&Endpoint> for Location {
    fn from(endpoint: &Endpoint) -> Self {
        Self { endpoint: endpoint.clone(), origin: Origin::DockerHost }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.endpoint)?;
        match &self.origin {
            Origin::Context { name, .. } => write!(formatter, " (context `{name}`)"),
            Origin::DockerHost | Origin::Default | Origin::Podman => Ok(()),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DockerHost => formatter.write_str("DOCKER_HOST"),
            Self::Context { name, named_by } => write!(formatter, "the context `{name}`, which {named_by} names"),
            Self::Default => formatter.write_str("the default"),
            Self::Podman => formatter.write_str("Podman's socket, since Docker's is not there"),
        }
    }
}

/// Finds the engine that is meant.
///
/// # Errors
/// [`ConnectError`] where a context is named that is not there or cannot be read, or one of them names no endpoint
/// that gig can reach. What is named is never replaced by something else.
pub fn locate(environment: &Environment, files: &dyn Files) -> Result<Location, ConnectError> {
    if let Some(host) = variable(environment, "DOCKER_HOST") {
        let endpoint = without_tls(host.parse()?, wants_tls(environment))?;
        return Ok(Location { endpoint, origin: Origin::DockerHost });
    }
    match context::chosen(environment, files)? {
        Some(context) => context.locate(files),
        None => Ok(of_this_machine(environment, files)),
    }
}

/// Where TLS is asked for, nothing is said without it.
fn without_tls(endpoint: Endpoint, wants_tls: bool) -> Result<Endpoint, ConnectError> {
    match endpoint {
        Endpoint::Tcp(_) if wants_tls => Err(ConnectError::Transport { found: endpoint.to_string(), transport: "TLS" }),
        endpoint => Ok(endpoint),
    }
}

fn wants_tls(environment: &Environment) -> bool {
    ["DOCKER_TLS_VERIFY", "DOCKER_TLS", "DOCKER_CERT_PATH"].iter().any(|name| variable(environment, name).is_some())
}

/// Finds the engine of this machine: Docker's socket, or else the first of Podman's that is there.
fn of_this_machine(environment: &Environment, files: &dyn Files) -> Location {
    let is_there = |path: &PathBuf| files.kind(path) != PathKind::Missing;
    let docker = Endpoint::default();
    let has_docker = matches!(&docker, Endpoint::Unix(path) if is_there(path));
    let podman = if has_docker { None } else { podman_sockets(environment).find(is_there) };
    match podman {
        Some(path) => Location { endpoint: Endpoint::Unix(path), origin: Origin::Podman },
        None => Location { endpoint: docker, origin: Origin::Default },
    }
}

/// The user's own comes first, as with the podman command.
fn podman_sockets(environment: &Environment) -> impl Iterator<Item = PathBuf> {
    let of_user = variable(environment, "XDG_RUNTIME_DIR").map(PathBuf::from);
    of_user.into_iter().chain([PathBuf::from("/run")]).map(|folder| folder.join("podman/podman.sock"))
}

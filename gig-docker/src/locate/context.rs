//! Docker's contexts: names for engines, kept in the folder of docker's config.
//!
//! A context is the file `contexts/meta/<SHA-256 of its name>/meta.json`; where it has TLS, the keys are in
//! `contexts/tls/<SHA-256 of its name>/docker`.

use std::path::PathBuf;

use gig_core::resolve::{Files, PathKind};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{Location, Origin, without_tls};
use crate::connect::ConnectError;
use crate::docker_config::{self, DockerConfig, Environment, variable};
use crate::endpoint::Endpoint;

/// What docker calls the engine of this machine; there is no file for it.
const DEFAULT: &str = "default";

/// A context that is in use.
pub(super) struct Context {
    name: String,
    named_by: String,
    /// The folder of docker's config.
    folder: PathBuf,
}

/// Returns the context that is in use: the one that DOCKER_CONTEXT names, else the current one of docker's config.
pub(super) fn chosen(environment: &Environment, files: &dyn Files) -> Result<Option<Context>, ConnectError> {
    let folder = docker_config::folder(environment);
    let named = match (variable(environment, "DOCKER_CONTEXT"), &folder) {
        (Some(name), _) => Some((name.to_owned(), "DOCKER_CONTEXT".to_owned())),
        (None, Some(folder)) => {
            let current = DockerConfig::read(folder, files)?.current_context;
            current.map(|name| (name, format!("`{}`", folder.join("config.json").display())))
        }
        (None, None) => None,
    };
    let named = named.filter(|(name, _)| !name.is_empty() && name != DEFAULT);
    Ok(named.map(|(name, named_by)| Context { name, named_by, folder: folder.unwrap_or_default() }))
}

impl Context {
    /// Finds the engine that it names.
    pub(super) fn locate(self, files: &dyn Files) -> Result<Location, ConnectError> {
        let in_context = |error| ConnectError::InContext { context: self.name.clone(), error: Box::new(error) };
        let host = self.host(files)?;
        let endpoint = host.parse::<Endpoint>().and_then(|endpoint| without_tls(endpoint, self.has_tls(files)));
        let endpoint = endpoint.map_err(in_context)?;
        Ok(Location { endpoint, origin: Origin::Context { name: self.name, named_by: self.named_by } })
    }

    fn host(&self, files: &dyn Files) -> Result<String, ConnectError> {
        let path = self.file("meta", "meta.json");
        let Some(meta) = docker_config::json::<Meta>(&path, files)? else {
            let (name, named_by) = (self.name.clone(), self.named_by.clone());
            return Err(ConnectError::NoContext { name, named_by, store: self.folder.join("contexts") });
        };
        meta.endpoints.docker.host.ok_or_else(|| {
            let message = format!("the context `{}` names no endpoint of an engine", self.name);
            ConnectError::Config { path, message }
        })
    }

    fn has_tls(&self, files: &dyn Files) -> bool {
        files.kind(&self.file("tls", "docker")) != PathKind::Missing
    }

    fn file(&self, of: &str, name: &str) -> PathBuf {
        let digest = Sha256::digest(&self.name);
        let id: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        self.folder.join("contexts").join(of).join(id).join(name)
    }
}

/// What gig reads of a `meta.json`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Meta {
    #[serde(default)]
    endpoints: Endpoints,
}

#[derive(Default, Deserialize)]
struct Endpoints {
    #[serde(default)]
    docker: DockerEndpoint,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct DockerEndpoint {
    host: Option<String>,
}

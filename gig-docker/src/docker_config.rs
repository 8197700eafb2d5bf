//! The config file of the docker command: what gig reads of it. Nothing is written there.
//!
//! The format is that of docker's `config.json`. Messages never show what stands in it: it holds passwords.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gig_core::resolve::{FileError, Files};
use gig_core::secret::Secret;
use serde::{Deserialize, Deserializer};

use crate::connect::ConnectError;

/// Variables of the environment.
pub(crate) type Environment = BTreeMap<String, String>;

/// Returns a variable that is set and not empty; to docker, both are the same.
pub(crate) fn variable<'a>(environment: &'a Environment, name: &str) -> Option<&'a str> {
    environment.get(name).map(String::as_str).filter(|value| !value.is_empty())
}

/// Returns the folder of docker's config: DOCKER_CONFIG, else `.docker` in the home folder.
pub(crate) fn folder(environment: &Environment) -> Option<PathBuf> {
    let named = variable(environment, "DOCKER_CONFIG").map(PathBuf::from);
    named.or_else(|| variable(environment, "HOME").map(|home| Path::new(home).join(".docker")))
}

/// What gig reads of `config.json`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DockerConfig {
    /// The context that is in use.
    #[serde(default)]
    pub(crate) current_context: Option<String>,
    /// The credentials that stand in the file itself, by registry. One without content was given to a store.
    #[serde(default, deserialize_with = "or_empty")]
    pub(crate) auths: BTreeMap<String, Login>,
    /// The program that keeps all others.
    #[serde(default)]
    pub(crate) creds_store: Option<String>,
    /// The programs that keep those of one registry each.
    #[serde(default, deserialize_with = "or_empty")]
    pub(crate) cred_helpers: BTreeMap<String, String>,
}

/// One registry's entry in the file.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Login {
    /// Base64 of `user:password`.
    #[serde(default, deserialize_with = "secret")]
    pub(crate) auth: Secret,
    #[serde(default)]
    pub(crate) username: String,
    #[serde(default, deserialize_with = "secret")]
    pub(crate) password: Secret,
    /// A token that is given in place of a password.
    #[serde(default, rename = "identitytoken", deserialize_with = "secret")]
    pub(crate) identity_token: Secret,
}

impl DockerConfig {
    /// Reads `config.json` in `folder`; where there is none, nothing is configured.
    pub(crate) fn read(folder: &Path, files: &dyn Files) -> Result<Self, ConnectError> {
        let path = folder.join("config.json");
        Ok(json(&path, files)?.unwrap_or_default())
    }
}

/// Reads a file of docker's; `None` where there is none.
pub(crate) fn json<T: for<'de> Deserialize<'de>>(path: &Path, files: &dyn Files) -> Result<Option<T>, ConnectError> {
    let failed = |message| ConnectError::Config { path: path.to_owned(), message };
    let text = match files.read(path) {
        Ok(text) => text,
        Err(FileError::Missing) => return Ok(None),
        Err(error) => return Err(failed(error.to_string())),
    };
    // Not in the words of the parser, which repeat what it has found.
    let parsed = serde_json::from_str(&text);
    parsed.map(Some).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        failed(format!("line {line}, column {column}: expected JSON as docker writes it, found something else"))
    })
}

fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
    Ok(Secret::new(Option::<String>::deserialize(deserializer)?.unwrap_or_default()))
}

fn or_empty<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

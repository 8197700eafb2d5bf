//! Which credentials a registry is asked with: those of docker's config, found as the docker command finds them.
//!
//! What stands in the file and what a helper says leaves this module for the engine alone. No message shows it.

mod helper;
mod login;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::time::Duration;

use bollard::auth::DockerCredentials;
use gig_core::platform::ImageReference;
use gig_core::resolve::Files;
use gig_core::secret::Secret;

use crate::docker_config::{self, DockerConfig, Environment};
use helper::Helper;

/// How docker's config calls the registry `docker.io`.
const DOCKER_HUB: &str = "https://index.docker.io/v1/";

/// What a registry is asked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Credential {
    /// As a user with a password.
    Password {
        /// The user.
        user: String,
        /// The password.
        password: Secret,
    },
    /// With a token in place of a password.
    IdentityToken(Secret),
}

impl Credential {
    /// Puts it into the words of the client library.
    pub(crate) fn for_engine(self, registry: &str) -> DockerCredentials {
        let registry = Some(registry.to_owned());
        match self {
            Self::Password { user, password } => DockerCredentials {
                username: Some(user),
                password: Some(password.expose().to_owned()),
                serveraddress: registry,
                ..DockerCredentials::default()
            },
            Self::IdentityToken(token) => DockerCredentials {
                identitytoken: Some(token.expose().to_owned()),
                serveraddress: registry,
                ..DockerCredentials::default()
            },
        }
    }
}

/// Why credentials that are configured cannot be had.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(crate) enum CredentialError {
    /// A helper that keeps them cannot be asked, or does not answer as it should.
    #[error("the credentials of `{registry}` are kept by `{program}`, which {what}")]
    Helper {
        /// Whose they are.
        registry: String,
        /// The helper.
        program: String,
        /// What it does instead.
        what: String,
    },
    /// What stands in the file is no credential.
    #[error("the credentials of `{registry}` in `{}` are not base64 of `user:password`", path.display())]
    Illegible {
        /// Whose they are.
        registry: String,
        /// The file.
        path: PathBuf,
    },
}

/// What was found for a registry.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// What to ask with; without one, anonymously.
    pub(crate) credential: Option<Credential>,
    /// What is worth a warning.
    pub(crate) warning: Option<String>,
}

/// The credentials of docker's config.
#[derive(Debug, Default)]
pub struct RegistryCredentials {
    config: DockerConfig,
    path: PathBuf,
    /// Why the config cannot be read.
    unreadable: Option<String>,
    /// That of the helpers.
    environment: Environment,
}

impl RegistryCredentials {
    /// Reads docker's config. Where it cannot be read, registries are asked anonymously, with a warning.
    #[must_use]
    pub fn read(environment: &Environment, files: &dyn Files) -> Self {
        let Some(folder) = docker_config::folder(environment) else { return Self::default() };
        let (config, unreadable) = match DockerConfig::read(&folder, files) {
            Ok(config) => (config, None),
            Err(error) => (DockerConfig::default(), Some(format!("failed to {error}"))),
        };
        Self { config, path: folder.join("config.json"), unreadable, environment: environment.clone() }
    }

    /// Finds what a registry is to be asked with.
    pub(crate) async fn find(&self, registry: &str, limit: Duration) -> Result<Found, CredentialError> {
        if let Some(error) = &self.unreadable {
            return Ok(Found::anonymous(format!("{error}; `{registry}` is asked without credentials")));
        }
        let inline = login::credential(registry, &self.config, &self.path)?;
        let Some(helper) = self.helper_of(registry) else {
            return Ok(Found { credential: inline, warning: None });
        };
        match helper.ask(registry, &self.environment, limit).await {
            Ok(credential) => Ok(Found { credential, warning: None }),
            Err(_) if inline.is_some() => Ok(Found { credential: inline, warning: None }),
            Err(error) if self.is_listed(registry) => Err(error),
            Err(error) => Ok(Found::anonymous(format!("{error}; it is asked without credentials"))),
        }
    }

    /// Names the helpers that keep credentials.
    pub(crate) fn helpers(&self) -> impl Iterator<Item = String> {
        let all = self.config.creds_store.iter().chain(self.config.cred_helpers.values());
        let mut programs: Vec<_> = all.filter(|name| !name.is_empty()).map(|name| helper::program(name)).collect();
        programs.sort();
        programs.dedup();
        programs.into_iter()
    }

    fn helper_of(&self, registry: &str) -> Option<Helper<'_>> {
        let own = self.config.cred_helpers.get(registry);
        own.or(self.config.creds_store.as_ref()).filter(|name| !name.is_empty()).map(|name| Helper::new(name))
    }

    /// Returns whether somebody has logged in there, so that to ask anonymously is not what is meant.
    fn is_listed(&self, registry: &str) -> bool {
        self.config.cred_helpers.contains_key(registry) || login::entry(registry, &self.config).is_some()
    }
}

impl Found {
    fn anonymous(warning: String) -> Self {
        Self { credential: None, warning: Some(warning) }
    }
}

/// Returns the registry of an image, as docker's config calls it.
pub(crate) fn registry_of(image: &ImageReference) -> String {
    let name = image.name();
    match name.split('/').next() {
        Some("docker.io" | "index.docker.io") | None => DOCKER_HUB.to_owned(),
        Some(domain) => domain.to_owned(),
    }
}

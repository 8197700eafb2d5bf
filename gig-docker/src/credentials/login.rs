//! Credentials that stand in docker's config itself.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gig_core::secret::Secret;

use super::{Credential, CredentialError};
use crate::docker_config::{DockerConfig, Login};

/// Finds the entry of a registry: under its very name, else under an address of it.
pub(super) fn entry<'a>(registry: &str, config: &'a DockerConfig) -> Option<&'a Login> {
    let exact = config.auths.get(registry);
    exact.or_else(|| config.auths.iter().find(|(address, _)| host(address) == host(registry)).map(|(_, login)| login))
}

/// Finds the credentials of a registry. An entry without any says that they are kept elsewhere.
pub(super) fn credential(
    registry: &str,
    config: &DockerConfig,
    path: &Path,
) -> Result<Option<Credential>, CredentialError> {
    let Some(login) = entry(registry, config) else { return Ok(None) };
    if !login.identity_token.expose().is_empty() {
        return Ok(Some(Credential::IdentityToken(login.identity_token.clone())));
    }
    if login.auth.expose().is_empty() {
        let plain = Credential::Password { user: login.username.clone(), password: login.password.clone() };
        return Ok((!login.username.is_empty()).then_some(plain));
    }
    let illegible = || CredentialError::Illegible { registry: registry.to_owned(), path: path.to_owned() };
    decoded(login.auth.expose()).map(Some).ok_or_else(illegible)
}

/// A password may hold colons, a user may not. Some tools fill up with zeros.
fn decoded(auth: &str) -> Option<Credential> {
    let text = String::from_utf8(STANDARD.decode(auth.trim()).ok()?).ok()?;
    let (user, password) = text.split_once(':')?;
    Some(Credential::Password { user: user.to_owned(), password: Secret::new(password.trim_end_matches('\0')) })
}

/// `https://r.example/v1/` and `r.example` are one registry.
fn host(address: &str) -> &str {
    let bare = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or(address);
    bare.split('/').next().unwrap_or(bare)
}

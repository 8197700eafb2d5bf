//! Programs that keep credentials: `docker-credential-NAME get` reads an address and answers with JSON.

use std::io;
use std::process::{Output, Stdio};
use std::time::Duration;

use gig_core::secret::Secret;
use serde::Deserialize;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use super::{Credential, CredentialError};
use crate::docker_config::Environment;

/// What helpers say, in one form or another, of a registry that they have nothing for.
const NOT_FOUND: &str = "credentials not found";

/// The user by whom a helper says that its secret is a token.
const TOKEN_USER: &str = "<token>";

/// A program that keeps credentials.
pub(super) struct Helper<'a> {
    name: &'a str,
}

/// What a helper answers.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    #[serde(default)]
    username: String,
    #[serde(default)]
    secret: String,
}

/// Returns the program of that name.
pub(super) fn program(name: &str) -> String {
    format!("docker-credential-{name}")
}

impl<'a> Helper<'a> {
    pub(super) fn new(name: &'a str) -> Self {
        Self { name }
    }

    /// Asks for the credentials of a registry; `None` where the helper has none.
    pub(super) async fn ask(
        &self,
        registry: &str,
        environment: &Environment,
        limit: Duration,
    ) -> Result<Option<Credential>, CredentialError> {
        let failed =
            |what: String| CredentialError::Helper { registry: registry.to_owned(), program: program(self.name), what };
        if !is_name(self.name) {
            return Err(failed("is no name of a program".to_owned()));
        }
        let output = tokio::time::timeout(limit, self.output(registry, environment)).await;
        let output = output.map_err(|_| failed(format!("does not answer within {} s", limit.as_secs_f32())))?;
        let output = output.map_err(|error| failed(not_run(&error)))?;
        credential(&output).map_err(failed)
    }

    async fn output(&self, registry: &str, environment: &Environment) -> io::Result<Output> {
        let mut command = Command::new(program(self.name));
        command.arg("get").env_clear().envs(environment).kill_on_drop(true);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            // One that does not read has its own reasons; its answer tells.
            let _ = stdin.write_all(registry.as_bytes()).await;
        }
        child.wait_with_output().await
    }
}

/// A name becomes a part of a path.
fn is_name(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c))
}

fn not_run(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "is not on PATH".to_owned(),
        _ => format!("cannot be run: {error}"),
    }
}

/// Reads an answer. It is never repeated: it may hold a password even where it makes no sense.
fn credential(output: &Output) -> Result<Option<Credential>, String> {
    if !output.status.success() {
        let has_none = String::from_utf8_lossy(&output.stdout).contains(NOT_FOUND);
        return if has_none { Ok(None) } else { Err(format!("failed ({})", output.status)) };
    }
    let answer: Answer = serde_json::from_slice(&output.stdout)
        .map_err(|_| "answered, but not with the JSON of a credential helper".to_owned())?;
    let secret = Secret::new(answer.secret);
    Ok(match answer.username {
        user if user == TOKEN_USER => Some(Credential::IdentityToken(secret)),
        user if user.is_empty() && secret.expose().is_empty() => None,
        user => Some(Credential::Password { user, password: secret }),
    })
}

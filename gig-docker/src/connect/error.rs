//! Why there is no conversation with an engine, and what to do about it.

use std::path::PathBuf;

use crate::endpoint::Endpoint;

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
    /// The endpoint can only be reached in a way that gig does not know.
    #[error("use the endpoint `{found}`: gig does not speak {transport} to an engine")]
    Transport {
        /// What was given.
        found: String,
        /// What would have to be spoken.
        transport: &'static str,
    },
    /// There is no context of that name. Another engine is never taken in its place.
    #[error("use the context `{name}`, which {named_by} names: there is none in `{}`", store.display())]
    NoContext {
        /// The name.
        name: String,
        /// Who names it.
        named_by: String,
        /// Where contexts are kept.
        store: PathBuf,
    },
    /// A context or the docker config cannot be read, so that nobody knows which engine it means.
    #[error("read `{}`: {message}", path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// The engine was found by a context.
    #[error("{error} (context `{context}`)")]
    InContext {
        /// Its name.
        context: String,
        /// What went wrong.
        #[source]
        error: Box<Self>,
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
            Self::Transport { .. } => {
                "let ssh bring its socket here: `ssh -nNT -L $HOME/engine.sock:/var/run/docker.sock USER@HOST &`, then \
                 `export DOCKER_HOST=unix://$HOME/engine.sock`"
            }
            Self::NoContext { .. } => {
                "`docker context ls` lists them; DOCKER_CONTEXT=default means the engine of this machine"
            }
            Self::Config { .. } => "mend the file, or name the engine in DOCKER_HOST",
            Self::InContext { error, .. } => match **error {
                Self::Endpoint { .. } => {
                    "correct the context, or set DOCKER_CONTEXT=default for the engine of this machine"
                }
                Self::NoSocket { .. } | Self::Unreachable { .. } => {
                    "start that engine, or set DOCKER_CONTEXT=default for the engine of this machine"
                }
                _ => error.hint(),
            },
            Self::NoSocket { .. } | Self::Unreachable { .. } => {
                "start the engine (`systemctl start docker`), or name another one in DOCKER_HOST"
            }
            Self::Denied { .. } => "become a member of the group `docker`, or run gig as root",
            Self::Foreign { .. } => "upgrade the engine to 20.10 or later, or name another one in DOCKER_HOST",
        }
    }
}

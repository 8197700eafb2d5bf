//! The world of a command: streams, environment, folders, the engine, time and signals.
//!
//! Every command is given one, and reaches outside through nothing else but the files it reads. The real one is
//! made in [`process`](crate::process); tests bring their own.

use std::collections::BTreeMap;
use std::path::PathBuf;

use async_trait::async_trait;
use gig_core::clock::Clock;
use gig_core::diagnostic::{Diagnostic, Diagnostics};
use gig_core::runtime::ContainerRuntime;
use gig_docker::{ConnectError, Examination};
use indicatif::ProgressDrawTarget;

use crate::console::Console;
use crate::error::CommandError;
use crate::signals::Signals;

/// The world of a command.
pub struct Host {
    /// The streams.
    pub console: Console,
    /// Where bars can be drawn; `None` where standard error is no terminal.
    pub bars: Option<ProgressDrawTarget>,
    /// The environment.
    pub environment: BTreeMap<String, String>,
    /// The working folder, absolute.
    pub directory: PathBuf,
    /// The user's home folder.
    pub home: Option<PathBuf>,
    /// The user's number, as the kernel counts for permissions.
    pub user: u32,
    /// The way to an engine.
    pub engine: Box<dyn Connector>,
    /// Time.
    pub clock: Box<dyn Clock>,
    /// Signals.
    pub signals: Box<dyn Signals>,
}

/// A way to an engine, taken only by the commands that need one.
#[async_trait]
pub trait Connector: Send + Sync {
    /// Connects to the engine that `environment` names.
    ///
    /// # Errors
    /// Where there is no engine to talk to.
    async fn connect(&self, environment: &BTreeMap<String, String>) -> Result<Box<dyn ContainerRuntime>, ConnectError>;

    /// Looks closely at the same engine.
    ///
    /// # Errors
    /// Where there is no engine to look at.
    async fn examine(&self, environment: &BTreeMap<String, String>) -> Result<Examination, ConnectError> {
        Ok(Examination::of(&*self.connect(environment).await?))
    }
}

impl Host {
    /// Returns a variable of the environment that is set and not empty.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.environment.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Connects to the engine.
    pub(crate) async fn connect(&mut self) -> Result<Box<dyn ContainerRuntime>, CommandError> {
        let runtime = self.engine.connect(&self.environment).await?;
        self.pass_on_warnings(&*runtime)?;
        Ok(runtime)
    }

    /// Tells what a runtime has noticed since it was last asked.
    pub(crate) fn pass_on_warnings(&mut self, runtime: &dyn ContainerRuntime) -> Result<(), CommandError> {
        let warnings = runtime.take_warnings().into_iter();
        self.warn(warnings.map(|warning| Diagnostic::warning("engine", warning)).collect())
    }

    /// Tells what is worth a warning.
    pub(crate) fn warn(&mut self, warnings: Vec<Diagnostic>) -> Result<(), CommandError> {
        if warnings.is_empty() {
            return Ok(());
        }
        let mut diagnostics = Diagnostics::default();
        diagnostics.extend(warnings);
        let text = gig_core::diagnostic::render(&diagnostics, self.console.colours_errors());
        Ok(self.console.tell(&text)?)
    }
}

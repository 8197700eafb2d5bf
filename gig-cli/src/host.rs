//! The world of a command: streams, environment, folders, the engine, time and signals.
//!
//! Every command is given one, and reaches outside through nothing else but the files it reads. The real one is
//! made in [`process`](crate::process); tests bring their own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use async_trait::async_trait;
use gig_core::clock::Clock;
use gig_core::diagnostic::{Diagnostic, Diagnostics};
use gig_core::name::ProjectName;
use gig_core::runtime::{ContainerRuntime, ImageId, RuntimeResult};
use gig_docker::own_image::{OwnImageError, Release};
use gig_docker::{ConnectError, Examination};
use indicatif::ProgressDrawTarget;

use crate::console::Console;
use crate::error::CommandError;
use crate::render::fold::fold;
use crate::screen::Size;
use crate::signals::Signals;

/// The world of a command.
pub struct Host {
    /// What gig was called by, for the commands that it names.
    pub program: String,
    /// The streams.
    pub console: Console,
    /// Where bars can be drawn; `None` where standard error is no terminal.
    pub bars: Option<ProgressDrawTarget>,
    /// How much the terminal behind standard output, else behind standard error, shows right now.
    pub size: Box<dyn Fn() -> Option<Size> + Send + Sync>,
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
    /// Whether nobody listens on a port of 127.0.0.1.
    pub is_port_free: fn(u16) -> bool,
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

    /// Connects to the same engine for its images.
    ///
    /// # Errors
    /// Where there is no engine to talk to.
    async fn own_images(&self, environment: &BTreeMap<String, String>) -> Result<Box<dyn OwnImages>, ConnectError>;

    /// Looks closely at the same engine.
    ///
    /// # Errors
    /// Where there is no engine to look at.
    async fn examine(&self, environment: &BTreeMap<String, String>) -> Result<Examination, ConnectError> {
        Ok(Examination::of(&*self.connect(environment).await?))
    }
}

/// Images made of gig's own executable, on an engine.
#[async_trait]
pub trait OwnImages: Send + Sync {
    /// Makes sure that these images are there, for this project; a name that another image has moves.
    ///
    /// # Errors
    /// Where the engine cannot run this executable, or fails.
    async fn ensure(&self, project: &ProjectName, releases: &[Release]) -> Result<(), OwnImageError>;

    /// Lists those that were made for this project.
    ///
    /// # Errors
    /// Where the engine fails.
    async fn made_for(&self, project: &ProjectName) -> RuntimeResult<BTreeSet<ImageId>>;

    /// Removes all that were made for this project, and says how many.
    ///
    /// # Errors
    /// Where a container needs one, or the engine fails.
    async fn remove(&self, project: &ProjectName) -> RuntimeResult<usize>;
}

impl Host {
    /// Returns a variable of the environment that is set and not empty.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.environment.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Returns how many characters a line of data has room for; `None` where it does not lead to a terminal.
    pub(crate) fn width(&self) -> Option<usize> {
        (self.size)().filter(|_| self.console.terminal.stdout).map(|size| usize::from(size.columns))
    }

    /// Returns the same for what is no data.
    pub(crate) fn error_width(&self) -> Option<usize> {
        (self.size)().filter(|_| self.console.terminal.stderr).map(|size| usize::from(size.columns))
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

    /// Tells what is worth a warning, and leaves a line free before what comes next.
    pub(crate) fn warn(&mut self, warnings: Vec<Diagnostic>) -> Result<(), CommandError> {
        if warnings.is_empty() {
            return Ok(());
        }
        let mut diagnostics = Diagnostics::default();
        diagnostics.extend(warnings);
        let text = gig_core::diagnostic::render(&diagnostics, self.console.colours_errors());
        let text = fold(&text, self.error_width()) + "\n";
        Ok(self.console.tell(&text)?)
    }
}

//! The real world of a command: this process, its terminal, its signals, and a Docker Engine.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufReader, IsTerminal as _};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::pin::pin;

use async_trait::async_trait;
use futures_util::future::{BoxFuture, Either, pending, select};
use gig_core::name::ProjectName;
use gig_core::runtime::{ContainerRuntime, ImageId, RuntimeResult};
use gig_docker::own_image::{self, OwnImageError, Release};
use gig_docker::{ConnectError, EngineRuntime, Examination, RegistryCredentials, TokioClock};
use indicatif::ProgressDrawTarget;
use tokio::signal::unix::{Signal as Stream, SignalKind, signal};

use crate::console::{Console, Terminal};
use crate::host::{Connector, Host, OwnImages};
use crate::inputs::Disk;
use crate::screen::Size;
use crate::signals::{Signal, Signals};

impl Host {
    /// Looks at this process.
    ///
    /// # Errors
    /// Where it has no working folder any more.
    pub fn of_process() -> io::Result<Self> {
        let terminal = Terminal {
            stdin: io::stdin().is_terminal(),
            stdout: io::stdout().is_terminal(),
            stderr: io::stderr().is_terminal(),
        };
        let directory = std::env::current_dir()?;
        let environment = variables(&directory);
        Ok(Self {
            program: std::env::args_os().next().map_or_else(|| "gig".to_owned(), |name| name.to_string_lossy().into()),
            console: Console::new(
                Box::new(BufReader::new(io::stdin())),
                Box::new(io::stdout()),
                Box::new(io::stderr()),
                terminal,
            ),
            bars: terminal.stderr.then(ProgressDrawTarget::stderr),
            size: Box::new(size),
            directory,
            home: environment.get("HOME").filter(|home| !home.is_empty()).map(PathBuf::from),
            environment,
            user: rustix::process::geteuid().as_raw(),
            engine: Box::new(Engine),
            is_port_free: |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok(),
            clock: Box::new(TokioClock::new()),
            signals: Box::new(ProcessSignals),
        })
    }
}

fn size() -> Option<Size> {
    let size =
        rustix::termios::tcgetwinsize(io::stdout()).or_else(|_| rustix::termios::tcgetwinsize(io::stderr())).ok()?;
    (size.ws_row > 0 && size.ws_col > 0).then_some(Size { lines: size.ws_row, columns: size.ws_col })
}

/// A variable that is not UTF-8 cannot stand in a file that is, so it is left out. Files mount `$PWD`, which shells set
/// and others, as cron, do not.
fn variables(directory: &Path) -> BTreeMap<String, String> {
    let set =
        std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let working = directory.to_str().map(|directory| ("PWD".to_owned(), directory.to_owned()));
    working.into_iter().chain(set).collect()
}

struct Engine;

#[async_trait]
impl Connector for Engine {
    async fn connect(&self, environment: &BTreeMap<String, String>) -> Result<Box<dyn ContainerRuntime>, ConnectError> {
        Ok(Box::new(engine(environment).await?))
    }

    async fn own_images(&self, environment: &BTreeMap<String, String>) -> Result<Box<dyn OwnImages>, ConnectError> {
        Ok(Box::new(engine(environment).await?))
    }

    async fn examine(&self, environment: &BTreeMap<String, String>) -> Result<Examination, ConnectError> {
        engine(environment).await?.examine().await
    }
}

/// Connects to the engine that environment and docker's config name, with the credentials of the latter.
async fn engine(environment: &BTreeMap<String, String>) -> Result<EngineRuntime, ConnectError> {
    let engine = EngineRuntime::connect(gig_docker::locate(environment, &Disk)?).await?;
    Ok(engine.with_credentials(RegistryCredentials::read(environment, &Disk)))
}

#[async_trait]
impl OwnImages for EngineRuntime {
    async fn ensure(&self, project: &ProjectName, releases: &[Release]) -> Result<(), OwnImageError> {
        own_image::ensure_releases(self, project, releases).await
    }

    async fn made_for(&self, project: &ProjectName) -> RuntimeResult<BTreeSet<ImageId>> {
        own_image::releases_of(self, project).await
    }

    async fn remove(&self, project: &ProjectName) -> RuntimeResult<usize> {
        own_image::remove_releases(self, project).await
    }
}

struct ProcessSignals;

impl Signals for ProcessSignals {
    fn first(&self) -> BoxFuture<'static, Signal> {
        let Some(mut caught) = caught() else { return Box::pin(pending()) };
        Box::pin(async move { next(&mut caught).await })
    }

    fn second(&self) -> BoxFuture<'static, Signal> {
        let Some(mut caught) = caught() else { return Box::pin(pending()) };
        Box::pin(async move {
            next(&mut caught).await;
            next(&mut caught).await
        })
    }
}

/// Catches signals from now on, where they can be caught.
fn caught() -> Option<(Stream, Stream)> {
    Some((signal(SignalKind::interrupt()).ok()?, signal(SignalKind::terminate()).ok()?))
}

async fn next((interrupt, terminate): &mut (Stream, Stream)) -> Signal {
    match select(pin!(interrupt.recv()), pin!(terminate.recv())).await {
        Either::Left(_) => Signal::Interrupt,
        Either::Right(_) => Signal::Terminate,
    }
}

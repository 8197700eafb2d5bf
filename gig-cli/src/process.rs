//! The real world of a command: this process, its terminal, its signals, and a Docker Engine.

use std::collections::BTreeMap;
use std::io::{self, BufReader, IsTerminal as _};
use std::path::PathBuf;

use async_trait::async_trait;
use futures_util::future::BoxFuture;
use gig_core::runtime::ContainerRuntime;
use gig_docker::{ConnectError, EngineRuntime, Examination, RegistryCredentials, TokioClock};
use indicatif::ProgressDrawTarget;
use tokio::signal::unix::{Signal as Stream, SignalKind, signal};

use crate::console::{Console, Terminal};
use crate::host::{Connector, Host};
use crate::inputs::Disk;
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
        let environment = variables();
        Ok(Self {
            console: Console::new(
                Box::new(BufReader::new(io::stdin())),
                Box::new(io::stdout()),
                Box::new(io::stderr()),
                terminal,
            ),
            bars: terminal.stderr.then(ProgressDrawTarget::stderr),
            directory: std::env::current_dir()?,
            home: environment.get("HOME").filter(|home| !home.is_empty()).map(PathBuf::from),
            environment,
            user: rustix::process::geteuid().as_raw(),
            engine: Box::new(Engine),
            clock: Box::new(TokioClock::new()),
            signals: Box::new(ProcessSignals),
        })
    }
}

/// A variable that is not UTF-8 cannot stand in a file that is, so it is left out.
fn variables() -> BTreeMap<String, String> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
        .collect()
}

struct Engine;

#[async_trait]
impl Connector for Engine {
    async fn connect(&self, environment: &BTreeMap<String, String>) -> Result<Box<dyn ContainerRuntime>, ConnectError> {
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

struct ProcessSignals;

impl Signals for ProcessSignals {
    fn first(&self) -> BoxFuture<'static, Signal> {
        let caught = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()));
        let (Ok(interrupt), Ok(terminate)) = caught else {
            return Box::pin(futures_util::future::pending());
        };
        Box::pin(async move {
            let mut signals = (interrupt, terminate);
            let first = next(&mut signals).await;
            tokio::spawn(leave_at_the_next(signals));
            first
        })
    }
}

async fn next((interrupt, terminate): &mut (Stream, Stream)) -> Signal {
    let either = futures_util::future::select(Box::pin(interrupt.recv()), Box::pin(terminate.recv()));
    match either.await {
        futures_util::future::Either::Left(_) => Signal::Interrupt,
        futures_util::future::Either::Right(_) => Signal::Terminate,
    }
}

#[expect(clippy::exit, reason = "the second signal leaves at once; names and labels say where to go on")]
async fn leave_at_the_next(mut signals: (Stream, Stream)) {
    let second = next(&mut signals).await;
    std::process::exit(i32::from(second.exit_code().number()));
}

//! The way to the engine in memory, which may be absent, or silent for a while.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

use async_trait::async_trait;
use gig_cli::{Connector, InMemory, OwnImages};
use gig_core::runtime::{ContainerRuntime, RuntimeErrorKind};
use gig_docker::{ConnectError, Endpoint};
use gig_testkit::call::Call;
use gig_testkit::fault::{FaultRuntime, Verdict};
use gig_testkit::memory::MemoryRuntime;
use tokio::time::Instant;

/// The way to an engine.
pub(crate) struct Engine {
    /// The engine, where there is one.
    pub(crate) engine: Option<InMemory>,
    /// The engine itself.
    pub(crate) runtime: MemoryRuntime,
    /// When it does not answer, counted from the connection.
    pub(crate) silence: Option<Range<Duration>>,
}

#[async_trait]
impl Connector for Engine {
    async fn connect(&self, environment: &BTreeMap<String, String>) -> Result<Box<dyn ContainerRuntime>, ConnectError> {
        let engine = self.there()?;
        Ok(match self.silence.clone() {
            Some(silence) => Box::new(silent(self.runtime.clone(), silence)),
            None => engine.connect(environment).await?,
        })
    }

    async fn own_images(&self, environment: &BTreeMap<String, String>) -> Result<Box<dyn OwnImages>, ConnectError> {
        self.there()?.own_images(environment).await
    }
}

impl Engine {
    fn there(&self) -> Result<&InMemory, ConnectError> {
        self.engine.as_ref().ok_or_else(|| ConnectError::NoSocket { endpoint: Endpoint::default() })
    }
}

fn silent(runtime: MemoryRuntime, silence: Range<Duration>) -> FaultRuntime<MemoryRuntime> {
    let connected = Instant::now();
    FaultRuntime::with_rule(runtime, move |_: &Call| match silence.contains(&connected.elapsed()) {
        true => Verdict::Fail(RuntimeErrorKind::Unavailable),
        false => Verdict::Pass,
    })
}

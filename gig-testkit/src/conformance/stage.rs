//! Where a sequence plays: a project of its own, and the few words in which all sequences are written.

use std::fmt;
use std::time::Duration;

use gig_core::name::{BaseName, InstanceName, ProjectName, Slot};
use gig_core::platform::{Configuration, InstanceKey, InstanceSpec, Network, NetworkAttachment};
use gig_core::runtime::{
    ContainerRuntime, Inspection, InstanceId, Observed, ObservedInstance, RunState, RuntimeError, RuntimeErrorKind,
    RuntimeResult,
};

use super::bench::{Bench, Fixture};
use crate::example::valid;

/// How long anything that must happen may take.
const DEADLINE: Duration = Duration::from_secs(30);
/// How often it is looked whether it has happened.
const PAUSE: Duration = Duration::from_millis(50);

/// Whether a sentence holds.
pub type Verdict = Result<(), Failure>;

/// Why a sentence does not hold: what was found, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(String);

impl Failure {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<RuntimeError> for Failure {
    fn from(error: RuntimeError) -> Self {
        Self(format!("{error} ({:?})", error.kind))
    }
}

impl From<String> for Failure {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// Fails where `found` is not `expected`.
pub(super) fn same<T: PartialEq + fmt::Debug>(what: &str, found: T, expected: T) -> Verdict {
    holds(found == expected, || format!("{what}: found {found:?}, expected {expected:?}"))
}

/// Fails where `condition` does not hold.
pub(super) fn holds(condition: bool, otherwise: impl FnOnce() -> String) -> Verdict {
    if condition { Ok(()) } else { Err(Failure(otherwise())) }
}

/// Fails where a call was not refused like this.
pub(super) fn refused<T>(result: RuntimeResult<T>, expected: RuntimeErrorKind) -> Verdict {
    match result {
        Ok(_) => Err(Failure(format!("the call succeeded, expected it to be refused as {expected:?}"))),
        Err(error) if error.kind == expected => Ok(()),
        Err(error) => Err(Failure(format!("{error}: found {:?}, expected {expected:?}", error.kind))),
    }
}

/// A project of its own on the runtime under test.
pub struct Stage<'a> {
    bench: &'a dyn Bench,
    project: ProjectName,
}

impl<'a> Stage<'a> {
    pub(super) fn new(bench: &'a dyn Bench) -> Self {
        Self { bench, project: bench.fresh_project() }
    }

    pub(super) fn bench(&self) -> &dyn Bench {
        self.bench
    }

    pub(super) fn project(&self) -> &ProjectName {
        &self.project
    }

    pub(super) fn runtime(&self) -> &dyn ContainerRuntime {
        self.bench.runtime()
    }

    /// Returns the name of something of the project on the engine.
    pub(super) fn name(&self, part: &str) -> String {
        format!("{}_{part}", self.project)
    }

    /// Returns one of the project's networks, which need not be there.
    pub(super) fn network(&self, key: &str) -> Network {
        Network::new(valid(key), self.name(key))
    }

    pub(super) fn key(&self, service: &str) -> InstanceKey {
        InstanceKey { project: self.project.clone(), service: valid(service), ordinal: 1 }
    }

    pub(super) fn instance_name(&self, service: &str, slot: Slot) -> InstanceName {
        let base: BaseName = valid(&self.name(service));
        InstanceName::new(base, slot)
    }

    /// Specifies an instance in service on the project's default network, its configuration changed by `change`.
    pub(super) fn spec_with(
        &self,
        service: &str,
        fixture: Fixture,
        change: impl FnOnce(&mut Configuration),
    ) -> InstanceSpec {
        let mut configuration = self.bench.configuration(fixture);
        configuration.networks = vec![NetworkAttachment::new(self.name("default"), Vec::new())];
        change(&mut configuration);
        InstanceSpec::new(self.key(service), self.instance_name(service, Slot::Base), configuration)
    }

    /// Specifies an instance in service on the project's default network.
    pub(super) fn spec(&self, service: &str, fixture: Fixture) -> InstanceSpec {
        self.spec_with(service, fixture, |_| {})
    }

    /// Makes an instance, after the project's default network.
    pub(super) async fn make(&self, spec: &InstanceSpec) -> Result<InstanceId, Failure> {
        self.runtime().ensure_network(&self.project, &self.network("default")).await?;
        Ok(self.runtime().create(spec).await?)
    }

    /// Makes an instance and starts it.
    pub(super) async fn launch(&self, spec: &InstanceSpec) -> Result<InstanceId, Failure> {
        let id = self.make(spec).await?;
        self.runtime().start(&id, None).await?;
        Ok(id)
    }

    /// Makes an instance in service.
    pub(super) async fn created(&self, service: &str, fixture: Fixture) -> Result<InstanceId, Failure> {
        self.make(&self.spec(service, fixture)).await
    }

    /// Makes an instance in service and starts it; the service is ready to be stopped when this returns.
    pub(super) async fn running(&self, service: &str, fixture: Fixture) -> Result<InstanceId, Failure> {
        let id = self.launch(&self.spec(service, fixture)).await?;
        if fixture == Fixture::Service {
            self.until_greeted(&id, 1).await?;
        }
        Ok(id)
    }

    /// Waits until an instance has written `count` lines of greeting. A process that has only just begun cannot be
    /// asked to stop yet.
    pub(super) async fn until_greeted(&self, id: &InstanceId, count: usize) -> Result<Vec<String>, Failure> {
        let greeting = self.bench.greeting();
        let began = self.bench.clock().now();
        loop {
            let lines = self.runtime().log_tail(id, 100).await?;
            if lines.iter().filter(|line| **line == greeting).count() >= count {
                return Ok(lines);
            }
            if self.bench.clock().now() - began > DEADLINE {
                return Err(Failure(format!("log: found {lines:?}, expected `{greeting}` {count} times")));
            }
            self.bench.clock().sleep(PAUSE).await;
        }
    }

    /// Looks closely at an instance that must be there.
    pub(super) async fn look(&self, id: &InstanceId) -> Result<Inspection, Failure> {
        let inspection = self.runtime().inspect(id).await?;
        inspection.ok_or_else(|| Failure(format!("there is no instance {}", id.short())))
    }

    pub(super) async fn observed(&self) -> Result<Observed, Failure> {
        Ok(self.runtime().observe(&self.project).await?)
    }

    /// Finds an instance of the project, which must be there.
    pub(super) async fn seen(&self, id: &InstanceId) -> Result<ObservedInstance, Failure> {
        let found = self.observed().await?.instances.into_iter().find(|instance| instance.id == *id);
        found.ok_or_else(|| Failure(format!("instance {} is not observed among the project's", id.short())))
    }

    /// Waits until a close look at an instance shows what must happen.
    pub(super) async fn until(
        &self,
        id: &InstanceId,
        what: &str,
        happened: impl Fn(&Inspection) -> bool,
    ) -> Result<Inspection, Failure> {
        let began = self.bench.clock().now();
        loop {
            let inspection = self.look(id).await?;
            if happened(&inspection) {
                return Ok(inspection);
            }
            if self.bench.clock().now() - began > DEADLINE {
                let Inspection { state, health, exit_code, restarts, .. } = inspection;
                let found = format!("{state:?}, {health:?}, exit code {exit_code:?}, {restarts} restarts");
                return Err(Failure(format!("after {DEADLINE:?} still not {what}: found {found}")));
            }
            self.bench.clock().sleep(PAUSE).await;
        }
    }

    /// Waits until an instance has ended.
    pub(super) async fn until_ended(&self, id: &InstanceId) -> Result<Inspection, Failure> {
        self.until(id, "ended", |inspection| inspection.state == RunState::Exited).await
    }
}

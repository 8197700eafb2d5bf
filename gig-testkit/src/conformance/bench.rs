//! What a runtime under test brings along.

use async_trait::async_trait;
use gig_core::clock::Clock;
use gig_core::name::ProjectName;
use gig_core::platform::{Configuration, Hook};
use gig_core::runtime::{ContainerRuntime, InstanceId};

/// A runtime under test, with what the sequences need to try it.
#[async_trait]
pub trait Bench: Send + Sync {
    /// Returns the runtime.
    fn runtime(&self) -> &dyn ContainerRuntime;

    /// Returns the clock by which the runtime's instances live.
    fn clock(&self) -> &dyn Clock;

    /// Returns the name of a project that nobody has used before.
    fn fresh_project(&self) -> ProjectName;

    /// Returns a configuration whose instances behave like this. Its image is present, except for
    /// [`Fixture::Absent`]; it has no networks, ports or mounts, and restart policy `no`.
    fn configuration(&self, fixture: Fixture) -> Configuration;

    /// Returns the line that [`Fixture::Service`] writes once at each start.
    fn greeting(&self) -> String;

    /// Returns a hook for [`Fixture::Service`] that writes one line, which ends with `line`, and has that exit code.
    fn hook(&self, line: &str, exit_code: i64) -> Hook;

    /// Returns a hook whose program is not there.
    fn broken_hook(&self) -> Hook;

    /// Returns a TCP port of the host that nothing holds, and that no other sequence gets.
    fn free_port(&self) -> u16;

    /// Makes a container of that name that gig did not make; it runs, and publishes `port` on the host.
    ///
    /// # Errors
    /// A text that says why it cannot.
    async fn stranger(&self, name: &str, port: u16) -> Result<InstanceId, String>;

    /// Returns the names under which an instance can be reached on a network, its id aside.
    ///
    /// # Errors
    /// A text that says why it cannot.
    async fn aliases(&self, id: &InstanceId, network: &str) -> Result<Vec<String>, String>;

    /// Removes everything of that project, and the strangers whose names begin with the project's.
    ///
    /// # Errors
    /// A text that says what could not be removed.
    async fn clean_up(&self, project: &ProjectName) -> Result<(), String>;
}

/// How an instance behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fixture {
    /// It runs until it is asked to stop, and then ends at once with exit code 0.
    Service,
    /// It runs, and goes on when it is asked to stop.
    Stubborn,
    /// It ends at once with exit code 0.
    Succeeds,
    /// It ends at once with exit code 3.
    Fails,
    /// It behaves like [`Service`](Self::Service); its image declares a volume at `/data`.
    WithVolume,
    /// It behaves like [`Service`](Self::Service), and its health check passes within some seconds.
    Healthy,
    /// It behaves like [`Service`](Self::Service), and its health check fails for good within some seconds.
    Sick,
    /// The engine cannot start it.
    Broken,
    /// Its image is not there.
    Absent,
}

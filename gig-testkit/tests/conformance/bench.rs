//! The bench of the engine in memory.

use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use gig_core::clock::Clock;
use gig_core::name::ProjectName;
use gig_core::platform::{Configuration, Hook};
use gig_core::runtime::{ContainerRuntime, InstanceId};
use gig_testkit::clock::VirtualClock;
use gig_testkit::conformance::{Bench, Fixture};
use gig_testkit::example::valid;
use gig_testkit::fault::{FaultRuntime, Rule};
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime, StrangerScript};

/// An engine of its own for each sequence, so there is nothing to clean up.
pub(crate) struct MemoryBench {
    world: MemoryRuntime,
    runtime: FaultRuntime<MemoryRuntime>,
    clock: VirtualClock,
    counter: AtomicU16,
}

impl MemoryBench {
    pub(crate) fn new() -> Self {
        let world = MemoryRuntime::new();
        for (fixture, behaviour) in behaviours() {
            world.image(image(fixture), behaviour);
        }
        let runtime = FaultRuntime::new(world.clone());
        Self { world, runtime, clock: VirtualClock::new(), counter: AtomicU16::new(0) }
    }

    /// Makes an engine of which calls go wrong.
    pub(crate) fn with_rule(rule: impl Rule + 'static) -> Self {
        let bench = Self::new();
        bench.runtime.install(rule).forget();
        bench
    }

    fn count(&self) -> u16 {
        self.counter.fetch_add(1, Ordering::Relaxed)
    }
}

fn image(fixture: Fixture) -> &'static str {
    match fixture {
        Fixture::Service => "fixture/service:1",
        Fixture::Stubborn => "fixture/stubborn:1",
        Fixture::Succeeds => "fixture/succeeds:1",
        Fixture::Fails => "fixture/fails:1",
        Fixture::WithVolume => "fixture/volume:1",
        Fixture::Healthy => "fixture/healthy:1",
        Fixture::Sick => "fixture/sick:1",
        Fixture::Broken => "fixture/broken:1",
        Fixture::Absent => "fixture/absent:1",
    }
}

fn behaviours() -> Vec<(Fixture, ImageBehaviour)> {
    let soon = Duration::from_secs(2);
    vec![
        (Fixture::Service, service()),
        (Fixture::Stubborn, ImageBehaviour::runs().ignoring_stop()),
        (Fixture::Succeeds, ImageBehaviour::exits(0, Duration::ZERO)),
        (Fixture::Fails, ImageBehaviour::exits(3, Duration::from_millis(20))),
        (Fixture::WithVolume, ImageBehaviour::runs().with_volume("/data")),
        (Fixture::Healthy, ImageBehaviour::becomes_healthy(soon)),
        (Fixture::Sick, ImageBehaviour::becomes_unhealthy(soon)),
        (Fixture::Broken, ImageBehaviour::fails_to_start()),
        (Fixture::Absent, ImageBehaviour::runs().missing()),
    ]
}

fn service() -> ImageBehaviour {
    ImageBehaviour::runs()
        .with_hook(&["/hook", "migrated", "0"], 0, "migrated")
        .with_hook(&["/hook", "no such table", "3"], 3, "no such table")
        .with_hook(&["/not/there"], 127, "no such file or directory")
}

#[async_trait]
impl Bench for MemoryBench {
    fn runtime(&self) -> &dyn ContainerRuntime {
        &self.runtime
    }

    fn clock(&self) -> &dyn Clock {
        &self.clock
    }

    fn fresh_project(&self) -> ProjectName {
        valid(&format!("shop{}", self.count()))
    }

    fn hook(&self, line: &str, exit_code: i64) -> Hook {
        Hook::new(vec!["/hook".to_owned(), line.to_owned(), exit_code.to_string()])
    }

    fn broken_hook(&self) -> Hook {
        Hook::new(vec!["/not/there".to_owned()])
    }

    fn configuration(&self, fixture: Fixture) -> Configuration {
        Configuration::new(valid(image(fixture)))
    }

    fn greeting(&self) -> String {
        "ready".to_owned()
    }

    fn free_port(&self) -> u16 {
        20_000 + self.count()
    }

    async fn stranger(&self, name: &str, port: u16) -> Result<InstanceId, String> {
        Ok(self.world.stranger(StrangerScript::new(name).port(port)))
    }

    async fn aliases(&self, id: &InstanceId, network: &str) -> Result<Vec<String>, String> {
        Ok(self.world.aliases(id, network))
    }

    async fn clean_up(&self, _: &ProjectName) -> Result<(), String> {
        Ok(())
    }
}

//! An engine in memory, a platform and a recorder: what a plan is carried out with.

use gig_core::execute::{Execution, ExecutionReport, LaneOutcome, execute};
use gig_core::name::Slot;
use gig_core::plan::Plan;
use gig_core::platform::{InstanceKey, InstanceSpec, Platform, Service};
use gig_core::runtime::{ContainerRuntime, InstanceId, RunState};
use gig_testkit::clock::VirtualClock;
use gig_testkit::example::platform;
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime};
use gig_testkit::recorder::Recorder;

use super::plans::named;

/// Project `shop`: an engine, what the file says, and what was told.
pub(crate) struct Bench {
    pub(crate) runtime: MemoryRuntime,
    pub(crate) platform: Platform,
    pub(crate) recorder: Recorder,
}

impl Bench {
    /// A platform of services that each have an image of their own, all of which run when they are started.
    pub(crate) fn of(services: &[&str]) -> Self {
        let runtime = MemoryRuntime::new();
        let mut platform = platform("shop").build();
        platform.services = services.iter().copied().map(service).collect();
        runtime.network("shop_default", Some(&platform.project));
        for name in services {
            runtime.image(&format!("{name}:1"), ImageBehaviour::runs());
        }
        Self { runtime, platform, recorder: Recorder::new() }
    }

    /// Service `web`, which has data, runs; the file has a new release of it, which behaves so.
    pub(crate) fn with_release(behaviour: ImageBehaviour) -> (Self, InstanceId) {
        let release = |image| {
            let described = platform("shop").service("web", image, |web| web.named_volume("data", "/data"));
            described.build()
        };
        let runtime = MemoryRuntime::new();
        let old = runtime.place_platform(&release("web:1")).remove(0);
        runtime.image("web:2", behaviour);
        (Self { runtime, platform: release("web:2"), recorder: Recorder::new() }, old)
    }

    /// Makes the instance in service of `service`.
    pub(crate) fn place(&self, service: &Service, state: RunState) -> InstanceId {
        let key = InstanceKey { project: self.platform.project.clone(), service: service.name.clone(), ordinal: 1 };
        let spec = InstanceSpec::new(key, named(service, Slot::Base), service.configuration.clone());
        self.runtime.place(&spec, state)
    }

    /// The first service of the file.
    pub(crate) fn service(&self) -> &Service {
        &self.platform.services[0]
    }

    /// Carries a plan out on the engine itself.
    pub(crate) async fn execute(&self, plan: &Plan) -> ExecutionReport {
        self.execute_on(&self.runtime, plan).await
    }

    /// Carries a plan out on what stands before the engine.
    pub(crate) async fn execute_on(&self, runtime: &dyn ContainerRuntime, plan: &Plan) -> ExecutionReport {
        let clock = VirtualClock::new();
        execute(plan, Execution::new(runtime, &self.platform, &self.recorder, &clock)).await
    }

    /// The calls that may change something, in their order.
    pub(crate) fn changes(&self) -> Vec<String> {
        let calls = self.runtime.calls().into_iter().filter(|recorded| recorded.call.is_mutating());
        calls.map(|recorded| recorded.to_string()).collect()
    }

    /// What is there: `shop_web up`, in the order of the names.
    pub(crate) async fn standing(&self) -> Vec<String> {
        let observed =
            self.runtime.observe(&self.platform.project).await.expect("the engine in memory can be observed");
        let instances = observed.instances.iter();
        let mut lines: Vec<String> = instances.map(|seen| format!("{} {}", seen.name, seen.state)).collect();
        lines.sort();
        lines
    }
}

/// A service of image `<name>:1` that has nothing of its own.
pub(crate) fn service(name: &str) -> Service {
    platform("shop").service(name, &format!("{name}:1"), |service| service).build().services.remove(0)
}

pub(crate) fn outcomes(report: &ExecutionReport) -> Vec<LaneOutcome> {
    report.lanes.iter().map(|lane| lane.outcome).collect()
}

//! An engine in memory, a platform and a journal: what a plan is carried out with.

use std::sync::Mutex;

use gig_core::execute::{Event, EventSink, Execution, ExecutionReport, LaneOutcome, execute};
use gig_core::name::Slot;
use gig_core::plan::Plan;
use gig_core::platform::{
    Configuration, InstanceKey, InstanceSpec, Network, NetworkAttachment, Platform, RestartPolicy, Service,
};
use gig_core::runtime::{ContainerRuntime, InstanceId, RunState};
use gig_testkit::clock::VirtualClock;
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime};

use super::plans::named;

/// Project `shop`: an engine, what the file says, and what was told.
pub(crate) struct Bench {
    pub(crate) runtime: MemoryRuntime,
    pub(crate) platform: Platform,
    pub(crate) journal: Journal,
}

impl Bench {
    /// A platform of services that each have an image of their own, all of which run when they are started.
    pub(crate) fn of(services: &[&str]) -> Self {
        let runtime = MemoryRuntime::new();
        let mut platform = Platform::new("shop".parse().unwrap(), "test".parse().unwrap());
        platform.networks = vec![Network::new("default".parse().unwrap(), "shop_default".to_owned())];
        platform.services = services.iter().copied().map(service).collect();
        runtime.network("shop_default", Some(&platform.project));
        for name in services {
            runtime.image(&format!("{name}:1"), ImageBehaviour::runs());
        }
        Self { runtime, platform, journal: Journal::default() }
    }

    /// Service `web` runs, and the file has a new release of it, which behaves so.
    pub(crate) fn with_release(behaviour: ImageBehaviour) -> (Self, InstanceId) {
        let mut bench = Self::of(&["web"]);
        let old = bench.place(&service("web"), RunState::Running);
        bench.runtime.image("web:2", behaviour);
        bench.platform.services = vec![release("web", "web:2")];
        (bench, old)
    }

    pub(crate) fn place(&self, service: &Service, state: RunState) -> InstanceId {
        let key = InstanceKey { project: self.platform.project.clone(), service: service.name.clone(), ordinal: 1 };
        let spec = InstanceSpec::new(key, named(service, Slot::Base), service.configuration.clone());
        self.runtime.place(&spec, state)
    }

    pub(crate) fn service(&self) -> &Service {
        &self.platform.services[0]
    }

    /// What a plan is carried out with, on the engine itself.
    pub(crate) async fn execute(&self, plan: &Plan) -> ExecutionReport {
        self.execute_on(&self.runtime, plan).await
    }

    /// What a plan is carried out with, on an engine with faults.
    pub(crate) async fn execute_on(&self, runtime: &dyn ContainerRuntime, plan: &Plan) -> ExecutionReport {
        let clock = VirtualClock::new();
        execute(plan, Execution::new(runtime, &self.platform, &self.journal, &clock)).await
    }

    /// The calls that may change something, in their order.
    pub(crate) fn changes(&self) -> Vec<String> {
        let calls = self.runtime.calls().into_iter().filter(|recorded| recorded.call.is_mutating());
        calls.map(|recorded| recorded.to_string()).collect()
    }

    /// What is there: `shop_web up`, in the order of the names.
    pub(crate) async fn standing(&self) -> Vec<String> {
        let observed = self.runtime.observe(&self.platform.project).await.unwrap();
        let instances = observed.instances.iter();
        let mut lines: Vec<String> = instances.map(|seen| format!("{} {}", seen.name, seen.state)).collect();
        lines.sort();
        lines
    }
}

/// A service of the first release, image `<name>:1`.
pub(crate) fn service(name: &str) -> Service {
    release(name, &format!("{name}:1"))
}

pub(crate) fn release(name: &str, image: &str) -> Service {
    let mut configuration = Configuration::new(image.parse().unwrap());
    configuration.restart = RestartPolicy::Always;
    configuration.networks = vec![NetworkAttachment { network: "shop_default".to_owned(), aliases: Vec::new() }];
    Service::new(name.parse().unwrap(), format!("shop_{name}").parse().unwrap(), configuration)
}

pub(crate) fn outcomes(report: &ExecutionReport) -> Vec<LaneOutcome> {
    report.lanes.iter().map(|lane| lane.outcome).collect()
}

/// Keeps what was told, without times.
#[derive(Default)]
pub(crate) struct Journal {
    lines: Mutex<Vec<String>>,
}

impl Journal {
    pub(crate) fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }
}

impl EventSink for Journal {
    fn event(&self, event: &Event<'_>) {
        let line = match event {
            Event::StepBegins { lane, action } => format!("{lane}: {} begins", word(action)),
            Event::StepDone { lane, action, .. } => format!("{lane}: {} done", word(action)),
            Event::StepFailed { lane, action, error } => format!("{lane}: {} failed: {error}", word(action)),
            Event::Pulling { lane, progress } => format!("{lane}: {}/{}", progress.current, progress.total),
            Event::PuttingBack { lane } => format!("{lane}: putting back"),
            Event::LaneEnds { lane, outcome, .. } => format!("{lane}: {outcome:?}"),
            Event::Cancelling => "cancelling".to_owned(),
            other => format!("{other:?}"),
        };
        self.lines.lock().unwrap().push(line);
    }
}

/// The name of an action, as its `Debug` begins.
fn word(action: &gig_core::plan::Action) -> String {
    format!("{action:?}").split(' ').next().unwrap_or_default().to_owned()
}

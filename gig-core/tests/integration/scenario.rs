//! What a run of gig starts from, and one run: observe, plan, execute.

pub(crate) mod namespaces;
pub(crate) mod ports;
pub(crate) mod replicas;

use std::time::Duration;

use gig_core::execute::{Execution, ExecutionReport, execute};
use gig_core::plan::{PlanOptions, Planned, Verb, plan};
use gig_core::platform::Platform;
use gig_core::runtime::{ContainerRuntime, observe_for};
use gig_testkit::clock::VirtualClock;
use gig_testkit::example::platform;
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime};
use gig_testkit::recorder::Recorder;

/// A world, and what is asked of it.
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    /// Makes the world anew.
    pub(crate) world: fn() -> MemoryRuntime,
    pub(crate) platform: Platform,
    pub(crate) options: PlanOptions,
}

impl Scenario {
    /// One run of gig, to its end.
    pub(crate) async fn run(&self, runtime: &dyn ContainerRuntime) -> ExecutionReport {
        run(runtime, &self.platform, &self.options).await
    }
}

/// Looks and decides.
pub(crate) async fn planned(runtime: &dyn ContainerRuntime, platform: &Platform, options: &PlanOptions) -> Planned {
    let observed = observe_for(runtime, platform).await.unwrap();
    plan(platform, &observed, &runtime.capabilities(), options).unwrap()
}

/// One run of gig. It has an hour, none of which passes in reality: a lane that waits for ever is found.
pub(crate) async fn run(runtime: &dyn ContainerRuntime, platform: &Platform, options: &PlanOptions) -> ExecutionReport {
    let planned = planned(runtime, platform, options).await;
    let (events, clock) = (Recorder::new(), VirtualClock::new());
    let execution = Execution::new(runtime, platform, &events, &clock);
    let ended = tokio::time::timeout(Duration::from_secs(3600), execute(&planned.plan, execution)).await;
    ended.unwrap_or_else(|_| panic!("it waits for ever:\n{planned}\n{}", events.lines().join("\n")))
}

/// The kinds of run that an interruption must not harm.
pub(crate) fn all() -> Vec<Scenario> {
    let mut all = vec![
        fresh_start(),
        update_one_of_five(),
        update_all(),
        linked_pair(),
        chain_of_four(),
        fixed_host_port(),
        anonymous_volume(),
        named_volume(),
        new_one_does_not_start(),
        missing_image(),
        removed_service(),
        restart_rm(),
    ];
    all.extend(namespaces::all());
    all.extend(ports::all());
    all.extend(replicas::all());
    all
}

fn asked(verb: Verb) -> PlanOptions {
    let mut options = PlanOptions::new(verb);
    options.patience = Duration::from_secs(30);
    options
}

/// An engine with an image for every service in two releases.
fn engine() -> MemoryRuntime {
    let runtime = MemoryRuntime::new();
    for service in ["db", "cache", "app", "web", "worker"] {
        runtime.image(&format!("{service}:1"), ImageBehaviour::runs());
        runtime.image(&format!("{service}:2"), ImageBehaviour::runs());
    }
    runtime
}

fn five(tag: u8) -> Platform {
    let tagged = |name: &str| format!("{name}:{tag}");
    platform("shop")
        .service("db", &tagged("db"), |service| service)
        .service("cache", &tagged("cache"), |service| service)
        .service("app", &tagged("app"), |service| service.needs("db").needs("cache"))
        .service("web", &tagged("web"), |service| service.needs("app"))
        .service("worker", &tagged("worker"), |service| service.needs("db"))
        .build()
}

/// A platform of three that all have a new release.
pub(crate) fn update_three() -> Scenario {
    fn three(tag: u8) -> Platform {
        five(tag).services.into_iter().take(3).fold(platform("shop").build(), |mut platform, service| {
            platform.services.push(service);
            platform
        })
    }
    fn world() -> MemoryRuntime {
        let runtime = engine();
        runtime.place_platform(&three(1));
        runtime
    }
    Scenario { name: "update three", world, platform: three(2), options: asked(Verb::Update) }
}

fn fresh_start() -> Scenario {
    Scenario { name: "fresh start", world: engine, platform: five(1), options: asked(Verb::Start) }
}

fn five_run() -> MemoryRuntime {
    let runtime = engine();
    runtime.place_platform(&five(1));
    runtime
}

fn update_one_of_five() -> Scenario {
    let platform = with_image(five(1), "web", "web:2");
    Scenario { name: "update one of five", world: five_run, platform, options: asked(Verb::Update) }
}

fn with_image(mut platform: Platform, service: &str, image: &str) -> Platform {
    for changed in platform.services.iter_mut().filter(|candidate| candidate.name.as_str() == service) {
        changed.configuration.image = image.parse().unwrap();
    }
    platform
}

fn update_all() -> Scenario {
    Scenario { name: "update all", world: five_run, platform: five(2), options: asked(Verb::Update) }
}

fn linked_pair() -> Scenario {
    fn pair(tag: u8) -> Platform {
        platform("shop")
            .service("db", &format!("db:{tag}"), |service| service.health_check(Duration::from_secs(1)))
            .service("web", &format!("web:{tag}"), |service| service.needs_healthy("db"))
            .build()
    }
    fn world() -> MemoryRuntime {
        let runtime = engine();
        runtime.image("db:2", ImageBehaviour::becomes_healthy(Duration::from_secs(3)));
        runtime.place_platform(&pair(1));
        runtime
    }
    Scenario { name: "linked pair", world, platform: pair(2), options: asked(Verb::Update) }
}

fn chain_of_four() -> Scenario {
    fn world() -> MemoryRuntime {
        let runtime = engine();
        runtime.image("db:1", ImageBehaviour::becomes_healthy(Duration::from_secs(2)));
        runtime.image("cache:1", ImageBehaviour::exits(0, Duration::from_secs(1)));
        runtime
    }
    let platform = platform("shop")
        .service("web", "web:1", |service| service.needs("app"))
        .service("app", "app:1", |service| service.needs_completed("cache"))
        .service("cache", "cache:1", |service| service.job().needs_healthy("db"))
        .service("db", "db:1", |service| service)
        .build();
    Scenario { name: "chain of four", world, platform, options: asked(Verb::Start) }
}

fn fixed_host_port() -> Scenario {
    fn with_port(tag: u8) -> Platform {
        platform("shop").service("web", &format!("web:{tag}"), |service| service.port(8080, 80)).build()
    }
    fn world() -> MemoryRuntime {
        let runtime = engine();
        runtime.place_platform(&with_port(1));
        runtime
    }
    Scenario { name: "fixed host port", world, platform: with_port(2), options: asked(Verb::Update) }
}

fn anonymous_volume() -> Scenario {
    fn with_volume(tag: u8) -> Platform {
        platform("shop").service("db", &format!("db:{tag}"), |service| service.anonymous_volume("/data")).build()
    }
    fn world() -> MemoryRuntime {
        let runtime = MemoryRuntime::new();
        runtime.image("db:1", ImageBehaviour::runs().with_volume("/declared"));
        runtime.image("db:2", ImageBehaviour::runs().with_volume("/declared"));
        runtime.place_platform(&with_volume(1));
        runtime.write_token("shop_db", "/data", "rows");
        runtime.write_token("shop_db", "/declared", "declared rows");
        runtime
    }
    Scenario { name: "anonymous volume", world, platform: with_volume(2), options: asked(Verb::Update) }
}

fn named_volume() -> Scenario {
    fn with_volume(tag: u8) -> Platform {
        platform("shop").service("db", &format!("db:{tag}"), |service| service.named_volume("data", "/data")).build()
    }
    fn world() -> MemoryRuntime {
        let runtime = engine();
        runtime.place_platform(&with_volume(1));
        runtime.write_token("shop_db", "/data", "rows");
        runtime
    }
    Scenario { name: "named volume", world, platform: with_volume(2), options: asked(Verb::Update) }
}

fn new_one_does_not_start() -> Scenario {
    fn world() -> MemoryRuntime {
        let runtime = five_run();
        runtime.image("web:3", ImageBehaviour::exits(1, Duration::from_millis(200)));
        runtime
    }
    let platform = with_image(five(1), "web", "web:3");
    Scenario { name: "new one does not start", world, platform, options: asked(Verb::Update) }
}

fn missing_image() -> Scenario {
    fn world() -> MemoryRuntime {
        let runtime = five_run();
        runtime.image("app:9", ImageBehaviour::runs().missing());
        runtime
    }
    let platform = with_image(five(2), "app", "app:9");
    Scenario { name: "missing image", world, platform, options: asked(Verb::Update) }
}

fn removed_service() -> Scenario {
    let mut platform = five(1);
    platform.services.retain(|service| service.name.as_str() != "worker");
    let mut options = asked(Verb::Update);
    options.remove_orphans = true;
    Scenario { name: "removed service", world: five_run, platform, options }
}

fn restart_rm() -> Scenario {
    let options = asked(Verb::RestartRm).named(vec!["app".parse().unwrap()]);
    Scenario { name: "restartrm", world: five_run, platform: five(1), options }
}

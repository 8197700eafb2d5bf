//! Runs in which services live in the namespaces of others.

use std::time::Duration;

use gig_core::plan::{Selection, Verb};
use gig_core::platform::{HookPoint, Platform, Scale};
use gig_core::runtime::RunState;
use gig_testkit::example::{platform, valid};
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime};

use super::{Scenario, asked, engine};

pub(crate) fn all() -> Vec<Scenario> {
    vec![
        first_start(),
        replaced_below(),
        replaced_below_alone(),
        both_replaced(),
        all_three_replaced(),
        put_back_below(),
        sharer_put_back(),
        started_below(),
        gone_below(),
        sharer_down(),
        restarted(),
        made_anew(),
        port_moved_below(),
        scaled_below(),
        replaced_around_hooks(),
    ]
}

/// `web` lives in the network of `app`, and `worker` in that of `web`.
fn three(tags: [&str; 3]) -> Platform {
    let [app, web, worker] = tags;
    platform("shop")
        .service("app", &format!("app:{app}"), |service| service)
        .service("web", &format!("web:{web}"), |service| service.in_network_of("app"))
        .service("worker", &format!("worker:{worker}"), |service| service.in_network_of("web"))
        .build()
}

fn world() -> MemoryRuntime {
    let runtime = engine();
    for image in ["app:3", "web:3"] {
        runtime.image(image, ImageBehaviour::exits(1, Duration::from_millis(200)));
    }
    runtime
}

fn three_run() -> MemoryRuntime {
    let runtime = world();
    runtime.place_platform(&three(["1", "1", "1"]));
    runtime
}

fn scenario(name: &'static str, world: fn() -> MemoryRuntime, tags: [&str; 3], verb: Verb) -> Scenario {
    Scenario { name, world, platform: three(tags), options: asked(verb) }
}

fn first_start() -> Scenario {
    scenario("first start of sharers", world, ["1", "1", "1"], Verb::Start)
}

fn replaced_below() -> Scenario {
    scenario("replaced below sharers", three_run, ["2", "1", "1"], Verb::Update)
}

fn replaced_below_alone() -> Scenario {
    let mut alone = scenario("replaced alone below sharers", three_run, ["2", "1", "1"], Verb::Update);
    alone.options.selection = Selection::Named(vec![valid("app")]);
    alone
}

fn both_replaced() -> Scenario {
    scenario("sharer replaced with what it shares", three_run, ["2", "2", "1"], Verb::Update)
}

fn all_three_replaced() -> Scenario {
    scenario("sharers replaced with what they share", three_run, ["2", "2", "2"], Verb::Update)
}

fn put_back_below() -> Scenario {
    scenario("put back below sharers", three_run, ["3", "1", "1"], Verb::Update)
}

fn sharer_put_back() -> Scenario {
    scenario("sharer put back", three_run, ["1", "3", "1"], Verb::Update)
}

fn started_below() -> Scenario {
    fn world() -> MemoryRuntime {
        let runtime = three_run();
        runtime.put_into("shop_app", RunState::Exited, 1);
        runtime
    }
    scenario("started below sharers", world, ["1", "1", "1"], Verb::Start)
}

fn gone_below() -> Scenario {
    fn world() -> MemoryRuntime {
        let runtime = three_run();
        runtime.take_away("shop_app");
        runtime
    }
    scenario("gone below sharers", world, ["1", "1", "1"], Verb::Start)
}

fn sharer_down() -> Scenario {
    fn world() -> MemoryRuntime {
        let runtime = three_run();
        runtime.put_into("shop_web", RunState::Exited, 0);
        runtime
    }
    scenario("replaced below a sharer that is down", world, ["2", "1", "1"], Verb::Update)
}

fn restarted() -> Scenario {
    scenario("restarted below sharers", three_run, ["1", "1", "1"], Verb::Restart)
}

fn made_anew() -> Scenario {
    scenario("made anew below sharers", three_run, ["1", "1", "1"], Verb::RestartRm)
}

/// A sharer gives its port to the service in whose network it will live.
fn port_moved_below() -> Scenario {
    fn world() -> MemoryRuntime {
        let runtime = engine();
        let before = platform("shop").service("app", "app:1", |service| service);
        runtime.place_platform(&before.service("web", "web:1", |service| service.port(8080, 80)).build());
        runtime
    }
    let platform = platform("shop")
        .service("app", "app:1", |service| service.port(8080, 80))
        .service("web", "web:1", |service| service.in_network_of("app"))
        .build();
    Scenario { name: "port moved below a sharer", world, platform, options: asked(Verb::Update) }
}

/// A second instance is nobody's namespaces.
fn scaled_below() -> Scenario {
    let mut scaled = scenario("scaled below sharers", three_run, ["1", "1", "1"], Verb::Start);
    for app in scaled.platform.services.iter_mut().filter(|service| service.name.as_str() == "app") {
        app.scale = Scale::new(2).unwrap();
    }
    scaled
}

fn replaced_around_hooks() -> Scenario {
    fn hooked(tag: u8) -> Platform {
        platform("shop")
            .service("app", &format!("app:{tag}"), |service| {
                service.hook(HookPoint::PostStart, &["migrate"]).hook(HookPoint::PreStop, &["drain"])
            })
            .service("web", "web:1", |service| service.in_network_of("app").hook(HookPoint::PostStart, &["warm"]))
            .build()
    }
    fn world() -> MemoryRuntime {
        let runtime = engine();
        runtime.place_platform(&hooked(1));
        runtime
    }
    Scenario { name: "replaced around hooks", world, platform: hooked(2), options: asked(Verb::Update) }
}

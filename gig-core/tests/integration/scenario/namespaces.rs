//! Runs in which services live in the namespaces of others.

use std::time::Duration;

use gig_core::plan::{Selection, Verb};
use gig_core::platform::Platform;
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

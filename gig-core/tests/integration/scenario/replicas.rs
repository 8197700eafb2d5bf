//! Runs over services with several instances, over names that change, and over services that follow others.

use std::time::Duration;

use gig_core::plan::Verb;
use gig_core::platform::Platform;
use gig_testkit::example::platform;
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime};

use super::{Scenario, asked, engine};

pub(super) fn all() -> Vec<Scenario> {
    vec![
        scaled_up(),
        scaled_down(),
        scaled_to_none(),
        replaced_in_turn(),
        replaced_two_at_once(),
        second_does_not_start(),
        scaled_and_replaced(),
        restarted_in_turn(),
        renamed(),
        renamed_and_does_not_start(),
        follower(),
        follower_of_a_follower(),
        follower_of_what_fails(),
        needs_if_possible_what_fails(),
    ]
}

/// A service of so many instances, between one that it needs and one that needs it.
fn scaled(count: u32, tag: u8) -> Platform {
    platform("shop")
        .service("db", "db:1", |service| service)
        .service("app", &format!("app:{tag}"), |service| service.needs("db").scale(count))
        .service("web", &format!("web:{tag}"), |service| service.needs("app"))
        .build()
}

fn three_run() -> MemoryRuntime {
    let runtime = engine();
    runtime.place_platform(&scaled(3, 1));
    runtime
}

fn scaled_up() -> Scenario {
    fn world() -> MemoryRuntime {
        let runtime = engine();
        runtime.place_platform(&scaled(1, 1));
        runtime
    }
    Scenario { name: "scaled up", world, platform: scaled(3, 1), options: asked(Verb::Start) }
}

fn scaled_down() -> Scenario {
    Scenario { name: "scaled down", world: three_run, platform: scaled(1, 1), options: asked(Verb::Start) }
}

fn scaled_to_none() -> Scenario {
    Scenario { name: "scaled to none", world: three_run, platform: scaled(0, 1), options: asked(Verb::Update) }
}

fn replaced_in_turn() -> Scenario {
    Scenario { name: "replaced in turn", world: three_run, platform: scaled(3, 2), options: asked(Verb::Update) }
}

fn replaced_two_at_once() -> Scenario {
    fn with(tag: u8) -> Platform {
        let tagged = format!("app:{tag}");
        platform("shop").service("app", &tagged, |service| service.scale(3).at_once(2).named_volume("a", "/a")).build()
    }
    fn world() -> MemoryRuntime {
        let runtime = engine();
        runtime.place_platform(&with(1));
        runtime
    }
    Scenario { name: "replaced two at once", world, platform: with(2), options: asked(Verb::Update) }
}

/// Of three, one is up to date already; of the others the first to be replaced fails.
fn second_does_not_start() -> Scenario {
    fn world() -> MemoryRuntime {
        let runtime = three_run();
        runtime.image("app:3", ImageBehaviour::exits(1, Duration::from_millis(200)));
        runtime
    }
    Scenario { name: "replica does not start", world, platform: scaled(3, 3), options: asked(Verb::Update) }
}

fn scaled_and_replaced() -> Scenario {
    Scenario { name: "scaled and replaced", world: three_run, platform: scaled(2, 2), options: asked(Verb::Update) }
}

fn restarted_in_turn() -> Scenario {
    let options = asked(Verb::Restart).named(vec!["app".parse().unwrap()]);
    Scenario { name: "restarted in turn", world: three_run, platform: scaled(3, 1), options }
}

fn named(name: &str, image: &str) -> Platform {
    platform("shop").service("web", image, |service| service.container_name(name)).build()
}

fn renamed() -> Scenario {
    fn world() -> MemoryRuntime {
        let runtime = engine();
        runtime.place_platform(&named("front", "web:1"));
        runtime
    }
    Scenario { name: "renamed", world, platform: named("shop-front", "web:1"), options: asked(Verb::Update) }
}

fn renamed_and_does_not_start() -> Scenario {
    fn world() -> MemoryRuntime {
        let runtime = engine();
        runtime.image("web:3", ImageBehaviour::exits(1, Duration::from_millis(200)));
        runtime.place_platform(&named("front", "web:1"));
        runtime
    }
    let platform = named("shop-front", "web:3");
    Scenario { name: "renamed and does not start", world, platform, options: asked(Verb::Update) }
}

/// A chain in which each is restarted after the one before it.
pub(crate) fn chain(db: &str) -> Platform {
    platform("shop")
        .service("db", db, |service| service)
        .service("app", "app:1", |service| service.restarts_after("db").scale(2))
        .service("web", "web:1", |service| service.restarts_after("app"))
        .build()
}

fn chain_runs() -> MemoryRuntime {
    let runtime = engine();
    runtime.image("db:3", ImageBehaviour::exits(1, Duration::from_millis(200)));
    runtime.place_platform(&chain("db:1"));
    runtime
}

fn follower() -> Scenario {
    let options = asked(Verb::Update).named(vec!["db".parse().unwrap()]);
    Scenario { name: "follower", world: chain_runs, platform: chain("db:2"), options }
}

/// A whole chain that follows the first of it.
pub(crate) fn follower_of_a_follower() -> Scenario {
    let options = asked(Verb::Update);
    Scenario { name: "follower of a follower", world: chain_runs, platform: chain("db:2"), options }
}

fn follower_of_what_fails() -> Scenario {
    let options = asked(Verb::Update);
    Scenario { name: "follower of what fails", world: chain_runs, platform: chain("db:3"), options }
}

/// A new one that would rather start after another, which fails.
pub(crate) fn needs_if_possible_what_fails() -> Scenario {
    fn world() -> MemoryRuntime {
        let runtime = engine();
        runtime.image("cache:3", ImageBehaviour::exits(1, Duration::from_millis(200)));
        runtime
    }
    let platform = platform("shop")
        .service("cache", "cache:3", |service| service)
        .service("web", "web:1", |service| service.needs_if_possible("cache"))
        .build();
    Scenario { name: "needs if possible what fails", world, platform, options: asked(Verb::Start) }
}

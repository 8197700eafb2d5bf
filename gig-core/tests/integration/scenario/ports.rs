//! Runs in which a port of the host passes from one service to another.

use std::time::Duration;

use gig_core::plan::Verb;
use gig_core::platform::Platform;
use gig_testkit::example::platform;
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime};

use super::{Scenario, asked, engine};

pub(super) fn all() -> Vec<Scenario> {
    vec![
        exchanged(),
        exchanged_between_dependants(),
        moved_on(),
        taken_over(),
        taken_by_a_new_one(false),
        taken_by_a_new_one(true),
    ]
}

/// Two services, one of which may need the other, with a port each.
fn two(ports: [u16; 2], images: [&str; 2], needs: bool) -> Platform {
    platform("shop")
        .service("app", images[0], |service| service.port(ports[0], 80))
        .service("web", images[1], |service| {
            let service = service.port(ports[1], 80);
            if needs { service.needs_healthy("app") } else { service }
        })
        .build()
}

fn two_run() -> MemoryRuntime {
    let runtime = engine();
    runtime.image("app:3", ImageBehaviour::exits(1, Duration::from_millis(200)));
    runtime.image("web:3", ImageBehaviour::exits(1, Duration::from_millis(200)));
    runtime.place_platform(&two([8080, 8081], ["app:1", "web:1"], false));
    runtime
}

fn exchanged() -> Scenario {
    let platform = two([8081, 8080], ["app:2", "web:2"], false);
    Scenario { name: "exchanged ports", world: two_run, platform, options: asked(Verb::Update) }
}

/// The one that needs the other has the port that the other takes.
fn exchanged_between_dependants() -> Scenario {
    let platform = two([8081, 8080], ["app:2", "web:2"], true);
    Scenario { name: "exchanged ports of dependants", world: two_run, platform, options: asked(Verb::Update) }
}

/// One takes the port of another, which takes a free one.
fn moved_on() -> Scenario {
    let platform = two([8081, 8082], ["app:2", "web:2"], false);
    Scenario { name: "ports moved on", world: two_run, platform, options: asked(Verb::Update) }
}

/// A service that is not in the file any more leaves its port to a new one.
pub(crate) fn taken_over() -> Scenario {
    fn world() -> MemoryRuntime {
        let runtime = engine();
        runtime.place_platform(&platform("shop").service("app", "app:1", |service| service.port(8080, 80)).build());
        runtime
    }
    let platform = platform("shop").service("web", "web:1", |service| service.port(8080, 80)).build();
    let mut options = asked(Verb::Update);
    options.remove_orphans = true;
    Scenario { name: "port taken over", world, platform, options }
}

/// A service moves to another port, and a new one, which it may need, takes the old one.
fn taken_by_a_new_one(is_needed: bool) -> Scenario {
    fn world() -> MemoryRuntime {
        let runtime = engine();
        runtime.place_platform(&platform("shop").service("app", "app:1", |service| service.port(8080, 80)).build());
        runtime
    }
    let platform = platform("shop")
        .service("app", "app:2", |service| {
            let service = service.port(8081, 80);
            if is_needed { service.needs("web") } else { service }
        })
        .service("web", "web:1", |service| service.port(8080, 80))
        .build();
    Scenario { name: "port taken by a new one", world, platform, options: asked(Verb::Update) }
}

/// An exchange in which the first or the second of the two does not come up.
pub(crate) fn exchange_that_fails(images: [&str; 2]) -> Scenario {
    let platform = two([8081, 8080], images, false);
    Scenario { name: "exchanged ports, and one fails", world: two_run, platform, options: asked(Verb::Update) }
}

/// One takes the port of another that does not come up with its new one.
pub(crate) fn move_that_fails() -> Scenario {
    let platform = two([8081, 8082], ["app:2", "web:3"], false);
    Scenario { name: "ports moved on, and the last fails", world: two_run, platform, options: asked(Verb::Update) }
}

/// Only one of the two that would have to let go is asked for.
pub(crate) fn half_an_exchange() -> Scenario {
    let options = asked(Verb::Update).named(vec!["app".parse().unwrap()]);
    Scenario { options, ..exchanged() }
}

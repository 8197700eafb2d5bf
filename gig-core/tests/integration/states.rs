//! Every state that a container can be in, under every verb: what is done, and what is there afterwards.
//!
//! Each cell stands in `tests/states.txt`.

use std::fmt::Write;

use gig_core::plan::{PlanOptions, Planned, Verb};
use gig_core::platform::{InstanceKey, InstanceSpec, Platform};
use gig_core::runtime::{ContainerRuntime, RunState};
use gig_testkit::example::{platform, valid};
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime};

use super::expected::check_file;
use super::scenario::{planned, run};

/// A state, with the exit code where it has one.
type Found = Option<(RunState, i64)>;

const STATES: [(&str, Found); 10] = [
    ("absent", None),
    ("created", Some((RunState::Created, 0))),
    ("up", Some((RunState::Running, 0))),
    ("paused", Some((RunState::Paused, 0))),
    ("restarting", Some((RunState::Restarting, 1))),
    ("exited 0", Some((RunState::Exited, 0))),
    ("exited 1", Some((RunState::Exited, 1))),
    ("exited 137", Some((RunState::Exited, 137))),
    ("dead", Some((RunState::Dead, 0))),
    ("removing", Some((RunState::Removing, 0))),
];

#[tokio::test(start_paused = true)]
async fn every_state_under_every_verb() {
    let mut cells = String::new();
    for (state, found) in STATES {
        for verb in Verb::ALL {
            let _ = writeln!(cells, "## {state}: {verb}\n{}", cell(found, verb).await);
        }
    }
    check_file("tests/states.txt", &cells);
}

async fn cell(found: Found, verb: Verb) -> String {
    let file = platform("shop").service("web", "web:1", |service| service).build();
    let (world, options) = (world(&file, found), PlanOptions::new(verb));
    let planned = planned(&world, &file, &options).await;
    let report = run(&world, &file, &options).await;
    assert_eq!(world.violations(), [], "{planned}");
    format!("{}-> {:?}: {}\n", steps(&planned), report.outcome(), standing(&world, &file).await)
}

/// The plan without what is done when it fails, which other tests show.
fn steps(planned: &Planned) -> String {
    let text = planned.to_string();
    text.lines().filter(|line| !line.starts_with("    else")).map(|line| format!("{line}\n")).collect()
}

fn world(file: &Platform, found: Found) -> MemoryRuntime {
    let world = MemoryRuntime::new();
    world.image("web:1", ImageBehaviour::runs());
    let Some((state, code)) = found else { return world };
    let key = InstanceKey { project: file.project.clone(), service: valid("web"), ordinal: 1 };
    let spec = InstanceSpec::new(key, valid("shop_web"), file.services[0].configuration.clone());
    if state == RunState::Exited {
        world.place_exited(&spec, code)
    } else {
        world.place(&spec, state)
    };
    world
}

async fn standing(world: &MemoryRuntime, file: &Platform) -> String {
    let observed = world.observe(&file.project).await.unwrap();
    let mut lines: Vec<String> =
        observed.instances.iter().map(|seen| format!("{} {}", seen.name, seen.state)).collect();
    lines.sort();
    if lines.is_empty() { "nothing".to_owned() } else { lines.join(", ") }
}

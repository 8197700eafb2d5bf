//! Host ports that pass from one service to another, and come back where that fails.

use gig_core::plan::{PlanError, plan};
use gig_core::runtime::{ContainerRuntime, RunState, observe_for};
use gig_testkit::memory::MemoryRuntime;

use crate::scenario::Scenario;
use crate::scenario::ports::{exchange_that_fails, half_an_exchange, move_that_fails, taken_over};

/// Runs it, and says for each that runs which port it holds.
async fn held_after(scenario: &Scenario) -> Vec<String> {
    let world = (scenario.world)();
    let report = scenario.run(&world).await;
    assert_eq!(world.violations(), [], "{report:?}");
    held(&world, scenario).await
}

async fn held(world: &MemoryRuntime, scenario: &Scenario) -> Vec<String> {
    let observed = observe_for(world, &scenario.platform).await.unwrap();
    let running = observed.instances.iter().filter(|instance| instance.state == RunState::Running);
    let port = |port: &gig_core::runtime::ObservedPort| port.host;
    let mut held: Vec<String> = running
        .map(|instance| {
            let mut ports: Vec<u16> = instance.ports.iter().filter_map(port).collect();
            ports.dedup();
            format!("{} {ports:?} {}", instance.name, instance.image)
        })
        .collect();
    held.sort();
    held
}

#[tokio::test(start_paused = true)]
async fn an_exchange_in_which_one_fails_is_put_back_whole() {
    for images in [["app:3", "web:2"], ["app:2", "web:3"], ["app:3", "web:3"]] {
        let held = held_after(&exchange_that_fails(images)).await;
        assert_eq!(held, ["shop_app [8080] app:1", "shop_web [8081] web:1"], "{images:?}");
    }
    let held = held_after(&exchange_that_fails(["app:2", "web:2"])).await;
    assert_eq!(held, ["shop_app [8081] app:2", "shop_web [8080] web:2"]);
}

#[tokio::test(start_paused = true)]
async fn who_took_a_port_gives_it_back_to_one_that_fails() {
    let held = held_after(&move_that_fails()).await;
    assert_eq!(held, ["shop_app [8080] app:1", "shop_web [8081] web:1"]);
}

#[tokio::test(start_paused = true)]
async fn who_keeps_a_port_is_named_before_anything_is_touched() {
    for mut scenario in [half_an_exchange(), taken_over()] {
        scenario.options.remove_orphans = false;
        let world = (scenario.world)();
        let observed = observe_for(&world, &scenario.platform).await.unwrap();
        let refused = plan(&scenario.platform, &observed, &world.capabilities(), &scenario.options);
        let Err(PlanError::PortTaken { holder, .. }) = refused else { panic!("{}: {refused:?}", scenario.name) };
        assert!(holder == "shop_web" || holder == "shop_app", "{holder}");
    }
}

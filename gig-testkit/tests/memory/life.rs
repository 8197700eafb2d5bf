//! What happens on the engine in memory by itself.

use std::time::Duration;

use gig_core::name::Slot;
use gig_core::platform::RestartPolicy;
use gig_core::runtime::{ContainerRuntime, Health, RunState, RuntimeErrorKind};
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime, StrangerScript};

use crate::{placed, spec, web};

async fn restarts_after(policy: RestartPolicy, image: ImageBehaviour, time: Duration) -> (RunState, u32) {
    let world = MemoryRuntime::new();
    world.image("shop/web:1", image);
    let id = placed(&world, &web(|service| service.restart(policy)), Slot::Base);
    world.start(&id, None).await.unwrap();
    tokio::time::sleep(time).await;
    let inspection = world.inspect(&id).await.unwrap().unwrap();
    (inspection.state, inspection.restarts)
}

#[tokio::test(start_paused = true)]
async fn restart_policies_act_with_a_wait_that_doubles() {
    let crashes = || ImageBehaviour::exits(1, Duration::ZERO);
    let millis = Duration::from_millis;
    let cases = [
        (RestartPolicy::No, crashes(), 5_000, (RunState::Exited, 0)),
        (RestartPolicy::Always, crashes(), 99, (RunState::Restarting, 0)),
        (RestartPolicy::Always, crashes(), 100, (RunState::Restarting, 1)),
        (RestartPolicy::Always, crashes(), 299, (RunState::Restarting, 1)),
        (RestartPolicy::Always, crashes(), 300, (RunState::Restarting, 2)),
        (RestartPolicy::OnFailure(2), crashes(), 5_000, (RunState::Exited, 2)),
        (RestartPolicy::OnFailure(0), ImageBehaviour::exits(0, millis(1)), 5_000, (RunState::Exited, 0)),
        (RestartPolicy::Always, ImageBehaviour::exits(0, millis(20_000)), 20_150, (RunState::Running, 1)),
        (RestartPolicy::Always, ImageBehaviour::exits(0, millis(20_000)), 40_250, (RunState::Running, 2)),
    ];
    for (policy, image, time, expected) in cases {
        assert_eq!(restarts_after(policy, image, millis(time)).await, expected, "{policy} after {time} ms");
    }
}

#[tokio::test(start_paused = true)]
async fn a_health_check_finds_what_its_image_says_when_its_time_has_come() {
    let world = MemoryRuntime::new();
    world.image("shop/web:1", ImageBehaviour::becomes_healthy(Duration::from_secs(5)));
    let id = placed(&world, &web(|service| service), Slot::Base);
    world.start(&id, None).await.unwrap();
    assert_eq!(world.inspect(&id).await.unwrap().unwrap().health, Health::Starting);
    tokio::time::sleep(Duration::from_secs(5)).await;
    assert_eq!(world.inspect(&id).await.unwrap().unwrap().health, Health::Healthy);
}

#[tokio::test(start_paused = true)]
async fn an_instance_that_ignores_being_asked_is_killed_after_its_grace() {
    let world = MemoryRuntime::new();
    world.image("shop/web:1", ImageBehaviour::runs().ignoring_stop());
    let id = placed(&world, &web(|service| service.stop_grace(Duration::from_secs(7))), Slot::Base);
    world.start(&id, None).await.unwrap();
    let before = tokio::time::Instant::now();
    world.stop(&id, None).await.unwrap();
    assert_eq!(before.elapsed(), Duration::from_secs(7));
    assert_eq!(world.inspect(&id).await.unwrap().unwrap().exit_code, Some(137));
}

#[tokio::test(start_paused = true)]
async fn the_engine_stops_an_instance_to_the_end_even_when_nobody_waits() {
    let world = MemoryRuntime::new();
    world.image("shop/web:1", ImageBehaviour::runs().ignoring_stop());
    let id = placed(&world, &web(|service| service), Slot::Base);
    world.start(&id, None).await.unwrap();
    let wait = tokio::time::timeout(Duration::from_secs(1), world.stop(&id, Some(Duration::from_secs(3)))).await;
    assert!(wait.is_err());
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(world.inspect(&id).await.unwrap().unwrap().state, RunState::Exited);
}

#[tokio::test(start_paused = true)]
async fn a_start_that_cannot_have_its_port_leaves_the_instance_created() {
    let world = MemoryRuntime::new();
    world.stranger(StrangerScript::new("other").port(8080));
    let id = placed(&world, &web(|service| service.port(8080, 80)), Slot::Base);
    let error = world.start(&id, None).await.unwrap_err();
    assert_eq!(error.kind, RuntimeErrorKind::Other);
    let inspection = world.inspect(&id).await.unwrap().unwrap();
    assert_eq!((inspection.state, inspection.started), (RunState::Created, None));
}

#[tokio::test(start_paused = true)]
async fn every_state_can_be_placed_and_is_seen() {
    let shop = web(|service| service);
    let states = [
        RunState::Created,
        RunState::Running,
        RunState::Paused,
        RunState::Restarting,
        RunState::Exited,
        RunState::Dead,
        RunState::Removing,
    ];
    for state in states {
        let world = MemoryRuntime::new();
        world.place(&spec(&shop, Slot::Base), state);
        assert_eq!(world.observe(&shop.project).await.unwrap().instances[0].state, state);
    }
}

#[tokio::test(start_paused = true)]
async fn an_engine_that_starts_again_starts_what_its_policy_asks_for() {
    let cases = [
        (RestartPolicy::Always, RunState::Exited, RunState::Running),
        (RestartPolicy::UnlessStopped, RunState::Running, RunState::Running),
        (RestartPolicy::UnlessStopped, RunState::Exited, RunState::Exited),
        (RestartPolicy::No, RunState::Running, RunState::Exited),
    ];
    for (policy, before, after) in cases {
        let world = MemoryRuntime::new();
        let shop = web(|service| service.restart(policy));
        let id = world.place(&spec(&shop, Slot::Base), before);
        world.restart_engine();
        assert_eq!(world.inspect(&id).await.unwrap().unwrap().state, after, "{policy} {before}");
    }
}

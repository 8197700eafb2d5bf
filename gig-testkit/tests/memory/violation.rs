//! What the engine in memory notices, and how data shows.

use gig_core::name::Slot;
use gig_core::platform::InheritedVolume;
use gig_core::runtime::{ContainerRuntime, RunState, RuntimeErrorKind};
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime, StrangerScript, Violation};

use crate::{placed, spec, web};

#[tokio::test(start_paused = true)]
async fn two_instances_of_a_service_on_one_volume_are_a_violation() {
    let world = MemoryRuntime::new();
    let shop = web(|service| service.named_volume("data", "/data"));
    let first = placed(&world, &shop, Slot::Base);
    let second = placed(&world, &shop, Slot::Next);
    world.start(&first, None).await.unwrap();
    assert_eq!(world.violations(), []);
    world.start(&second, None).await.unwrap();
    assert!(matches!(&world.violations()[..], [Violation::SharedWrite { data, .. }] if data == "shop_data"));
}

#[tokio::test(start_paused = true)]
async fn what_must_never_be_done_is_noticed() {
    let world = MemoryRuntime::new();
    let shop = web(|service| service.named_volume("data", "/data"));
    let web = world.place(&spec(&shop, Slot::Base), RunState::Running);
    let stranger = world.stranger(StrangerScript::new("shop_web-1"));
    world.stop(&stranger, None).await.unwrap();
    assert!(world.remove(&web).await.is_err());
    world.stop(&web, None).await.unwrap();
    assert!(world.remove_volume("shop_data").await.is_err());
    world.remove(&web).await.unwrap();
    world.remove_volume("shop_data").await.unwrap();
    let noticed: Vec<String> = world.violations().iter().map(ToString::to_string).collect();
    let expected = [
        "touched what is not gig's: stop instance shop_web-1",
        "tried to remove `shop_web` while it lived",
        "removed volume `shop_data` with data in it",
    ];
    assert_eq!(noticed, expected);
}

#[tokio::test(start_paused = true)]
async fn data_moves_with_an_inherited_volume_and_shows() {
    let world = MemoryRuntime::new();
    world.image("shop/web:1", ImageBehaviour::runs().with_volume("/data"));
    let shop = web(|service| service);
    let old = world.place(&spec(&shop, Slot::Base), RunState::Running);
    world.write_token("shop_web", "/data", "precious");
    let volume = world.volume_at("shop_web", "/data");
    let inherited = vec![InheritedVolume { target: "/data".to_owned(), volume }];
    world.stop(&old, None).await.unwrap();
    let new = world.create(&spec(&shop, Slot::Next).inheriting(inherited)).await.unwrap();
    world.remove(&old).await.unwrap();
    world.start(&new, None).await.unwrap();
    assert_eq!(world.content("shop_web.next", "/data"), ["precious", "shop/web:1"]);
    assert!(world.normalized().contains("volume with [precious, shop/web:1] at /data"), "{}", world.normalized());
}

#[tokio::test(start_paused = true)]
async fn a_volume_that_is_gone_is_not_made_again_in_silence() {
    let world = MemoryRuntime::new();
    let shop = web(|service| service.anonymous_volume("/data"));
    world.place(&spec(&shop, Slot::Base), RunState::Running);
    let gone = InheritedVolume { target: "/data".to_owned(), volume: "0".repeat(64) };
    let error = world.create(&spec(&shop, Slot::Next).inheriting(vec![gone])).await.unwrap_err();
    assert_eq!(error.kind, RuntimeErrorKind::NotFound);
}

#[tokio::test(start_paused = true)]
async fn an_instance_of_a_project_that_nobody_looked_at_is_foreign() {
    let world = MemoryRuntime::new();
    let id = world.stranger(
        StrangerScript::new("shop_web")
            .label("gig.project", "shop")
            .label("gig.service", "web")
            .label("gig.ordinal", "1")
            .label("gig.base-name", "shop_web")
            .label("gig.restart", "always"),
    );
    world.stop(&id, None).await.unwrap();
    assert_eq!(world.violations().len(), 1);
    world.observe(&"shop".parse().unwrap()).await.unwrap();
    world.start(&id, None).await.unwrap();
    assert_eq!(world.violations().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn worlds_with_the_same_past_look_the_same_and_others_do_not() {
    let run = async |tag: &str| {
        let world = MemoryRuntime::new();
        let shop = web(|service| service.named_volume("data", "/data").environment("TAG", tag));
        let id = placed(&world, &shop, Slot::Base);
        world.start(&id, None).await.unwrap();
        world.normalized()
    };
    assert_eq!(run("1").await, run("1").await);
    assert_ne!(run("1").await, run("2").await);
}

//! Images of the engine in memory, and that calls of several callers come between each other.

use std::sync::Mutex;
use std::time::Duration;

use futures_util::future::join;
use gig_core::name::Slot;
use gig_core::platform::{ImageReference, Pull};
use gig_core::runtime::{ContainerRuntime, RunState, RuntimeErrorKind, WantedImage};
use gig_testkit::memory::{Availability, ImageBehaviour, MemoryRuntime};
use tokio::time::Instant;

use crate::{spec, web};

fn image() -> ImageReference {
    "shop/web:1".parse().unwrap()
}

async fn prepared(availability: Availability, pull: Pull) -> Result<Duration, RuntimeErrorKind> {
    let world = MemoryRuntime::new();
    world.image("shop/web:1", ImageBehaviour::runs().available(availability));
    let began = Instant::now();
    let facts = world.prepare_image(&WantedImage::new(image(), pull), &|_| {}).await.map_err(|error| error.kind)?;
    assert_eq!(world.observe(&"shop".parse().unwrap()).await.unwrap().images["shop/web:1"], facts.id);
    Ok(began.elapsed())
}

#[tokio::test(start_paused = true)]
async fn an_image_is_had_from_where_it_is() {
    let slow = Duration::from_secs(8);
    let unavailable = Err(RuntimeErrorKind::ImageUnavailable);
    let cases = [
        (Availability::Present, Pull::Never, Ok(Duration::ZERO)),
        (Availability::Present, Pull::Always, Ok(Duration::ZERO)),
        (Availability::Local, Pull::Missing, Ok(Duration::ZERO)),
        (Availability::Local, Pull::Always, unavailable),
        (Availability::Pullable(slow), Pull::Missing, Ok(slow)),
        (Availability::Pullable(slow), Pull::Never, unavailable),
        (Availability::Missing, Pull::Missing, unavailable),
        (Availability::Unauthorized, Pull::Missing, Err(RuntimeErrorKind::Unauthorized)),
    ];
    for (availability, pull, expected) in cases {
        assert_eq!(prepared(availability, pull).await, expected, "{availability:?} {pull:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn fetching_tells_how_far_it_has_come() {
    let world = MemoryRuntime::new();
    world.image("shop/web:1", ImageBehaviour::runs().pullable(Duration::from_secs(1)));
    let heard = Mutex::new(Vec::new());
    let hear = |progress: gig_core::runtime::PullProgress| heard.lock().unwrap().push(progress.current);
    world.prepare_image(&WantedImage::new(image(), Pull::Missing), &hear).await.unwrap();
    assert_eq!(heard.into_inner().unwrap(), [1, 2, 3, 4]);
}

#[tokio::test(start_paused = true)]
async fn a_new_image_of_the_registry_is_had_once_it_is_fetched() {
    let world = MemoryRuntime::new();
    let old = world.image("shop/web:1", ImageBehaviour::runs());
    let id = world.place(&spec(&web(|service| service), Slot::Base), RunState::Running);
    let new = world.publish("shop/web:1", ImageBehaviour::runs());
    assert_eq!(world.prepare_image(&WantedImage::new(image(), Pull::Missing), &|_| {}).await.unwrap().id, old);
    assert_eq!(world.prepare_image(&WantedImage::new(image(), Pull::Always), &|_| {}).await.unwrap().id, new);
    assert_eq!(world.inspect(&id).await.unwrap().unwrap().image_id, old);
}

#[tokio::test(start_paused = true)]
async fn calls_of_two_callers_come_between_each_other() {
    let world = MemoryRuntime::new();
    let id = world.place(&spec(&web(|service| service), Slot::Base), RunState::Running);
    let caller = async || {
        for _ in 0..2 {
            world.inspect(&id).await.unwrap();
            world.log_tail(&id, 1).await.unwrap();
        }
    };
    join(caller(), caller()).await;
    let operations: Vec<&str> = world.calls().iter().map(|recorded| recorded.call.operation()).collect();
    assert_eq!(
        operations[..4],
        ["inspect instance", "inspect instance", "read log of instance", "read log of instance"]
    );
}

//! What the engine in memory does, beside the contract that every runtime keeps.

#![expect(clippy::unwrap_used, reason = "what is unexpected fails the test")]

mod image;
mod life;
mod violation;

use gig_core::name::{InstanceName, Slot};
use gig_core::platform::{InstanceKey, InstanceSpec, Platform};
use gig_core::runtime::{InstanceId, RunState};
use gig_testkit::example::{ServiceExample, platform};
use gig_testkit::memory::MemoryRuntime;

/// One service `web` of image `shop/web:1`, described by `describe`.
fn web(describe: impl FnOnce(ServiceExample) -> ServiceExample) -> Platform {
    platform("shop").service("web", "shop/web:1", describe).build()
}

fn spec(platform: &Platform, slot: Slot) -> InstanceSpec {
    let service = &platform.services[0];
    let key = InstanceKey { project: platform.project.clone(), service: service.name.clone(), ordinal: 1 };
    InstanceSpec::new(key, InstanceName::new(service.base_name.clone(), slot), service.configuration.clone())
}

/// Places an instance of `platform` that was created only.
fn placed(world: &MemoryRuntime, platform: &Platform, slot: Slot) -> InstanceId {
    world.place(&spec(platform, slot), RunState::Created)
}

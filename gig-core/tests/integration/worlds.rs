//! Worlds drawn by chance: a platform, and an engine in any state that a run, a hand or a crash may have left.

use std::num::NonZeroU32;

use gig_core::name::{InstanceName, Slot};
use gig_core::platform::{Condition, Dependency, InstanceKey, InstanceSpec, Platform, Scale, Service};
use gig_core::runtime::RunState;
use gig_testkit::example::{platform, valid};
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// A service: what it needs of those before it, and what there is of it.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    needs: Vec<(usize, Need)>,
    /// How many instances it is to have.
    scale: u32,
    /// How many of them give way at once; 0 is all.
    at_once: u32,
    /// What there is of each ordinal, by slot.
    replicas: Vec<Slots>,
}

/// What there is of one instance, by slot: its state, and whether it is of the new release.
type Slots = [Option<(RunState, bool)>; 5];

/// How a service needs another.
#[derive(Debug, Clone, Copy)]
enum Need {
    Started,
    Healthy,
    StartedAndFollowed,
    /// It lives in the network of its first instance.
    Shared,
}

/// A platform of up to six services with a new release each, and what there is of each.
pub(crate) fn services() -> impl Strategy<Value = Vec<Drawn>> {
    vec(service(), 1..6)
}

fn service() -> impl Strategy<Value = Drawn> {
    let need =
        prop_oneof![Just(Need::Started), Just(Need::Healthy), Just(Need::StartedAndFollowed), Just(Need::Shared)];
    let needs = vec((0..6_usize, need), 0..3);
    let scale = prop_oneof![4 => Just(1_u32), 1 => 0..4_u32];
    let replicas = prop_oneof![3 => vec(slots(), 1..=1), 1 => vec(slots(), 0..4)];
    (needs, scale, 0..3_u32, replicas).prop_map(|(needs, scale, at_once, replicas)| Drawn {
        needs,
        scale,
        at_once,
        replicas,
    })
}

fn slots() -> impl Strategy<Value = Slots> {
    let kept = || option::weighted(0.25, (Just(RunState::Exited), any::<bool>()));
    let next = option::weighted(0.2, (Just(RunState::Created), any::<bool>()));
    let base = option::weighted(0.8, (state(), any::<bool>()));
    (base, next, kept(), kept(), kept())
        .prop_map(|(base, next, old, previous, failed)| [base, next, old, previous, failed])
}

fn state() -> impl Strategy<Value = RunState> {
    prop_oneof![
        4 => Just(RunState::Running),
        1 => Just(RunState::Exited),
        1 => Just(RunState::Created),
        1 => Just(RunState::Paused),
        1 => Just(RunState::Dead),
    ]
}

/// What the file says.
pub(crate) fn file(services: &[Drawn]) -> Platform {
    let mut file = platform("shop").build();
    file.services.extend((0..services.len()).map(|index| described(services, index, 2)));
    file
}

fn described(services: &[Drawn], index: usize, tag: u8) -> Service {
    let drawn = &services[index];
    let name = format!("s{index}");
    let one = platform("shop").service(&name, &format!("{name}:{tag}"), |service| service).build();
    let mut service = one.services[0].clone();
    service.scale = Scale::new(drawn.scale).unwrap();
    service.updating.parallelism = NonZeroU32::new(drawn.at_once);
    for (other, need) in drawn.needs.iter().filter(|(other, _)| *other < index) {
        let condition = if matches!(need, Need::Healthy) { Condition::Healthy } else { Condition::Started };
        let other = valid(&format!("s{other}"));
        service.depends_on.retain(|need| need.service != other);
        let mut dependency = Dependency::new(other, condition);
        dependency.restarts = matches!(need, Need::StartedAndFollowed);
        service.depends_on.push(dependency);
    }
    if let Some(other) = shared(services, index) {
        share(&mut service, other);
    }
    service
}

/// Returns the last of those that a service draws to share the network of; what has no instance cannot be shared.
fn shared(services: &[Drawn], index: usize) -> Option<usize> {
    let needs = services[index].needs.iter().rev();
    let mut shared = needs.filter(|(_, need)| matches!(need, Need::Shared)).map(|(other, _)| *other);
    shared.find(|other| *other < index && services[*other].scale > 0)
}

fn share(service: &mut Service, other: usize) {
    let mut dependency = Dependency::new(valid(&format!("s{other}")), Condition::Started);
    (dependency.restarts, dependency.shares) = (true, true);
    service.depends_on.retain(|need| need.service != dependency.service);
    service.depends_on.push(dependency);
    service.configuration.networks.clear();
    service.configuration.network_mode = Some(format!("container:shop_s{other}"));
}

/// The engine: every release runs when it is started.
pub(crate) fn engine(services: &[Drawn]) -> MemoryRuntime {
    let runtime = MemoryRuntime::new();
    for index in 0..services.len() {
        for tag in [1, 2] {
            runtime.image(&format!("s{index}:{tag}"), ImageBehaviour::runs());
        }
        // What was shared may be gone since.
        let name = shared(services, index).map(|other| format!("shop_s{other}"));
        let gone = name.filter(|name| !runtime.names().contains(name));
        gone.iter().for_each(|_| place_shared(&runtime, services, index));
        place(&runtime, services, index);
        gone.iter().for_each(|name| runtime.take_away(name));
    }
    runtime
}

fn place_shared(runtime: &MemoryRuntime, services: &[Drawn], index: usize) {
    let Some(other) = shared(services, index) else { return };
    let mut other = described(services, other, 1);
    other.configuration.network_mode = None;
    runtime.place(&spec(&other, 1, Slot::Base), RunState::Running);
}

fn place(runtime: &MemoryRuntime, services: &[Drawn], index: usize) {
    for (ordinal, slots) in (1..).zip(&services[index].replicas) {
        for (slot, found) in Slot::ALL.into_iter().zip(slots) {
            if let Some((state, is_new)) = *found {
                let service = described(services, index, if is_new { 2 } else { 1 });
                runtime.place(&spec(&service, ordinal, slot), state);
            }
        }
    }
}

fn spec(service: &Service, ordinal: u32, slot: Slot) -> InstanceSpec {
    let key = InstanceKey { project: valid("shop"), service: service.name.clone(), ordinal };
    let name = InstanceName::new(service.base_name.of_ordinal(ordinal), slot);
    InstanceSpec::new(key, name, service.configuration.clone())
}

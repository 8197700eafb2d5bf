//! Worlds drawn by chance: a platform, and an engine in any state that a run, a hand or a crash may have left.

use gig_core::name::{InstanceName, Slot};
use gig_core::platform::{Condition, Dependency, InstanceKey, InstanceSpec, Platform, Service};
use gig_core::runtime::RunState;
use gig_testkit::example::{platform, valid};
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// A service: what it needs of those before it, and what there is of it.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    needs: Vec<(usize, bool)>,
    slots: [Option<(RunState, bool)>; 5],
}

/// A platform of up to six services with a new release each, and what there is of each.
pub(crate) fn services() -> impl Strategy<Value = Vec<Drawn>> {
    vec(service(), 1..6)
}

fn service() -> impl Strategy<Value = Drawn> {
    let needs = vec((0..6_usize, any::<bool>()), 0..3);
    let kept = || option::weighted(0.25, (Just(RunState::Exited), any::<bool>()));
    let next = option::weighted(0.2, (Just(RunState::Created), any::<bool>()));
    let base = option::weighted(0.8, (state(), any::<bool>()));
    (needs, base, next, kept(), kept(), kept()).prop_map(|(needs, base, next, old, previous, failed)| Drawn {
        needs,
        slots: [base, next, old, previous, failed],
    })
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
    for (index, drawn) in services.iter().enumerate() {
        file.services.push(described(index, drawn, 2));
    }
    file
}

fn described(index: usize, drawn: &Drawn, tag: u8) -> Service {
    let name = format!("s{index}");
    let one = platform("shop").service(&name, &format!("{name}:{tag}"), |service| service).build();
    let mut service = one.services[0].clone();
    for (other, healthy) in drawn.needs.iter().filter(|(other, _)| *other < index) {
        let condition = if *healthy { Condition::Healthy } else { Condition::Started };
        let other = valid(&format!("s{other}"));
        service.depends_on.retain(|need| need.service != other);
        service.depends_on.push(Dependency::new(other, condition));
    }
    service
}

/// The engine: every release runs when it is started.
pub(crate) fn engine(services: &[Drawn]) -> MemoryRuntime {
    let runtime = MemoryRuntime::new();
    for (index, drawn) in services.iter().enumerate() {
        for tag in [1, 2] {
            runtime.image(&format!("s{index}:{tag}"), ImageBehaviour::runs());
        }
        for (slot, found) in Slot::ALL.into_iter().zip(drawn.slots) {
            if let Some((state, is_new)) = found {
                let service = described(index, drawn, if is_new { 2 } else { 1 });
                runtime.place(&spec(&service, slot), state);
            }
        }
    }
    runtime
}

fn spec(service: &Service, slot: Slot) -> InstanceSpec {
    let key = InstanceKey { project: valid("shop"), service: service.name.clone(), ordinal: 1 };
    let name = InstanceName::new(service.base_name.clone(), slot);
    InstanceSpec::new(key, name, service.configuration.clone())
}

//! What holds for every platform and every world.

use std::collections::BTreeMap;

use gig_core::name::ServiceName;
use gig_core::plan::{PlanOptions, Verb, plan};
use gig_core::platform::Platform;
use gig_core::runtime::{Capabilities, observe_for};
use gig_testkit::call::Call;
use gig_testkit::memory::{MemoryRuntime, StrangerScript};
use proptest::prelude::*;

use super::scenario::{planned, run};
use super::worlds::{engine, file, services};

/// Runs asynchronous work on a clock that costs no time.
fn paused<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap().block_on(work)
}

fn lasting_verb() -> impl Strategy<Value = Verb> {
    prop_oneof![Just(Verb::Start), Just(Verb::Update), Just(Verb::Stop), Just(Verb::Rm)]
}

fn verb() -> impl Strategy<Value = Verb> {
    proptest::sample::select(Verb::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_second_run_has_nothing_to_do(drawn in services(), verb in lasting_verb()) {
        paused(async {
            let (world, file, options) = (engine(&drawn), file(&drawn), PlanOptions::new(verb));
            let report = run(&world, &file, &options).await;
            let again = planned(&world, &file, &options).await;
            assert!(again.plan.is_empty(), "{again}after {report:?}\n{}", world.normalized());
            assert_eq!(world.violations(), []);
            assert_eq!(world.in_lost_namespaces(), Vec::<String>::new(), "{report:?}");
        });
    }

    #[test]
    fn equal_input_gives_an_equal_plan_in_whatever_order_the_engine_answers(drawn in services(), verb in verb()) {
        paused(async {
            let (world, file, options) = (engine(&drawn), file(&drawn), PlanOptions::new(verb));
            let observed = observe_for(&world, &file).await.unwrap();
            let mut reversed = observed.clone();
            reversed.instances.reverse();
            reversed.networks.reverse();
            let make = |observed| plan(&file, observed, &Capabilities::engine(), &options).unwrap();
            assert_eq!(make(&observed), make(&reversed));
        });
    }

    #[test]
    fn a_service_starts_after_what_it_needs(drawn in services(), verb in verb()) {
        paused(async {
            let (world, file) = (engine(&drawn), file(&drawn));
            let _ = run(&world, &file, &PlanOptions::new(verb)).await;
            let order = starts(&world);
            for service in &file.services {
                for need in &service.depends_on {
                    let needed = instances(&file, &need.service).filter_map(|name| order.get(&name)).max();
                    let dependant = instances(&file, &service.name).filter_map(|name| order.get(&name)).min();
                    assert!(needed.zip(dependant).is_none_or(|(needed, dependant)| needed < dependant), "{order:?}");
                }
            }
        });
    }

    #[test]
    fn no_call_is_made_on_a_stranger(drawn in services(), verb in verb(), names in hostile_names()) {
        paused(async {
            let (world, file) = (engine(&drawn), file(&drawn));
            let strangers: Vec<_> = names.iter().map(|name| world.stranger(hostile(name))).collect();
            let observed = observe_for(&world, &file).await.unwrap();
            if plan(&file, &observed, &Capabilities::engine(), &PlanOptions::new(verb)).is_ok() {
                let _ = run(&world, &file, &PlanOptions::new(verb)).await;
            }
            let touched = world.calls().into_iter().filter(|recorded| !matches!(recorded.call, Call::Observe(_)));
            let touched = touched.filter(|recorded| recorded.instance.as_ref().is_some_and(|id| strangers.contains(id)));
            assert_eq!(touched.map(|recorded| recorded.to_string()).collect::<Vec<_>>(), Vec::<String>::new());
            assert_eq!(world.violations(), []);
        });
    }
}

/// Lists the names in service of all instances that a service is to have.
fn instances(file: &Platform, service: &ServiceName) -> impl Iterator<Item = String> {
    let service = file.service(service).unwrap();
    service.replicas().map(|replica| service.base_name.of_ordinal(replica.ordinal).to_string())
}

/// Returns when the instance in service was first started, by its name.
fn starts(world: &MemoryRuntime) -> BTreeMap<String, usize> {
    let mut order = BTreeMap::new();
    for (moment, recorded) in world.calls().into_iter().enumerate() {
        if matches!(recorded.call, Call::Start(_)) {
            order.entry(recorded.name).or_insert(moment);
        }
    }
    order
}

/// Names that a careless selection would take for the project's own.
fn hostile_names() -> impl Strategy<Value = Vec<String>> {
    let name = prop_oneof![
        "shop_s[0-9]-old",
        "shop_s[0-9]\\.(next|old|previous|failed|lock|1)",
        "(my|x)?shop-?s[0-9]",
        "foo\\.shop_s[0-9]",
        "SHOP_S[0-9]",
        "shop_s[0-9]",
        "shop2?_s[0-9]x",
        "s[0-9]",
    ];
    proptest::collection::btree_set(name, 0..30).prop_map(|names| names.into_iter().collect())
}

fn hostile(name: &str) -> StrangerScript {
    StrangerScript::new(name)
        .label("com.docker.compose.project", "shop")
        .label("gig.service", "s0")
        .label("gig.project", "shop2")
}

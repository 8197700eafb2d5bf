//! What rules make of calls.

#![expect(clippy::unwrap_used, reason = "what is unexpected fails the test")]

use std::time::Duration;

use gig_core::name::{InstanceName, Slot};
use gig_core::platform::{InstanceKey, InstanceSpec};
use gig_core::runtime::{ContainerRuntime, InstanceId, RunState, RuntimeErrorKind};
use gig_testkit::example::platform;
use gig_testkit::fault::{FaultRuntime, Verdict, nth_call, nth_mutating_call};
use gig_testkit::memory::MemoryRuntime;

/// An engine with one instance that was created only.
fn world() -> (MemoryRuntime, InstanceId) {
    let shop = platform("shop").service("web", "shop/web:1", |service| service).build();
    let service = &shop.services[0];
    let key = InstanceKey { project: shop.project.clone(), service: service.name.clone(), ordinal: 1 };
    let name = InstanceName::new(service.base_name.clone(), Slot::Base);
    let world = MemoryRuntime::new();
    let id = world.place(&InstanceSpec::new(key, name, service.configuration.clone()), RunState::Created);
    (world, id)
}

/// Starts an instance under `verdict`: how the call ended, where it ended, and whether the instance runs.
async fn start_under(verdict: Verdict) -> (Option<Result<(), RuntimeErrorKind>>, bool) {
    let (world, id) = world();
    let fault = FaultRuntime::with_rule(world.clone(), nth_call(1, verdict));
    let ended = fault.survive(fault.start(&id, None)).await;
    let runs = world.inspect(&id).await.unwrap().unwrap().state == RunState::Running;
    (ended.map(|result| result.map_err(|error| error.kind)), runs)
}

#[tokio::test(start_paused = true)]
async fn a_verdict_decides_what_is_done_and_what_is_heard_of_it() {
    let cases = [
        (Verdict::Pass, Some(Ok(())), true),
        (Verdict::Fail(RuntimeErrorKind::Conflict), Some(Err(RuntimeErrorKind::Conflict)), false),
        (Verdict::Lose, Some(Err(RuntimeErrorKind::Unavailable)), true),
        (Verdict::Lie, Some(Ok(())), false),
        (Verdict::CrashBefore, None, false),
        (Verdict::CrashAfter, None, true),
        (Verdict::Delay(Duration::from_secs(9)), Some(Ok(())), true),
    ];
    for (verdict, ended, runs) in cases {
        assert_eq!(start_under(verdict).await, (ended, runs), "{verdict:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn no_call_of_a_dead_caller_is_carried_out() {
    let (world, id) = world();
    let fault = FaultRuntime::with_rule(world.clone(), nth_call(1, Verdict::CrashBefore));
    assert!(fault.survive(fault.inspect(&id)).await.is_none());
    let later = tokio::time::timeout(Duration::from_secs(1), fault.start(&id, None)).await;
    assert!(later.is_err());
    assert_eq!(world.inspect(&id).await.unwrap().unwrap().state, RunState::Created);
}

#[tokio::test(start_paused = true)]
async fn a_rule_is_in_force_as_long_as_its_guard() {
    let (world, id) = world();
    let fault = FaultRuntime::new(world);
    let guard = fault.install(|_: &_| Verdict::Fail(RuntimeErrorKind::Other));
    assert!(fault.inspect(&id).await.is_err());
    drop(guard);
    assert!(fault.inspect(&id).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn calls_that_only_look_are_not_counted_among_those_that_change() {
    let (world, id) = world();
    let fault = FaultRuntime::with_rule(world, nth_mutating_call(1, Verdict::Lose));
    assert!(fault.inspect(&id).await.is_ok());
    assert!(fault.start(&id, None).await.is_err());
    assert!(fault.stop(&id, None).await.is_ok());
    assert_eq!((fault.calls().len(), fault.mutating_calls()), (3, 2));
}

//! A run that is killed at any call, and the same command again: the world is as if it had not been killed.

use gig_core::plan::Verb;
use gig_testkit::call::Call;
use gig_testkit::fault::{FaultRuntime, Verdict, nth_call};
use gig_testkit::memory::MemoryRuntime;

use super::scenario::replicas::follower_of_a_follower;
use super::scenario::{Scenario, all, update_three};

/// Where a run is killed.
#[derive(Debug, Clone, Copy)]
struct Point {
    call: usize,
    verdict: Verdict,
}

#[tokio::test(start_paused = true)]
async fn a_run_killed_at_any_call_and_repeated_ends_like_one_that_was_not() {
    let mut runs = 0;
    for scenario in all() {
        let (expected, calls) = undisturbed(&scenario).await;
        for point in points(calls) {
            let world = (scenario.world)();
            crash(&scenario, &world, point).await;
            converges(&scenario, &world, &expected, &format!("{point:?}")).await;
            runs += 1;
        }
    }
    assert!(runs > 500, "only {runs} runs: the scenarios have become too small to show anything");
}

#[tokio::test(start_paused = true)]
async fn a_run_killed_at_any_call_twice_ends_like_one_that_was_not() {
    let scenario = update_three();
    let (expected, calls) = undisturbed(&scenario).await;
    for first in points(calls) {
        for second in points(calls) {
            let world = (scenario.world)();
            crash(&scenario, &world, first).await;
            crash(&scenario, &world, second).await;
            converges(&scenario, &world, &expected, &format!("{first:?} then {second:?}")).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn what_follows_another_has_started_after_it_wherever_a_run_was_killed() {
    let scenario = follower_of_a_follower();
    let (_, calls) = undisturbed(&scenario).await;
    for point in points(calls) {
        let world = (scenario.world)();
        crash(&scenario, &world, point).await;
        let _ = scenario.run(&world).await;
        let order = ["shop_db", "shop_app", "shop_web"].map(|name| last_start(&world, name));
        assert!(order.is_sorted() && order[0].is_some(), "killed {point:?}: {order:?}");
        assert!(last_start(&world, "shop_app.2") > order[0], "killed {point:?}");
    }
}

/// Returns when the instance of that name was started last, counted in calls.
fn last_start(world: &MemoryRuntime, name: &str) -> Option<usize> {
    let calls = world.calls();
    calls.iter().rposition(|recorded| matches!(recorded.call, Call::Start(_)) && recorded.name == name)
}

/// Returns how the world is after an undisturbed run, and how many calls that takes.
async fn undisturbed(scenario: &Scenario) -> (String, usize) {
    let world = (scenario.world)();
    let runtime = FaultRuntime::new(world.clone());
    let _ = scenario.run(&runtime).await;
    harmless(scenario, &world, "undisturbed");
    (world.normalized(), runtime.calls().len())
}

fn points(calls: usize) -> impl Iterator<Item = Point> {
    let verdicts = [Verdict::CrashBefore, Verdict::CrashAfter];
    (1..=calls).flat_map(move |call| verdicts.map(|verdict| Point { call, verdict }))
}

async fn crash(scenario: &Scenario, world: &MemoryRuntime, point: Point) {
    let runtime = FaultRuntime::with_rule(world.clone(), nth_call(point.call, point.verdict));
    let _ = runtime.survive(scenario.run(&runtime)).await;
}

async fn converges(scenario: &Scenario, world: &MemoryRuntime, expected: &str, after: &str) {
    let killed = world.normalized();
    let _ = scenario.run(world).await;
    let found = world.normalized();
    assert_eq!(found, expected, "{}, killed {after}; it had left\n{killed}", scenario.name);
    harmless(scenario, world, after);
    rests(scenario, world, after).await;
}

fn harmless(scenario: &Scenario, world: &MemoryRuntime, after: &str) {
    let violations: Vec<String> = world.violations().iter().map(ToString::to_string).collect();
    assert!(violations.is_empty(), "{}, killed {after}: {violations:?}", scenario.name);
    let lost = world.in_lost_namespaces();
    assert!(lost.is_empty(), "{}, killed {after}: {lost:?} live in namespaces that are gone", scenario.name);
}

/// Once more changes nothing, except where a change is what is asked for.
async fn rests(scenario: &Scenario, world: &MemoryRuntime, after: &str) {
    if matches!(scenario.options.verb, Verb::Restart | Verb::RestartRm) {
        return;
    }
    world.forget_calls();
    let _ = scenario.run(world).await;
    let carried_out = world.mutating_calls().into_iter().filter(|recorded| recorded.refused.is_none());
    let calls: Vec<String> = carried_out.map(|recorded| recorded.to_string()).collect();
    assert!(calls.is_empty(), "{}, killed {after}: a further run made {calls:?}", scenario.name);
}

//! What is done when somebody asks to stop early.

use std::time::Duration;

use gig_core::execute::{Execution, ExecutionReport, LaneOutcome, Outcome, execute};
use gig_core::plan::Plan;
use gig_testkit::clock::VirtualClock;
use gig_testkit::memory::ImageBehaviour;

use super::bench::{Bench, outcomes};
use super::plans::{fresh, plan, replacement, up};

/// Asks to stop once so many calls were made.
async fn execute_for(bench: &Bench, plan: &Plan, calls: usize) -> ExecutionReport {
    let runtime = bench.runtime.clone();
    let cancelled = async move {
        while runtime.calls().len() < calls {
            tokio::task::yield_now().await;
        }
    };
    let clock = VirtualClock::new();
    let execution = Execution::new(&bench.runtime, &bench.platform, &bench.recorder, &clock);
    execute(plan, execution.cancelled_by(cancelled)).await
}

#[tokio::test(start_paused = true)]
async fn whenever_a_replacement_is_cancelled_one_of_the_two_serves() {
    let mut accepted = 0;
    for calls in 0..12 {
        let (bench, old) = Bench::with_release(ImageBehaviour::runs());
        let plan = plan(vec![replacement(bench.service(), &old)], vec![up(bench.service())]);
        let report = execute_for(&bench, &plan, calls).await;
        let in_service = bench.runtime.id_of("shop_web");
        assert!(bench.standing().await.contains(&"shop_web up".to_owned()), "{calls} calls: {report:?}");
        assert_eq!(bench.runtime.violations(), [], "{calls} calls");
        let taken_over = in_service != old;
        assert_eq!(report.outcome() == Outcome::Done, taken_over, "{calls} calls: {report:?}");
        assert_eq!(report.outcome() == Outcome::Cancelled, !taken_over, "{calls} calls: {report:?}");
        accepted += usize::from(taken_over);
    }
    assert!((1..12).contains(&accepted), "{accepted} of 12 were accepted");
}

#[tokio::test(start_paused = true)]
async fn a_proof_is_not_waited_for() {
    let (bench, old) = Bench::with_release(ImageBehaviour::becomes_healthy(Duration::from_secs(50)));
    let plan = plan(vec![replacement(bench.service(), &old)], vec![up(bench.service())]);
    let clock = VirtualClock::new();
    let execution = Execution::new(&bench.runtime, &bench.platform, &bench.recorder, &clock);
    let cancelled = tokio::time::sleep(Duration::from_secs(10));
    let report = execute(&plan, execution.cancelled_by(cancelled)).await;

    assert!(report.cancelled && report.took < Duration::from_secs(20), "{report:?}");
    assert_eq!(outcomes(&report), [LaneOutcome::PutBack]);
    assert_eq!(report.lanes[0].error, None);
    assert_eq!(bench.runtime.id_of("shop_web"), old);
    assert_eq!(bench.standing().await, ["shop_web up", "shop_web.failed exited"]);
    assert!(bench.recorder.lines().ends_with(&[
        "cancelling".to_owned(),
        "web: puts back".to_owned(),
        "web: ends PutBack".to_owned()
    ]));
}

#[tokio::test(start_paused = true)]
async fn an_image_is_not_waited_for_and_lanes_not_begun_are_not_run() {
    let bench = Bench::of(&["a", "b"]);
    bench.runtime.image("a:1", ImageBehaviour::runs().pullable(Duration::from_secs(3600)));
    let plan = plan(vec![fresh("a", vec![]), fresh("b", vec![])], bench.platform.services.iter().map(up).collect());
    let clock = VirtualClock::new();
    let execution = Execution::new(&bench.runtime, &bench.platform, &bench.recorder, &clock).at_once(1);
    let report = execute(&plan, execution.cancelled_by(tokio::time::sleep(Duration::from_secs(1)))).await;
    assert_eq!(outcomes(&report), [LaneOutcome::PutBack, LaneOutcome::NotRun]);
    assert_eq!((report.outcome(), report.took), (Outcome::Cancelled, Duration::from_secs(1)));
}

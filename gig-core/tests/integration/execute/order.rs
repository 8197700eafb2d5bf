//! Which step is begun when.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use gig_core::execute::{Event, EventSink, Execution, LaneOutcome, Outcome, execute};
use gig_core::name::Slot;
use gig_core::plan::{Action, Milestone, Plan, Target};
use gig_testkit::clock::VirtualClock;
use gig_testkit::memory::ImageBehaviour;

use super::bench::{Bench, outcomes, service};
use super::plans::{create, fresh, lane, plan, prove, up, wait_for};
use crate::scenario::replicas::needs_if_possible_what_fails;

fn whole(bench: &Bench, lanes: Vec<gig_core::plan::Lane>) -> Plan {
    plan(lanes, bench.platform.services.iter().map(up).collect())
}

#[tokio::test(start_paused = true)]
async fn a_lane_waits_for_the_milestone_of_another() {
    let bench = Bench::of(&["db", "web"]);
    bench.runtime.image("db:1", ImageBehaviour::becomes_healthy(Duration::from_secs(3)));
    let create_web = vec![create(&service("web"), Slot::Base), wait_for("db", Milestone::Healthy)];
    let start_web = vec![Action::Start { target: Target::New }, prove(Target::New, Milestone::Started)];
    let plan = whole(&bench, vec![fresh("db", vec![]), lane("web", [create_web, start_web].concat())]);

    let report = bench.execute(&plan).await;

    assert_eq!(report.outcome(), Outcome::Done, "{report:?}");
    let expected = [
        "db: begins prepare db:1",
        "web: begins create shop_web",
        "db: done prepare db:1",
        "db: begins create shop_db",
        "web: done create shop_web",
        "db: done create shop_db",
        "db: begins start new",
        "db: done start new",
        "db: begins prove new Healthy",
        "db: done prove new Healthy",
        "db: ends Done",
        "web: begins start new",
        "web: done start new",
        "web: begins prove new Started",
        "web: done prove new Started",
        "web: ends Done",
    ];
    assert_eq!(bench.recorder.lines(), expected);
}

#[tokio::test(start_paused = true)]
async fn a_lane_that_waits_for_one_that_is_not_there_does_not_wait() {
    let bench = Bench::of(&["web"]);
    let plan = whole(&bench, vec![fresh("web", vec![wait_for("db", Milestone::Healthy)])]);
    assert_eq!(bench.execute(&plan).await.outcome(), Outcome::Done);
}

#[tokio::test(start_paused = true)]
async fn lanes_that_wait_for_each_other_come_to_an_end() {
    let bench = Bench::of(&["a", "b"]);
    let waits = |name| vec![wait_for(name, Milestone::Started)];
    let plan = whole(&bench, vec![fresh("a", waits("b")), fresh("b", waits("a"))]);
    let report = bench.execute(&plan).await;
    assert_eq!(outcomes(&report), [LaneOutcome::NotRun, LaneOutcome::NotRun]);
    assert_eq!(report.lanes[0].error.as_deref(), Some("it waits for a lane that waits for it"));
    assert_eq!(report.outcome(), Outcome::Broken);
    assert_eq!(bench.changes(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn after_a_failure_no_lane_is_begun_and_those_under_way_finish() {
    let bench = Bench::of(&["bad", "good", "late"]);
    bench.runtime.image("bad:1", ImageBehaviour::fails_to_start());
    bench.runtime.image("good:1", ImageBehaviour::becomes_healthy(Duration::from_secs(30)));
    let late = fresh("late", vec![wait_for("good", Milestone::Healthy)]);
    let plan = whole(&bench, vec![fresh("bad", vec![]), fresh("good", vec![]), late]);

    let report = bench.execute(&plan).await;

    assert_eq!(outcomes(&report), [LaneOutcome::PutBack, LaneOutcome::Done, LaneOutcome::NotRun]);
    assert_eq!(bench.standing().await, ["shop_bad.failed created", "shop_good up"]);
    assert_eq!(report.outcome(), Outcome::Broken);
}

/// Counts the steps under way.
#[derive(Default)]
struct Gauge {
    now: AtomicUsize,
    most: AtomicUsize,
}

impl EventSink for Gauge {
    fn event(&self, event: &Event<'_>) {
        match event {
            Event::StepBegins { action: Action::Prove { .. }, .. }
            | Event::StepDone { action: Action::Prove { .. }, .. } => {}
            Event::StepBegins { .. } => {
                let now = self.now.fetch_add(1, Ordering::Relaxed) + 1;
                self.most.fetch_max(now, Ordering::Relaxed);
            }
            Event::StepDone { .. } => drop(self.now.fetch_sub(1, Ordering::Relaxed)),
            _ => {}
        }
    }
}

#[tokio::test(start_paused = true)]
async fn no_more_steps_are_under_way_than_allowed() {
    let names = ["a", "b", "c", "d", "e"];
    for (parallel, expected) in [(0, 1), (1, 1), (2, 2), (5, 5), (99, 5)] {
        let bench = Bench::of(&names);
        for name in names {
            let slow = ImageBehaviour::runs().pullable(Duration::from_secs(10));
            bench.runtime.image(&format!("{name}:1"), slow);
        }
        let plan = whole(&bench, names.into_iter().map(|name| fresh(name, vec![])).collect());
        let (gauge, clock) = (Gauge::default(), VirtualClock::new());
        let execution = Execution::new(&bench.runtime, &bench.platform, &gauge, &clock).at_once(parallel);
        assert_eq!(execute(&plan, execution).await.outcome(), Outcome::Done);
        assert_eq!(gauge.most.into_inner(), expected, "{parallel} at once");
    }
}

#[tokio::test(start_paused = true)]
async fn the_same_plan_is_told_in_the_same_order() {
    let mut told = Vec::new();
    for _ in 0..3 {
        let bench = Bench::of(&["a", "b", "c"]);
        bench.runtime.image("b:1", ImageBehaviour::becomes_unhealthy(Duration::from_secs(1)));
        let waits = vec![wait_for("a", Milestone::Started)];
        let plan = whole(&bench, vec![fresh("a", vec![]), fresh("b", vec![]), fresh("c", waits)]);
        assert_eq!(bench.execute(&plan).await.outcome(), Outcome::Broken);
        told.push(bench.recorder.lines());
    }
    assert!(told.iter().all(|lines| *lines == told[0]), "{told:#?}");
}

#[tokio::test(start_paused = true)]
async fn what_is_needed_if_possible_holds_up_nobody_when_it_fails() {
    let scenario = needs_if_possible_what_fails();
    let world = (scenario.world)();
    let report = scenario.run(&world).await;
    assert_eq!(outcomes(&report), [LaneOutcome::Done, LaneOutcome::PutBack, LaneOutcome::Done], "{report:?}");
}

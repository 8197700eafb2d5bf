//! Every call of a replacement goes wrong once, in every way.

use std::time::Duration;

use gig_core::execute::{ExecutionReport, LaneOutcome, Outcome};
use gig_core::name::Slot;
use gig_core::plan::Plan;
use gig_core::runtime::{ContainerRuntime, RuntimeErrorKind};
use gig_testkit::call::Call;
use gig_testkit::fault::{FaultRuntime, Rule, Verdict, nth_call, nth_mutating_call};
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime};

use crate::execute::bench::{Bench, outcomes};
use crate::execute::plans::{plan, replacement, up};

/// A replacement that was carried out with a fault.
struct Run {
    bench: Bench,
    report: ExecutionReport,
    standing: Vec<String>,
    /// How many calls were made.
    calls: usize,
    /// Whether the name belongs to the new release.
    is_new: bool,
}

impl Run {
    async fn new(behaviour: &ImageBehaviour, rule: impl Rule + 'static) -> Self {
        let (bench, old) = Bench::with_release(behaviour.clone());
        let plan: Plan = plan(vec![replacement(bench.service(), &old)], vec![up(bench.service())]);
        let runtime: FaultRuntime<MemoryRuntime> = FaultRuntime::with_rule(bench.runtime.clone(), rule);
        let report = bench.execute_on(&runtime, &plan).await;
        let calls = bench.runtime.calls().len();
        let standing = bench.standing().await;
        let observed =
            bench.runtime.observe(&bench.platform.project).await.expect("the engine in memory can be observed");
        let is_new = observed.instances.iter().any(|seen| seen.name.slot == Slot::Base && seen.image == "web:2");
        Self { bench, report, standing, calls, is_new }
    }

    async fn undisturbed(behaviour: &ImageBehaviour) -> Self {
        Self::new(behaviour, |_: &Call| Verdict::Pass).await
    }

    fn mutating_calls(&self) -> usize {
        self.bench.changes().len()
    }

    /// Whether an instance runs that traffic reaches.
    fn serves(&self) -> bool {
        self.standing.iter().any(|line| line == "shop_web up" || line == "shop_web.old up")
    }

    /// Whether the new release runs alone, and nothing is left to be done.
    fn has_taken_over(&self) -> bool {
        let left_over = |line: &String| line.ends_with(" up") || line.contains(".old ") || line.contains(".next ");
        self.is_new && self.standing[0] == "shop_web up" && !self.standing[1..].iter().any(left_over)
    }

    fn check(&self, holds: bool, what: &str) {
        assert!(holds, "{what}\n{:#?}\n{:#?}\n{:#?}", self.report, self.standing, self.bench.changes());
    }
}

fn good() -> ImageBehaviour {
    ImageBehaviour::runs()
}

fn bad() -> ImageBehaviour {
    ImageBehaviour::becomes_unhealthy(Duration::from_secs(1))
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_is_lost_changes_nothing() {
    for behaviour in [good(), bad()] {
        let undisturbed = Run::undisturbed(&behaviour).await;
        let lost =
            [Verdict::Lose, Verdict::Fail(RuntimeErrorKind::TimedOut), Verdict::Fail(RuntimeErrorKind::Unavailable)];
        for verdict in lost {
            for n in 1..=undisturbed.calls {
                let run = Run::new(&behaviour, nth_call(n, verdict)).await;
                let same = run.bench.runtime.normalized() == undisturbed.bench.runtime.normalized()
                    && run.report.outcome() == undisturbed.report.outcome()
                    && outcomes(&run.report) == outcomes(&undisturbed.report);
                run.check(same, &format!("{verdict:?} at call {n}"));
                run.check(run.bench.runtime.violations().is_empty(), &format!("{verdict:?} at call {n}"));
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_fails_leaves_one_of_the_two_serving() {
    for behaviour in [good(), bad()] {
        let undisturbed = Run::undisturbed(&behaviour).await;
        for n in 1..=undisturbed.mutating_calls() {
            for kind in [RuntimeErrorKind::Rejected, RuntimeErrorKind::Conflict, RuntimeErrorKind::Other] {
                let run = Run::new(&behaviour, nth_mutating_call(n, Verdict::Fail(kind))).await;
                let what = format!("{kind:?} at change {n}");
                run.check(run.bench.runtime.violations().is_empty(), &what);
                run.check((run.report.outcome() == Outcome::Done) == run.has_taken_over(), &what);
                run.check((run.report.outcome() == Outcome::Broken) != run.serves(), &what);
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_starts_beside_what_could_not_be_stopped() {
    let stop_of_new = |call: &Call| {
        let is_it = matches!(call, Call::Stop(id) if id.short().ends_with('2'));
        if is_it { Verdict::Fail(RuntimeErrorKind::Other) } else { Verdict::Pass }
    };
    let run = Run::new(&bad(), stop_of_new).await;
    run.check(outcomes(&run.report) == [LaneOutcome::Stuck], "it is stuck");
    run.check(run.standing == ["shop_web exited", "shop_web.failed up"], "the old one is not started");
    run.check(run.report.outcome() == Outcome::Broken, "it says so");
    run.check(run.bench.runtime.violations().is_empty(), "nothing is written twice");
}

#[tokio::test(start_paused = true)]
async fn a_second_fault_is_told_truly() {
    let changes = Run::undisturbed(&bad()).await.mutating_calls();
    for (first, second) in (1..=changes).flat_map(|first| (first + 1..=changes).map(move |second| (first, second))) {
        let mut seen = 0;
        let twice = move |call: &Call| {
            seen += usize::from(call.is_mutating());
            let is_it = call.is_mutating() && (seen == first || seen == second);
            if is_it { Verdict::Fail(RuntimeErrorKind::Other) } else { Verdict::Pass }
        };
        let run = Run::new(&bad(), twice).await;
        let what = format!("changes {first} and {second} failed");
        run.check(run.bench.runtime.violations().is_empty(), &what);
        run.check((run.report.outcome() == Outcome::Broken) != run.serves(), &what);
        let lane = &run.report.lanes[0];
        run.check((lane.outcome == LaneOutcome::Stuck) == lane.undo_error.is_some(), &what);
        run.check(lane.outcome != LaneOutcome::PutBack || run.standing[0] == "shop_web up", &what);
    }
}

#[tokio::test(start_paused = true)]
async fn a_lie_is_never_taken_for_the_truth() {
    for behaviour in [good(), bad()] {
        let undisturbed = Run::undisturbed(&behaviour).await;
        for n in 1..=undisturbed.mutating_calls() {
            let run = Run::new(&behaviour, nth_mutating_call(n, Verdict::Lie)).await;
            let what = format!("a lie at change {n}");
            run.check(run.report.outcome() != Outcome::Done || run.has_taken_over(), &what);
            run.check((run.report.outcome() == Outcome::Broken) != run.serves(), &what);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_engine_that_is_gone_for_good_is_reported_as_unseen() {
    let undisturbed = Run::undisturbed(&good()).await;
    for n in 1..=undisturbed.calls {
        let mut seen = 0;
        let gone = move |_: &Call| {
            seen += 1;
            if seen < n { Verdict::Pass } else { Verdict::Fail(RuntimeErrorKind::Unavailable) }
        };
        let run = Run::new(&good(), gone).await;
        let what = format!("gone from call {n}");
        run.check(run.report.unseen.is_some() || !run.report.unmet.is_empty(), &what);
        run.check(matches!(run.report.outcome(), Outcome::Failed | Outcome::Broken), &what);
        run.check(run.report.outcome() == Outcome::Broken || run.serves(), &what);
        run.check(run.report.took < Duration::from_secs(60), &what);
    }
}

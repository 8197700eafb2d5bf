//! What counts as up.

use std::time::Duration;

use gig_core::execute::Outcome;
use gig_core::name::Replica;
use gig_core::plan::{Action, Expectation, Milestone, Target, Wanted};
use gig_core::runtime::RunState;
use gig_testkit::memory::ImageBehaviour;

use super::bench::{Bench, service};
use super::plans::{fresh, lane, plan, prove, up};

#[tokio::test(start_paused = true)]
async fn a_crash_loop_is_not_up() {
    for after in [0, 40, 120, 900, 4000] {
        let bench = Bench::of(&["web"]);
        bench.runtime.image("web:1", ImageBehaviour::exits(1, Duration::from_millis(after)));
        let mut lane = fresh("web", vec![]);
        if let Some(Action::Prove { settle, .. }) = lane.steps.last_mut().map(|step| &mut step.action) {
            *settle = Duration::from_secs(5);
        }
        let report = bench.execute(&plan(vec![lane], vec![up(&service("web"))])).await;
        assert_eq!(report.outcome(), Outcome::Broken, "after {after} ms: {report:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_job_is_done_when_it_has_ended_with_0() {
    for (code, outcome) in [(0, Outcome::Done), (3, Outcome::Failed)] {
        let bench = Bench::of(&["job"]);
        bench.runtime.image("job:1", ImageBehaviour::exits(code, Duration::from_secs(20)));
        let id = {
            let mut job = service("job");
            job.configuration.restart = gig_core::platform::RestartPolicy::No;
            bench.place(&job, RunState::Created)
        };
        let target = Target::Existing(id);
        let actions = vec![Action::Start { target: target.clone() }, prove(target, Milestone::Completed)];
        let expectation = Expectation { replica: Replica::first("job".parse().unwrap()), wanted: Wanted::Completed };
        let report = bench.execute(&plan(vec![lane("job", actions)], vec![expectation])).await;
        assert_eq!(report.outcome(), outcome, "{report:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_somebody_else_breaks_meanwhile_is_seen_in_the_last_look() {
    let bench = Bench::of(&["web"]);
    let id = bench.place(&service("web"), RunState::Running);
    let actions = vec![
        prove(Target::Existing(id.clone()), Milestone::Started),
        Action::Stop { target: Target::Existing(id), grace: None },
    ];
    let report = bench.execute(&plan(vec![lane("web", actions)], vec![up(&service("web"))])).await;
    assert_eq!(report.outcome(), Outcome::Broken);
    assert_eq!(report.unmet[0].seen, "exited 0");
}

use std::time::Duration;

use super::{ExecutionReport, LaneOutcome, LaneReport, Outcome, Unmet};
use crate::name::Replica;
use crate::plan::{LaneName, Wanted};

fn lane(outcome: LaneOutcome) -> LaneReport {
    LaneReport {
        lane: LaneName::Service("web".parse().unwrap()),
        outcome,
        error: None,
        undo_error: None,
        held_up_by: None,
        last_lines: Vec::new(),
        took: Duration::ZERO,
    }
}

fn unmet(wanted: Wanted, serving: bool) -> Unmet {
    let replica = Replica::first("web".parse().unwrap());
    Unmet { replica, wanted, seen: "absent".to_owned(), serving, last_lines: Vec::new() }
}

fn report(outcomes: &[LaneOutcome], unmet: Vec<Unmet>) -> ExecutionReport {
    ExecutionReport {
        lanes: outcomes.iter().copied().map(lane).collect(),
        unmet,
        unseen: None,
        cancelled: false,
        took: Duration::ZERO,
    }
}

/// What `report` says, and what it says if nobody could look, if somebody asked to stop, and if both.
fn check(report: ExecutionReport, expected: [Outcome; 4]) {
    let variants = [(false, false), (true, false), (false, true), (true, true)];
    for ((unseen, cancelled), expected) in variants.into_iter().zip(expected) {
        let unseen = unseen.then(|| "no answer".to_owned());
        let report = ExecutionReport { unseen, cancelled, ..report.clone() };
        assert_eq!(report.outcome(), expected, "{report:?}");
    }
}

fn up() -> Wanted {
    Wanted::Up { hash: None, image: None, healthy: true }
}

#[test]
fn done_is_what_was_seen_to_be_done() {
    use Outcome::{Cancelled, Done, Failed};
    check(report(&[], vec![]), [Done, Failed, Done, Cancelled]);
    check(report(&[LaneOutcome::Done], vec![]), [Done, Failed, Done, Cancelled]);
    for outcome in [LaneOutcome::NotRun, LaneOutcome::PutBack] {
        check(report(&[LaneOutcome::Done, outcome], vec![]), [Failed, Failed, Cancelled, Cancelled]);
    }
}

#[test]
fn a_lane_that_is_stuck_unseen_counts_as_down() {
    use Outcome::{Broken, Cancelled, Failed};
    check(report(&[LaneOutcome::Stuck], vec![]), [Failed, Broken, Cancelled, Cancelled]);
}

#[test]
fn what_should_run_and_does_not_serve_is_broken() {
    use Outcome::{Broken, Cancelled, Failed};
    for outcome in [LaneOutcome::Done, LaneOutcome::NotRun, LaneOutcome::PutBack, LaneOutcome::Stuck] {
        let down = report(&[outcome], vec![unmet(up(), false)]);
        check(down, [Broken, Broken, Cancelled, Cancelled]);
    }
    for wanted in [Wanted::Completed, Wanted::Stopped, Wanted::Absent] {
        check(report(&[], vec![unmet(wanted, false)]), [Failed, Failed, Cancelled, Cancelled]);
    }
    check(report(&[], vec![unmet(up(), true)]), [Failed, Failed, Cancelled, Cancelled]);
}

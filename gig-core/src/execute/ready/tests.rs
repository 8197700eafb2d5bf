use std::time::Duration;

use super::{Lanes, Move};
use crate::execute::LaneOutcome;
use crate::execute::lane::Phase;
use crate::name::ProjectName;
use crate::plan::{Action, Change, Lane, LaneName, Milestone, Plan, Reason, Step, Target, Verb};

fn name(text: &str) -> LaneName {
    LaneName::Service(text.parse().unwrap())
}

fn start() -> Action {
    Action::Start { target: Target::New }
}

fn prove() -> Action {
    Action::Prove {
        target: Target::New,
        until: Milestone::Healthy,
        within: Duration::from_secs(1),
        settle: Duration::ZERO,
    }
}

fn wait_for(lane: &str, until: Milestone) -> Action {
    Action::Await { lane: name(lane), until }
}

fn plan(lanes: Vec<(&str, Vec<Action>)>) -> Plan {
    let lane = |(text, actions): (&str, Vec<Action>)| Lane {
        name: name(text),
        change: Change::Start,
        reason: Reason::Absent,
        steps: actions.into_iter().map(|action| Step { action, if_fails: Vec::new() }).collect(),
    };
    Plan {
        format: Plan::FORMAT,
        project: "shop".parse::<ProjectName>().unwrap(),
        verb: Verb::Start,
        lanes: lanes.into_iter().map(lane).collect(),
        expectations: Vec::new(),
    }
}

/// `db` starts and becomes healthy; `web` waits for a milestone of it and starts.
fn pair(until: Milestone) -> Plan {
    plan(vec![("db", vec![start(), prove()]), ("web", vec![wait_for("db", until), start()])])
}

fn moves(lanes: &Lanes<'_>, number: usize) -> Move {
    lanes.next_move(number, lanes.is_place_free())
}

fn begin(lanes: &mut Lanes<'_>, number: usize) {
    lanes.states[number].begin(Duration::ZERO, true, None);
}

#[test]
fn a_wait_goes_on_until_the_milestone_is_reached() {
    let plan = pair(Milestone::Started);
    let mut lanes = Lanes::new(&plan, 8);
    assert_eq!((moves(&lanes, 0), moves(&lanes, 1)), (Move::Begin, Move::Stay));
    begin(&mut lanes, 0);
    assert_eq!((moves(&lanes, 0), moves(&lanes, 1)), (Move::Stay, Move::Stay));
    lanes.states[0].pass();
    assert_eq!(moves(&lanes, 1), Move::Pass);
    lanes.states[1].pass();
    assert_eq!(moves(&lanes, 1), Move::Begin);
}

#[test]
fn a_later_milestone_is_not_reached_by_an_earlier_one() {
    let plan = pair(Milestone::Healthy);
    let mut lanes = Lanes::new(&plan, 8);
    begin(&mut lanes, 0);
    lanes.states[0].pass();
    assert_eq!(moves(&lanes, 1), Move::Stay);
}

#[test]
fn a_lane_that_is_done_or_not_in_the_plan_has_reached_every_milestone() {
    for until in [Milestone::Stopped, Milestone::Started, Milestone::Healthy, Milestone::Completed, Milestone::Done] {
        let plan = pair(until);
        let mut lanes = Lanes::new(&plan, 8);
        lanes.states[0].end(LaneOutcome::Done, Duration::ZERO);
        assert_eq!(moves(&lanes, 1), Move::Pass, "{until:?}");

        let plan = self::plan(vec![("web", vec![wait_for("absent", until)])]);
        assert_eq!(moves(&Lanes::new(&plan, 8), 0), Move::Pass, "{until:?}");
    }
}

#[test]
fn what_a_lane_had_reached_does_not_count_once_it_is_put_back() {
    let phases = [
        Phase::PuttingBack,
        Phase::Ended(LaneOutcome::PutBack),
        Phase::Ended(LaneOutcome::Stuck),
        Phase::Ended(LaneOutcome::NotRun),
    ];
    for phase in phases {
        let plan = pair(Milestone::Started);
        let mut lanes = Lanes::new(&plan, 8);
        begin(&mut lanes, 0);
        lanes.states[0].pass();
        lanes.states[0].phase = phase;
        assert!(matches!(moves(&lanes, 1), Move::GiveUp(_)));
    }
}

#[test]
fn a_wait_that_may_be_in_vain_ends_with_the_lane() {
    let wait = Action::AwaitIfPossible { lane: name("db"), until: Milestone::Healthy };
    let plan = plan(vec![("db", vec![start(), prove()]), ("web", vec![wait, start()])]);
    let mut lanes = Lanes::new(&plan, 8);
    begin(&mut lanes, 0);
    lanes.states[0].pass();
    assert_eq!(moves(&lanes, 1), Move::Stay);
    for outcome in [LaneOutcome::Done, LaneOutcome::NotRun, LaneOutcome::PutBack, LaneOutcome::Stuck] {
        lanes.states[0].end(outcome, Duration::ZERO);
        assert_eq!(moves(&lanes, 1), Move::Pass, "{outcome:?}");
    }
}

#[test]
fn no_more_steps_than_places_and_a_proof_takes_none() {
    let plan = plan(vec![("a", vec![start()]), ("b", vec![start()]), ("c", vec![prove()])]);
    let mut lanes = Lanes::new(&plan, 1);
    begin(&mut lanes, 0);
    assert_eq!((moves(&lanes, 1), moves(&lanes, 2)), (Move::Stay, Move::Begin));
    lanes.states[0].pass();
    assert_eq!((moves(&lanes, 0), moves(&lanes, 1)), (Move::Finish, Move::Begin));
}

#[test]
fn a_limit_of_none_at_all_counts_as_one() {
    let plan = plan(vec![("a", vec![start()])]);
    assert_eq!(moves(&Lanes::new(&plan, 0), 0), Move::Begin);
}

#[test]
fn after_a_failure_only_what_is_under_way_goes_on() {
    let plan = plan(vec![("a", vec![start(), prove()]), ("b", vec![start()])]);
    let mut lanes = Lanes::new(&plan, 8);
    begin(&mut lanes, 0);
    lanes.states[0].pass();
    lanes.failed = true;
    assert_eq!((moves(&lanes, 0), moves(&lanes, 1)), (Move::Begin, Move::Halt));
}

#[test]
fn once_cancelled_no_step_is_begun_but_what_is_done_is_done() {
    let plan = plan(vec![("a", vec![start(), prove()]), ("b", vec![])]);
    let mut lanes = Lanes::new(&plan, 8);
    begin(&mut lanes, 0);
    lanes.states[0].pass();
    lanes.cancelled = true;
    assert_eq!((moves(&lanes, 0), moves(&lanes, 1)), (Move::Halt, Move::Finish));
}

//! What did not become what it should: why, what it said last, and what runs in its place.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use gig_core::execute::{ExecutionReport, LaneOutcome, LaneReport, Unmet};
use gig_core::name::Replica;
use gig_core::plan::{Change, LaneName, Plan, Wanted};
use gig_core::visible::visible;

use crate::render::{list, paint};

/// Tells of each failure, then what else is not as it should be.
pub(super) fn failures(plan: &Plan, report: &ExecutionReport) -> String {
    let mut text = String::new();
    for lane in report.lanes.iter().filter(|lane| lane.error.is_some()) {
        tell_failure(lane, plan, report, &mut text);
    }
    text.push_str(&amiss(report));
    if report.unseen.is_some() {
        text.push_str(&not_begun(report));
    }
    text
}

/// Names what is to be mended: what has failed by itself.
pub(super) fn causes(report: &ExecutionReport) -> Vec<String> {
    let failed = report.lanes.iter().filter(|lane| lane.error.is_some()).map(|lane| lane.lane.to_string());
    let by_itself = |unmet: &&Unmet| lane(report, &unmet.replica).is_none_or(|lane| lane.outcome == LaneOutcome::Done);
    let fallen = report.unmet.iter().filter(by_itself).map(|unmet| unmet.replica.to_string());
    failed.chain(fallen).map(|name| visible(&name).into_owned()).collect()
}

fn tell_failure(lane: &LaneReport, plan: &Plan, report: &ExecutionReport, text: &mut String) {
    let error = lane.error.as_deref().unwrap_or_default();
    let _infallible = writeln!(text, "  {}  {}", name(&lane.lane), paint::bad(visible(error)));
    if let Some(undo) = &lane.undo_error {
        let _infallible = writeln!(text, "    and it could not be put back: {}", visible(undo));
    }
    if let Some(now) = now(lane, plan, report) {
        let _infallible = writeln!(text, "    {now}");
    }
    tell_lines(&lane.last_lines, text);
}

/// Says what is there now in place of what failed.
fn now(lane: &LaneReport, plan: &Plan, report: &ExecutionReport) -> Option<String> {
    let unmet = report.unmet.iter().find(|unmet| is_about(&lane.lane, &unmet.replica))?;
    let replaces = plan.lane(&lane.lane).is_some_and(|lane| lane.change == Change::Replace);
    if replaces && unmet.serving && lane.outcome == LaneOutcome::PutBack {
        return Some("put back: the one before is in service".to_owned());
    }
    Some(format!("now: {}", visible(&unmet.seen)))
}

fn tell_lines(lines: &[String], text: &mut String) {
    let Some((lines, repeated)) = last_run(lines) else { return };
    let again = if repeated { ", again and again" } else { "" };
    let _infallible = writeln!(text, "    its last lines{again}:");
    for line in lines {
        let _infallible = writeln!(text, "    | {}", visible(line));
    }
}

/// What the engine starts again says the same again: of a repetition the last is shown.
fn last_run(lines: &[String]) -> Option<(&[String], bool)> {
    let repeats = |period: &usize| lines.iter().zip(&lines[*period..]).all(|(line, later)| line == later);
    match (1..=lines.len() / 2).find(repeats) {
        Some(period) => Some((&lines[lines.len() - period..], true)),
        None => (!lines.is_empty()).then_some((lines, false)),
    }
}

/// Tells what is not as it should be and has not been told of, in as few lines as can be.
fn amiss(report: &ExecutionReport) -> String {
    let mut alike: Vec<(String, Vec<&Unmet>)> = Vec::new();
    for unmet in
        report.unmet.iter().filter(|unmet| lane(report, &unmet.replica).is_none_or(|lane| lane.error.is_none()))
    {
        let words = words(unmet, report);
        match alike.iter_mut().find(|(known, others)| *known == words && others[0].last_lines == unmet.last_lines) {
            Some((_, others)) => others.push(unmet),
            None => alike.push((words, vec![unmet])),
        }
    }
    let mut text = String::new();
    for (words, alike) in alike {
        let _infallible =
            writeln!(text, "  {}  {words}", list(alike.iter().map(|unmet| paint::strong(&unmet.replica))));
        tell_lines(&alike[0].last_lines, &mut text);
    }
    text
}

fn words(unmet: &Unmet, report: &ExecutionReport) -> String {
    let lane = lane(report, &unmet.replica);
    let is_untouched = lane.is_some_and(|lane| lane.outcome == LaneOutcome::NotRun);
    if is_untouched && unmet.serving && matches!(unmet.wanted, Wanted::Up { .. }) {
        return "as before: not begun".to_owned();
    }
    let seen = paint::bad(visible(&unmet.seen));
    match lane.and_then(|lane| lane.held_up_by.as_ref()) {
        Some(lane) => format!("{seen}, waiting for {}", name(root(lane, report))),
        None => format!("{seen}, should be {}", wanted(unmet)),
    }
}

/// Follows who waits for whom to the one that is to blame.
fn root<'a>(lane: &'a LaneName, report: &'a ExecutionReport) -> &'a LaneName {
    let held_up: BTreeMap<&LaneName, &LaneName> =
        report.lanes.iter().filter_map(|lane| Some((&lane.lane, lane.held_up_by.as_ref()?))).collect();
    let mut at = lane;
    for _ in 0..held_up.len() {
        at = held_up.get(at).copied().unwrap_or(at);
    }
    at
}

fn wanted(unmet: &Unmet) -> &'static str {
    match unmet.wanted {
        Wanted::Up { healthy: true, .. } => "up and healthy",
        Wanted::Up { hash: Some(_), .. } if unmet.serving => "up as the file says",
        Wanted::Up { .. } => "up",
        Wanted::Completed => "completed",
        Wanted::Stopped => "stopped",
        Wanted::Absent => "absent",
    }
}

fn not_begun(report: &ExecutionReport) -> String {
    let lanes = report.lanes.iter().filter(|lane| lane.outcome == LaneOutcome::NotRun && lane.error.is_none());
    let names = list(lanes.map(|lane| visible(&lane.lane.to_string()).into_owned()));
    if names.is_empty() { names } else { format!("  not begun: {names}\n") }
}

fn lane<'a>(report: &'a ExecutionReport, replica: &Replica) -> Option<&'a LaneReport> {
    report.lanes.iter().find(|lane| is_about(&lane.lane, replica))
}

fn is_about(lane: &LaneName, replica: &Replica) -> bool {
    lane.replica().as_ref() == Some(replica)
}

fn name(lane: &LaneName) -> String {
    paint::strong(visible(&lane.to_string()))
}

#[cfg(test)]
mod tests {
    use super::last_run;

    #[test]
    fn of_a_repetition_the_last_is_shown() {
        let check = |lines: &[&str], expected: Option<(&[&str], bool)>| {
            let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
            let found =
                last_run(&lines).map(|(lines, repeated)| (lines.iter().map(String::as_str).collect(), repeated));
            assert_eq!(found, expected.map(|(lines, repeated)| (lines.to_vec(), repeated)));
        };
        check(&[], None);
        check(&["a"], Some((&["a"], false)));
        check(&["a", "b"], Some((&["a", "b"], false)));
        check(&["a", "a"], Some((&["a"], true)));
        check(&["a", "b", "a", "b"], Some((&["a", "b"], true)));
        check(&["b", "a", "b", "a", "b"], Some((&["a", "b"], true)));
        check(&["b", "c", "a", "b", "c", "d"], Some((&["b", "c", "a", "b", "c", "d"], false)));
    }
}

//! What became of a plan: what changed and why, what failed, what runs now, and the command to go on with.

use std::fmt::Write as _;

use gig_core::execute::{ExecutionReport, LaneOutcome, LaneReport, Outcome, Unmet};
use gig_core::name::ServiceName;
use gig_core::plan::{LaneName, Plan, Planned};
use gig_core::visible::visible;

use super::change::past;
use super::plan::{already, untouched};
use super::table::columns;
use super::{list, paint, seconds};

/// Tells what became of a plan.
pub(crate) fn outcome(planned: &Planned, report: &ExecutionReport) -> String {
    let mut text = String::new();
    if report.outcome() == Outcome::Done && planned.plan.is_empty() {
        return text;
    }
    text.push('\n');
    text.push_str(&changed(&planned.plan, report));
    report.lanes.iter().for_each(|lane| tell_failure(lane, &mut text));
    let untold = report.unmet.iter().filter(|unmet| !(unmet.serving && has_failed(report, &unmet.service)));
    untold.for_each(|unmet| tell_unmet(unmet, &mut text));
    text.push_str(&not_begun(report));
    text.push_str(&conclusion(planned, report));
    text
}

fn changed(plan: &Plan, report: &ExecutionReport) -> String {
    let done = report.lanes.iter().filter(|lane| lane.outcome == LaneOutcome::Done);
    let rows: Vec<Vec<String>> = done.filter_map(|lane| changed_row(plan, lane)).collect();
    columns(rows.iter()).lines().map(|line| format!("  {line}\n")).collect()
}

fn changed_row(plan: &Plan, report: &LaneReport) -> Option<Vec<String>> {
    let lane = plan.lane(&report.lane)?;
    Some(vec![
        paint::strong(visible(&lane.name.to_string())),
        paint::good(past(lane.change)),
        visible(&lane.reason.to_string()).into_owned(),
        paint::faint(seconds(report.took)),
    ])
}

fn tell_failure(lane: &LaneReport, text: &mut String) {
    let Some(error) = &lane.error else {
        return;
    };
    let name = paint::strong(visible(&lane.lane.to_string()));
    let _infallible = writeln!(text, "  {name} {}", paint::bad(visible(error)));
    if let Some(undo) = &lane.undo_error {
        let _infallible = writeln!(text, "    and it could not be put back: {}", visible(undo));
    }
    if !lane.last_lines.is_empty() {
        let _infallible = writeln!(text, "    its last lines:");
    }
    for line in &lane.last_lines {
        let _infallible = writeln!(text, "    | {}", visible(line));
    }
}

/// That a service is not as it should be is no news where its lane has failed and an instance of it serves.
fn has_failed(report: &ExecutionReport, service: &ServiceName) -> bool {
    let is_it = |lane: &LaneReport| matches!(&lane.lane, LaneName::Service(name) if name == service);
    report.lanes.iter().any(|lane| is_it(lane) && lane.error.is_some())
}

fn tell_unmet(unmet: &Unmet, text: &mut String) {
    let Unmet { service, wanted, seen, serving: _ } = unmet;
    let name = paint::strong(service);
    let seen = paint::bad(visible(seen));
    let _infallible = writeln!(text, "  {name} is {seen}, and should be {wanted}");
}

fn not_begun(report: &ExecutionReport) -> String {
    let lanes = report.lanes.iter().filter(|lane| lane.outcome == LaneOutcome::NotRun && lane.error.is_none());
    let names = list(lanes.map(|lane| visible(&lane.lane.to_string()).into_owned()));
    if names.is_empty() { names } else { format!("  not begun: {names}\n") }
}

fn conclusion(planned: &Planned, report: &ExecutionReport) -> String {
    let took = seconds(report.took);
    let mut text = match report.outcome() {
        Outcome::Done => return format!("\ndone after {took}: {}\n", counts(planned)),
        Outcome::Failed => format!("\n{} after {took}; all that ran before runs\n", paint::bad("failed")),
        Outcome::Broken => {
            format!("\n{} after {took}; something that should run does not\n", paint::bad("failed"))
        }
        Outcome::Cancelled => format!("\nstopped early after {took}\n"),
    };
    if let Some(unseen) = &report.unseen {
        let _infallible = writeln!(text, "what runs now could not be seen: {}", visible(unseen));
    }
    let _infallible = writeln!(text, "next: {}", next(&planned.plan, report));
    text
}

fn counts(planned: &Planned) -> String {
    let changes = planned.plan.lanes.len();
    match untouched(planned) {
        0 => format!("{changes} changed"),
        rest => format!("{changes} changed, {rest} {}", already(planned.plan.verb)),
    }
}

/// Names the command to go on with.
fn next(plan: &Plan, report: &ExecutionReport) -> String {
    let verb = plan.verb.as_str();
    let failed = report.lanes.iter().filter(|lane| lane.error.is_some());
    let services: Vec<String> = failed.filter_map(|lane| service_of(&lane.lane)).collect();
    match (report.outcome(), services.is_empty()) {
        (Outcome::Cancelled, _) | (_, true) => format!("`gig status` says what is there, `gig {verb}` goes on"),
        (_, false) => {
            let services = services.join(" ");
            format!("mend it, then `gig {verb} {services}`; to try the very same again, add `--retry`")
        }
    }
}

fn service_of(lane: &LaneName) -> Option<String> {
    match lane {
        LaneName::Service(name) => Some(name.to_string()),
        LaneName::Image(_) | LaneName::Network(_) | LaneName::Volume(_) => None,
    }
}

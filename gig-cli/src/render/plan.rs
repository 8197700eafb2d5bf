//! A plan as calm text: what is done to what, and why.

use std::fmt::Write as _;

use gig_core::name::ServiceName;
use gig_core::plan::{Change, Lane, LaneName, Plan, Planned, Step, Verb};
use gig_core::visible::visible;

use super::table::columns;
use super::{Heading, list, paint, report};
use crate::options::Detail;

/// Shows a plan.
pub(crate) fn plan(planned: &Planned, heading: &Heading, detail: Detail) -> String {
    let mut text = format!("{heading}\n");
    if !planned.plan.is_empty() {
        text.push('\n');
        text.push_str(&lanes(&planned.plan, detail));
    }
    text.push_str(&section("held back", planned.report.held.iter().map(report::held)));
    text.push_str(&section("to know", planned.report.notes.iter().map(report::note)));
    text.push('\n');
    text.push_str(&summary(planned));
    text
}

fn lanes(plan: &Plan, detail: Detail) -> String {
    let rows: Vec<_> = plan.lanes.iter().map(row).collect();
    let lines = columns(rows.iter());
    let mut text = String::new();
    for (line, lane) in lines.lines().zip(&plan.lanes) {
        let _infallible = writeln!(text, "  {line}");
        if detail == Detail::Steps {
            lane.steps.iter().for_each(|step| show_step(step, &mut text));
        }
    }
    text
}

fn row(lane: &Lane) -> Vec<String> {
    let name = visible(&lane.name.to_string()).into_owned();
    let reason = visible(&lane.reason.to_string()).into_owned();
    vec![paint::strong(name), lane.change.to_string(), reason]
}

fn show_step(step: &Step, text: &mut String) {
    let _infallible = writeln!(text, "      {}", visible(&step.action.to_string()));
    for instead in &step.if_fails {
        let instead = visible(&instead.to_string()).into_owned();
        let _infallible = writeln!(text, "          {}", paint::faint(format!("if that fails: {instead}")));
    }
}

fn section(title: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: String = lines.map(|line| format!("  {line}\n")).collect();
    if lines.is_empty() { lines } else { format!("\n{title}:\n{lines}") }
}

/// Says how much there is to do.
fn summary(planned: &Planned) -> String {
    let changes = planned.plan.lanes.len();
    let rest = match untouched(planned) {
        0 => String::new(),
        count => format!("{count} {}", already(planned.plan.verb)),
    };
    match (changes, rest.is_empty()) {
        (0, true) => "nothing to do\n".to_owned(),
        (0, false) => format!("nothing to do: {rest}\n"),
        (_, true) => format!("{changes} to change\n"),
        (_, false) => format!("{changes} to change, {rest}\n"),
    }
}

/// Counts the services that are as they were asked to be.
pub(crate) fn untouched(planned: &Planned) -> usize {
    let Planned { plan, report } = planned;
    let is_held = |service: &ServiceName| report.held.iter().any(|held| held.service == *service);
    let services = plan.expectations.iter().map(|expectation| &expectation.service);
    services.filter(|service| plan.lane(&LaneName::Service((*service).clone())).is_none() && !is_held(service)).count()
}

/// Says what a service is that `verb` has nothing to do for.
pub(crate) fn already(verb: Verb) -> &'static str {
    match verb {
        Verb::Update | Verb::RestartRm => "up to date",
        Verb::Start | Verb::Restart => "up already",
        Verb::Stop => "stopped already",
        Verb::Rm => "absent already",
    }
}

/// Asks whether what cannot be undone is meant.
pub(crate) fn question(plan: &Plan) -> String {
    let removed = plan.lanes.iter().filter(|lane| lane.change == Change::Remove);
    format!("remove {}?", list(removed.map(|lane| visible(&lane.name.to_string()).into_owned())))
}

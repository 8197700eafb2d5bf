//! A plan as calm text: what is done to what, and why.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use gig_core::name::ServiceName;
use gig_core::plan::{Change, Lane, Plan, Planned, Step, Verb};
use gig_core::visible::visible;

use super::fold::fold;
use super::table::columns;
use super::{Heading, Width, change, list, paint, report};
use crate::options::Detail;

/// How many things are named in a question; above it stands the plan with all of them.
const NAMED: usize = 5;

/// Shows a plan that is carried out next. That there is nothing to do is not said yet: the last look tells.
pub(crate) fn plan(planned: &Planned, heading: &Heading, detail: Detail, width: Width) -> String {
    let mut text = what_and_why(planned, heading, detail, width);
    if !planned.plan.is_empty() {
        let _infallible = writeln!(text, "\n{}", counts(change::to_do(&planned.plan), planned));
    }
    fold(&text, width)
}

/// Shows a plan that is not carried out.
pub(crate) fn dry_run(planned: &Planned, heading: &Heading, detail: Detail, width: Width) -> String {
    if planned.plan.is_empty() {
        return fold(
            &format!("{}\n{}\n", what_and_why(planned, heading, detail, width), nothing_to_do(planned)),
            width,
        );
    }
    let command = heading.invocation.command(planned.plan.verb.as_str(), [""; 0]);
    let text = plan(planned, heading, detail, width);
    text + &fold(&format!("nothing was touched: this is what {command} would do\n"), width)
}

/// Says that there is nothing to do, and how much of what there is is as it should be.
pub(crate) fn nothing_to_do(planned: &Planned) -> String {
    match counts(Vec::new(), planned) {
        rest if rest.is_empty() => "nothing to do".to_owned(),
        rest => format!("nothing to do: {rest}"),
    }
}

/// Puts what was counted beside what is left as it is.
pub(crate) fn counts(mut changes: Vec<String>, planned: &Planned) -> String {
    let untouched = untouched(planned);
    if untouched > 0 {
        changes.push(format!("{untouched} {}", already(planned.plan.verb)));
    }
    changes.join(", ")
}

fn what_and_why(planned: &Planned, heading: &Heading, detail: Detail, width: Width) -> String {
    let mut text = format!("{heading}\n");
    if !planned.plan.is_empty() {
        text.push('\n');
        text.push_str(&lanes(&planned.plan, detail, width));
    }
    text.push_str(&section("held back", report::held(&planned.report.held, heading, width)));
    text.push_str(&section("to know", planned.report.notes.iter().map(report::note)));
    text
}

fn lanes(plan: &Plan, detail: Detail, width: Width) -> String {
    let rows: Vec<_> = plan.lanes.iter().map(row).collect();
    let mut text = String::new();
    for (line, lane) in columns(&rows, width).into_iter().zip(&plan.lanes) {
        text.push_str(&line);
        if detail == Detail::Steps {
            lane.steps.iter().for_each(|step| show_step(step, &mut text));
        }
    }
    text
}

fn row(lane: &Lane) -> Vec<String> {
    let name = visible(&lane.name.to_string()).into_owned();
    let reason = visible(&lane.reason.to_string()).into_owned();
    vec![format!("  {}", paint::strong(name)), lane.change.to_string(), reason]
}

fn show_step(step: &Step, text: &mut String) {
    let _infallible = writeln!(text, "      {}", visible(&step.action.to_string()));
    for instead in &step.if_fails {
        let instead = visible(&instead.to_string()).into_owned();
        let _infallible = writeln!(text, "          {}", paint::faint(format!("if that fails: {instead}")));
    }
}

fn section(title: &str, lines: impl IntoIterator<Item = String>) -> String {
    let lines: String = lines.into_iter().map(|line| format!("  {}\n", line.replace('\n', "\n  "))).collect();
    if lines.is_empty() { lines } else { format!("\n{title}:\n{lines}") }
}

/// Counts the services of which every instance is as it was asked to be.
fn untouched(planned: &Planned) -> usize {
    let Planned { plan, report } = planned;
    let lanes = plan.lanes.iter().filter_map(|lane| lane.name.replica());
    let held = report.held.iter().map(|held| held.replica.clone());
    let touched: BTreeSet<ServiceName> = lanes.chain(held).map(|replica| replica.service).collect();
    let services: BTreeSet<_> = plan.expectations.iter().map(|expectation| &expectation.replica.service).collect();
    services.into_iter().filter(|service| !touched.contains(service)).count()
}

/// Says what a service is that `verb` has nothing to do for.
fn already(verb: Verb) -> &'static str {
    match verb {
        Verb::Update | Verb::RestartRm => "up to date",
        Verb::Start | Verb::Restart => "up already",
        Verb::Stop => "stopped already",
        Verb::Rm => "absent already",
    }
}

/// Asks whether what cannot be undone is meant.
pub(crate) fn question(plan: &Plan) -> String {
    let removed = || plan.lanes.iter().filter(|lane| lane.change == Change::Remove);
    match removed().count() {
        count if count > NAMED => format!("remove all {count}?"),
        _ => format!("remove {}?", list(removed().map(|lane| visible(&lane.name.to_string()).into_owned()))),
    }
}

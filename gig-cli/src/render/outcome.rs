//! What became of a plan: what failed and why, what runs now, and the command to go on with.
//!
//! What was done is counted; each of it was told when it was done.

mod failure;

use std::fmt::Write as _;

use gig_core::execute::{ExecutionReport, LaneOutcome, LaneReport, Outcome};
use gig_core::plan::{Change, LaneName, Plan, Planned, Verb};
use gig_core::visible::visible;

use super::fold::fold;
use super::plan::{counts, nothing_to_do};
use super::{Heading, Width, change, list, paint, seconds};

/// How many causes are named before they are only counted.
const NAMED: usize = 5;

/// Tells what became of a plan that was asked for with these words.
pub(crate) fn outcome(
    planned: &Planned,
    report: &ExecutionReport,
    heading: &Heading,
    words: &[String],
    width: Width,
) -> String {
    if report.outcome() == Outcome::Done {
        return fold(&done(planned, report), width);
    }
    let mut text = failure::failures(&planned.plan, report);
    if !text.is_empty() {
        text.insert(0, '\n');
    }
    text.push('\n');
    text.push_str(&conclusion(report));
    let _infallible = writeln!(text, "next: {}", next(&planned.plan, report, heading, words));
    fold(&text, width)
}

fn done(planned: &Planned, report: &ExecutionReport) -> String {
    if planned.plan.is_empty() {
        return format!("\n{}\n", nothing_to_do(planned));
    }
    let counts = counts(change::done(&planned.plan), planned);
    format!("\n{} after {}: {counts}\n", paint::good("done"), seconds(report.took))
}

fn conclusion(report: &ExecutionReport) -> String {
    let took = seconds(report.took);
    let mut text = match report.outcome() {
        Outcome::Done => String::new(),
        Outcome::Failed => format!("{} after {took}; all that ran before runs\n", paint::bad("failed")),
        Outcome::Broken => {
            format!("{} after {took}; something that should run does not\n", paint::bad("failed"))
        }
        Outcome::Cancelled => format!("{} after {took}\n", paint::doubtful("stopped early")),
    };
    if let Some(unseen) = &report.unseen {
        let _infallible = writeln!(text, "what runs now could not be seen: {}", visible(unseen));
    }
    text
}

/// Names the command to go on with.
fn next(plan: &Plan, report: &ExecutionReport, heading: &Heading, words: &[String]) -> String {
    let verb = plan.verb.as_str();
    let again = heading.invocation.command(verb, words);
    let causes = failure::causes(report);
    if report.outcome() == Outcome::Cancelled {
        return format!("{again} goes on");
    }
    if causes.is_empty() {
        let status = heading.invocation.command("status", [""; 0]);
        return format!("{status} says what is there, {again} goes on");
    }
    let mend = if causes.len() > NAMED { "what failed".to_owned() } else { list(&causes) };
    let refused = refused(plan, report);
    if plan.verb != Verb::Update || refused.is_empty() {
        return format!("mend {mend}, then {again}");
    }
    let retry = heading.invocation.command("update --retry", refused);
    format!("mend {mend}, then {again}; {retry} tries the very same again")
}

/// Returns the services whose new release was put back, and will not be tried again unasked.
fn refused(plan: &Plan, report: &ExecutionReport) -> Vec<String> {
    let is_refused = |lane: &&LaneReport| {
        let replaces = plan.lane(&lane.lane).is_some_and(|lane| lane.change == Change::Replace);
        replaces && lane.error.is_some() && lane.outcome == LaneOutcome::PutBack
    };
    let services = report.lanes.iter().filter(is_refused).map(|lane| &lane.lane);
    let mut services: Vec<String> =
        services.filter_map(LaneName::replica).map(|replica| replica.service.to_string()).collect();
    services.dedup();
    services
}

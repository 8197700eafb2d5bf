//! The same values as JSON: one document, with the version of its form.

use std::borrow::Cow;
use std::fmt::Write as _;

use gig_core::diagnostic::{Diagnostic, Diagnostics, Severity};
use gig_core::execute::{ExecutionReport, LaneOutcome, LaneReport, Outcome, Unmet};
use gig_core::exit_code::ExitCode;
use gig_core::name::ProjectName;
use gig_core::plan::Planned;
use gig_core::resolve::Resolved;
use gig_core::runtime::ObservedInstance;
use gig_core::visible::visible;
use serde_json::{Error, Value, json};

use super::Heading;
use crate::error::{CommandError, Problem};
use crate::standing::{Likeness, Standing};

/// The version of the form of every document. It grows when something in a document is removed or means another thing.
pub(super) const VERSION: u32 = 1;

/// A plan.
pub(crate) fn plan(planned: &Planned, heading: &Heading) -> Result<String, Error> {
    let mut document = about(heading);
    document["plan"] = serde_json::to_value(&planned.plan)?;
    document["report"] = serde_json::to_value(&planned.report)?;
    text(&document)
}

/// A plan and what became of it.
pub(crate) fn change(
    planned: &Planned,
    heading: &Heading,
    report: &ExecutionReport,
    exit: ExitCode,
) -> Result<String, Error> {
    let mut document = about(heading);
    document["plan"] = serde_json::to_value(&planned.plan)?;
    document["report"] = serde_json::to_value(&planned.report)?;
    document["execution"] = execution(report);
    document["exit_code"] = json!(exit.number());
    text(&document)
}

fn execution(report: &ExecutionReport) -> Value {
    let ExecutionReport { lanes, unmet, unseen, cancelled, took } = report;
    json!({
        "outcome": match report.outcome() {
            Outcome::Done => "done",
            Outcome::Failed => "failed",
            Outcome::Broken => "broken",
            Outcome::Cancelled => "cancelled",
        },
        "lanes": lanes.iter().map(lane).collect::<Vec<_>>(),
        "unmet": unmet.iter().map(not_met).collect::<Vec<_>>(),
        "unseen": unseen,
        "cancelled": cancelled,
        "seconds": took.as_secs_f64(),
    })
}

fn lane(report: &LaneReport) -> Value {
    let LaneReport { lane, outcome, error, undo_error, held_up_by, last_lines, took } = report;
    json!({
        "lane": lane,
        "outcome": match outcome {
            LaneOutcome::Done => "done",
            LaneOutcome::NotRun => "not_run",
            LaneOutcome::PutBack => "put_back",
            LaneOutcome::Stuck => "stuck",
        },
        "error": error,
        "undo_error": undo_error,
        "held_up_by": held_up_by,
        "last_lines": last_lines,
        "seconds": took.as_secs_f64(),
    })
}

fn not_met(unmet: &Unmet) -> Value {
    let Unmet { replica, wanted, seen, serving, last_lines } = unmet;
    json!({ "service": replica.service, "ordinal": replica.ordinal, "wanted": wanted, "seen": seen, "serving": serving, "last_lines": last_lines })
}

/// What runs, service by service.
pub(crate) fn status(standing: &Standing<'_>, heading: &Heading) -> Value {
    let mut document = about(heading);
    let service = |service: &crate::standing::ServiceStanding<'_>| {
        json!({
            "service": service.replica.service,
            "ordinal": service.replica.ordinal,
            "scale": service.scale.get(),
            "instance": service.instance.map(instance),
            "configuration": match service.likeness {
                Likeness::Same => "same",
                Likeness::Other => "other",
                Likeness::Unknown => "unknown",
            },
        })
    };
    document["services"] = standing.services.iter().map(service).collect();
    document["besides"] = standing.besides.iter().map(|found| instance(found)).collect();
    document["orphans"] = standing.orphans.iter().map(|found| instance(found)).collect();
    document
}

/// Every container.
pub(crate) fn ps(standing: &Standing<'_>, heading: &Heading) -> Result<String, Error> {
    let mut document = about(heading);
    document["instances"] = standing.instances().map(instance).collect();
    text(&document)
}

fn instance(instance: &ObservedInstance) -> Value {
    let port = |port: &gig_core::runtime::ObservedPort| {
        json!({
            "address": port.address,
            "host": port.host,
            "container": port.container,
            "protocol": port.protocol.to_string(),
        })
    };
    json!({
        "name": instance.name,
        "id": instance.id,
        "service": instance.key.service,
        "ordinal": instance.key.ordinal,
        "slot": instance.name.slot,
        "state": instance.state.to_string(),
        "health": instance.health,
        "exit_code": instance.exit_code,
        "image": instance.image,
        "image_id": instance.image_id,
        "created": instance.created,
        "since": instance.since,
        "ports": instance.ports.iter().map(port).collect::<Vec<_>>(),
        "networks": instance.networks,
    })
}

/// What the file describes, and what is worth a warning.
pub(crate) fn check(resolved: &Resolved) -> Result<String, Error> {
    let platform = &resolved.platform;
    text(&json!({
        "version": VERSION,
        "project": platform.project,
        "environment": platform.environment,
        "services": platform.services.iter().map(|service| service.name.as_str()).collect::<Vec<_>>(),
        "diagnostics": resolved.warnings.iter().map(diagnostic).collect::<Vec<_>>(),
    }))
}

/// What `init` has written, or the file that was there.
pub(crate) fn initialised(project: Option<&ProjectName>, written: &[&str], there: Option<&str>) -> Value {
    json!({ "version": VERSION, "project": project, "written": written, "there": there })
}

/// The man pages that were written.
pub(crate) fn pages(pages: &[String]) -> Value {
    json!({ "version": VERSION, "pages": pages })
}

/// Why a command ended early.
pub(crate) fn error(error: &CommandError) -> Value {
    let mut document = json!({ "version": VERSION, "exit_code": error.exit.number(), "hints": error.hints });
    match &error.problem {
        Problem::Message(message) => document["error"] = json!(message),
        Problem::File(diagnostics) => document["diagnostics"] = all(diagnostics),
    }
    document
}

fn all(diagnostics: &Diagnostics) -> Value {
    diagnostics.iter().map(diagnostic).collect()
}

fn diagnostic(diagnostic: &Diagnostic) -> Value {
    let at = diagnostic.at.as_ref();
    let place = at.map(|place| place.source.line_and_column(place.range.start));
    json!({
        "severity": match diagnostic.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        },
        "code": diagnostic.code,
        "message": diagnostic.message,
        "file": at.map(|place| place.source.name.as_str()),
        "line": place.map(|(line, _)| line),
        "column": place.map(|(_, column)| column),
        "hint": diagnostic.hint,
    })
}

fn about(heading: &Heading) -> Value {
    let Heading { engine, project, environment, invocation: _ } = heading;
    json!({ "version": VERSION, "engine": engine, "project": project, "environment": environment })
}

/// Writes a document.
pub(crate) fn text(document: &Value) -> Result<String, Error> {
    Ok(tame(&serde_json::to_string_pretty(document)?))
}

/// Writes a document as one line of a stream of them.
pub(crate) fn line(document: &Value) -> Result<String, Error> {
    Ok(tame(&serde_json::to_string(document)?))
}

/// Escapes what JSON leaves as it is but a terminal does not, so that nothing is lost.
fn tame(plain: &str) -> String {
    let mut text = String::with_capacity(plain.len() + 1);
    for character in plain.chars() {
        match visible(character.encode_utf8(&mut [0; 4])) {
            Cow::Borrowed(_) => text.push(character),
            Cow::Owned(_) => {
                let _infallible = write!(text, "\\u{:04x}", u32::from(character));
            }
        }
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::text;

    #[test]
    fn nothing_in_a_document_steers_a_terminal_and_nothing_is_lost() {
        let document = json!({ "line": "\u{1b}[31m \u{9b}0m \u{7f} \u{202e}x \r\n\t ä 日" });
        let written = text(&document).unwrap();
        assert!(!written.contains(['\u{1b}', '\u{9b}', '\u{7f}', '\u{202e}', '\r']));
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), document);
    }
}

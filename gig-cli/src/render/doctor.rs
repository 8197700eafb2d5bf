//! What `doctor` has found, as text and as JSON: a line for each thing, and what to do below it.

use gig_core::exit_code::ExitCode;
use gig_core::visible::visible;
use serde_json::{Value, json};

use super::json::VERSION;
use super::table::columns;
use super::{Width, paint};
use crate::command::doctor::{Check, Verdict};

/// Shows what was found.
pub(crate) fn doctor(checks: &[Check], width: Width) -> String {
    let rows: Vec<Vec<String>> = checks.iter().flat_map(rows).collect();
    columns(&rows, width).concat()
}

fn rows(check: &Check) -> Vec<Vec<String>> {
    let (word, advice) = match &check.verdict {
        Verdict::Good => (paint::good("good"), None),
        Verdict::Limited(advice) => (paint::doubtful("limited"), Some(advice)),
        Verdict::Bad(advice) => (paint::bad("bad"), Some(advice)),
    };
    let line = vec![word, check.what.to_owned(), visible(&check.found).into_owned()];
    let below =
        advice.map(|advice| vec![String::new(), String::new(), paint::faint(format!("-> {}", visible(advice)))]);
    std::iter::once(line).chain(below).collect()
}

/// Puts what was found into a document.
pub(crate) fn document(checks: &[Check], exit: ExitCode) -> Value {
    json!({
        "version": VERSION,
        "checks": checks.iter().map(check).collect::<Vec<_>>(),
        "exit_code": exit.number(),
    })
}

fn check(check: &Check) -> Value {
    let Check { what, found, verdict } = check;
    let (verdict, advice) = match verdict {
        Verdict::Good => ("good", None),
        Verdict::Limited(advice) => ("limited", Some(advice)),
        Verdict::Bad(advice) => ("bad", Some(advice)),
    };
    json!({ "what": what, "found": found, "verdict": verdict, "advice": advice })
}

//! Accepted, warned or refused, by gig and by the reference, and what the refusals come of.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};

use gig_core::diagnostic::{Diagnostic, Diagnostics, Severity};
use gig_core::resolve::Description;

use super::expected::Case;

/// What gig makes of a file, beside what the reference makes of it.
pub(super) struct Verdict {
    ours: Ours,
    theirs: Option<String>,
}

enum Ours {
    Accepted,
    Warned,
    /// With the errors.
    Refused(Vec<Diagnostic>),
}

impl Verdict {
    /// Compares what became of a file.
    pub(super) fn of(case: &Case, found: Result<Description, Diagnostics>) -> Self {
        let ours = match found {
            Ok(found) if found.warnings.is_empty() => Ours::Accepted,
            Ok(_) => Ours::Warned,
            Err(found) => Ours::Refused(found.into_iter().filter(|one| one.severity == Severity::Error).collect()),
        };
        Self { ours, theirs: case.expected.as_ref().err().cloned() }
    }

    /// Returns whether one reads what the other refuses.
    pub(super) fn disagrees(&self) -> bool {
        matches!(self.ours, Ours::Refused(_)) != self.theirs.is_some()
    }

    fn errors(&self) -> &[Diagnostic] {
        match &self.ours {
            Ours::Accepted | Ours::Warned => &[],
            Ours::Refused(errors) => errors,
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.theirs {
            Some(error) => write!(formatter, "accepted, refused by the reference: {}", error.replace('\n', " ")),
            None => {
                let errors: BTreeSet<String> = self.errors().iter().map(cause).collect();
                write!(formatter, "refused: {}", errors.into_iter().collect::<Vec<_>>().join("; "))
            }
        }
    }
}

fn cause(error: &Diagnostic) -> String {
    format!("{}: {}", error.code, error.message)
}

/// Counts what became of the files.
pub(super) fn counts(verdicts: &[(&Case, Verdict)]) -> String {
    let mut table: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (_, verdict) in verdicts {
        let ours = match verdict.ours {
            Ours::Accepted => "accepted",
            Ours::Warned => "warned",
            Ours::Refused(_) => "refused",
        };
        let theirs = if verdict.theirs.is_some() { "refused" } else { "accepted" };
        *table.entry((ours, theirs)).or_default() += 1;
    }
    let mut shown = String::from("gig        reference  files\n");
    table.iter().for_each(|((ours, theirs), count)| _ = writeln!(shown, "{ours:10} {theirs:10} {count:5}"));
    shown
}

/// Shows what keeps files from being read that the reference reads: in how many files it stands, and in how many of
/// them it alone.
pub(super) fn causes(verdicts: &[(&Case, Verdict)]) -> String {
    let mut table: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (_, verdict) in verdicts.iter().filter(|(_, verdict)| verdict.disagrees()) {
        let causes: BTreeSet<String> = verdict.errors().iter().map(kind_of_cause).collect();
        let alone = causes.len() == 1;
        for cause in causes {
            let (files, only) = table.entry(cause).or_default();
            *files += 1;
            *only += usize::from(alone);
        }
    }
    let mut rows: Vec<(String, (usize, usize))> = table.into_iter().collect();
    rows.sort_by_key(|(_, counts)| std::cmp::Reverse(*counts));
    let mut shown = String::from("files  alone  refused for\n");
    rows.iter().for_each(|(cause, (files, only))| _ = writeln!(shown, "{files:5}  {only:5}  {cause}"));
    shown
}

/// Returns the code, and where a key is not supported, which one.
fn kind_of_cause(error: &Diagnostic) -> String {
    let is_of_key = matches!(error.code, "unsupported-key" | "unsupported-value" | "unknown-key");
    let key = error.message.split('`').nth(1).unwrap_or_default();
    if is_of_key { format!("{} {key}", error.code) } else { error.code.to_owned() }
}

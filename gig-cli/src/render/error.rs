//! Why a command ended early, as text.

use std::fmt::Write as _;

use gig_core::diagnostic::{self, Diagnostics, Severity};
use gig_core::visible::visible;

use super::fold::fold;
use super::{Width, counted, paint};
use crate::error::{CommandError, Problem};

/// Says what is wrong, and what to do.
pub(crate) fn error(error: &CommandError, width: Width) -> String {
    let mut text = match &error.problem {
        Problem::Message(message) => format!("{}: {}\n", paint::bad("error"), visible(message)),
        Problem::File(diagnostics) => diagnostic::render(diagnostics, true) + &summary(diagnostics),
    };
    for hint in &error.hints {
        let _infallible = writeln!(text, "{}: {}", paint::strong("hint"), visible(hint));
    }
    fold(&text, width)
}

/// Counts what is wrong, where that is more than can be seen.
fn summary(diagnostics: &Diagnostics) -> String {
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    match (errors + warnings, warnings) {
        (1, _) => String::new(),
        (_, 0) => format!("\n{}\n", paint::bad(counted(errors, "error"))),
        _ => format!("\n{}, {}\n", paint::bad(counted(errors, "error")), counted(warnings, "warning")),
    }
}

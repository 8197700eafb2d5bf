//! Why a command ended early, as text.

use std::fmt::Write as _;

use gig_core::diagnostic;
use gig_core::visible::visible;

use super::paint;
use crate::error::{CommandError, Problem};

/// Says what is wrong, and what to do.
pub(crate) fn error(error: &CommandError) -> String {
    let mut text = match &error.problem {
        Problem::Message(message) => format!("{}: {}\n", paint::bad("error"), visible(message)),
        Problem::File(diagnostics) => diagnostic::render(diagnostics, true),
    };
    for hint in &error.hints {
        let _infallible = writeln!(text, "{}: {}", paint::strong("hint"), visible(hint));
    }
    text
}

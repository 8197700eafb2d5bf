//! What was probably meant.

use crate::diagnostic::Diagnostic;
use crate::document::nearest;

/// Among more candidates than these nobody looks for a slip of the pen, and a hostile file could have a million.
const CANDIDATES: usize = 1000;

/// Adds which of `candidates` was probably meant by `word`, or else what to do.
pub(super) fn meant<'a>(
    error: Diagnostic,
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    otherwise: impl Into<String>,
) -> Diagnostic {
    match nearest(word, candidates.into_iter().take(CANDIDATES)) {
        Some(known) => error.hint(format!("did you mean `{known}`?")),
        None => error.hint(otherwise),
    }
}

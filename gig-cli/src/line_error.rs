//! A mistake in a file of variables, as a diagnostic with its place.

use std::sync::Arc;

use gig_core::diagnostic::{Diagnostic, Diagnostics, Place, SourceText};
use gig_core::resolve::LineError;

use crate::error::CommandError;

/// Says that `source` cannot be read because of `error`.
pub(crate) fn file_error(code: &'static str, source: SourceText, error: LineError) -> CommandError {
    let start = offset(&source.text, error.line, error.column);
    let end = source.text[start..].find('\n').map_or(source.text.len(), |length| start + length);
    let place = Place { source: Arc::new(source), range: start..end };
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(Diagnostic::error(code, error.message).at(place));
    CommandError::unparsable(diagnostics)
}

/// Returns the byte offset of a line and a column, both counted from 1, the column in characters.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let within = text[start..].char_indices().nth(column.saturating_sub(1));
    within.map_or(text.len(), |(at, _)| start + at)
}

#[cfg(test)]
mod tests {
    use super::offset;

    #[test]
    fn a_line_and_a_column_name_a_byte() {
        let text = "a=1\nä=2\n";
        for (line, column, expected) in [(1, 1, 0), (2, 1, 4), (2, 2, 6), (3, 1, 9), (9, 9, 9)] {
            assert_eq!(offset(text, line, column), expected, "{line}:{column}");
        }
    }
}

//! The piece of a text that a diagnostic shows: one line, cut where it is long, made visible.

use std::ops::Range;

use super::Place;
use crate::visible::visible;

/// How many characters of a line are shown: with its number they fit into a terminal of 80.
const SHOWN: usize = 72;
/// How many of them stand before the marked ones.
const BEFORE: usize = 30;

/// A piece of one line, fit to be shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) text: String,
    /// What is marked, in bytes of `text`.
    pub(super) mark: Range<usize>,
    /// Line and column of the mark in the whole text, counted from 1.
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Excerpt {
    pub(super) fn of(place: &Place) -> Self {
        let text = place.source.text.as_str();
        let start = boundary_before(text, place.range.start);
        let end = boundary_before(text, place.range.end.max(start));
        let (line, column) = place.source.line_and_column(start);
        let (before, marked, after) = split_line(text, start, end);
        let mut shown = last_characters(before, BEFORE);
        let mark_start = shown.len();
        let room = SHOWN.saturating_sub(shown.chars().count());
        let marked = first_characters(marked, room);
        shown.push_str(&marked);
        let mark = mark_start..shown.len();
        if !marked.ends_with('…') {
            shown.push_str(&first_characters(after, room.saturating_sub(marked.chars().count())));
        }
        Self { text: shown, mark, line, column }
    }
}

/// Splits the line on which `start` lies; a mark that goes on below ends with the line.
fn split_line(text: &str, start: usize, end: usize) -> (&str, &str, &str) {
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let mark_end = end.min(line_end);
    let after = &text[mark_end..line_end];
    (&text[line_start..start], text[start..mark_end].trim_end_matches('\r'), after.trim_end_matches('\r'))
}

/// Returns the last offset up to `offset` at which a character begins, or the end of the text.
pub(crate) fn boundary_before(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn first_characters(text: &str, count: usize) -> String {
    match text.char_indices().nth(count) {
        Some((cut, _)) => shown(&text[..cut]) + "…",
        None => shown(text),
    }
}

fn last_characters(text: &str, count: usize) -> String {
    match text.char_indices().nth_back(count) {
        Some((cut, character)) => format!("…{}", shown(&text[cut + character.len_utf8()..])),
        None => shown(text),
    }
}

/// A tab is as wide as the terminal makes it, and then the mark below would not fit.
fn shown(text: &str) -> String {
    visible(text).replace('\t', "    ")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Excerpt;
    use crate::diagnostic::{Place, SourceText};

    fn check(text: &str, range: std::ops::Range<usize>, expected: &str, marked: &str, line: usize, column: usize) {
        let source = Arc::new(SourceText::new("gig.yml", "/", text));
        let excerpt = Excerpt::of(&Place { source, range });
        assert_eq!(excerpt.text, expected);
        assert_eq!(&excerpt.text[excerpt.mark], marked);
        assert_eq!((excerpt.line, excerpt.column), (line, column));
    }

    #[test]
    fn the_line_of_the_mark_is_shown() {
        check("a: 1\nbee: 2\r\nc: 3", 5..8, "bee: 2", "bee", 2, 1);
        check("grün: 1", 0..5, "grün: 1", "grün", 1, 1);
        check("grün: 1", 7..8, "grün: 1", "1", 1, 7);
        check("a: 1\n", 5..5, "", "", 2, 1);
        check("", 3..9, "", "", 1, 1);
    }

    #[test]
    fn a_mark_over_several_lines_ends_with_its_first() {
        check("a:\n  b: 1\n  c: 2\n", 5..16, "  b: 1", "b: 1", 2, 3);
    }

    #[test]
    fn a_mark_within_a_character_begins_with_it() {
        check("ü", 1..2, "ü", "ü", 1, 1);
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let text = format!("{}HERE{}", "x".repeat(1_000_000), "y".repeat(1_000_000));
        let expected = format!("…{}HERE{}…", "x".repeat(30), "y".repeat(37));
        check(&text, 1_000_000..1_000_004, &expected, "HERE", 1, 1_000_001);
    }

    #[test]
    fn what_the_terminal_would_obey_is_spelled_out() {
        check("\tk: \x1b[31m", 1..2, "    k: \\x1b[31m", "k", 1, 2);
    }
}

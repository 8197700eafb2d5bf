//! Lines folded to the width of a terminal: between words, so that none is broken, and never within a command that
//! stands between backticks.

use console::{measure_text_width, strip_ansi_codes};

use super::Width;

/// How much further in the rest of a line stands than its beginning.
const FURTHER: usize = 4;

/// Folds each line that is too long. What is quoted behind a bar, such as a log line, stays as it was written.
pub(crate) fn fold(text: &str, width: Width) -> String {
    let Some(width) = width else { return text.to_owned() };
    let stays = |line: &str| measure_text_width(line) <= width || is_quoted(line);
    let lines = text.lines().map(|line| if stays(line) { line.to_owned() } else { folded(line, width) });
    lines.map(|line| line + "\n").collect()
}

fn is_quoted(line: &str) -> bool {
    let line = strip_ansi_codes(line);
    line.trim_start_matches(|character: char| character.is_ascii_digit() || character == ' ').starts_with('|')
}

fn folded(line: &str, width: usize) -> String {
    let text = line.trim_start_matches(' ');
    let indent = line.len() - text.len();
    let room = width.saturating_sub(indent);
    let lines = break_up(text, room, room.saturating_sub(FURTHER));
    " ".repeat(indent) + &lines.join(&format!("\n{}", " ".repeat(indent + FURTHER)))
}

/// Breaks a text into lines of so many characters, the first and the others; what is longer by itself stays whole.
pub(crate) fn break_up(text: &str, first: usize, others: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces(text) {
        let room = if lines.len() > 1 { others } else { first };
        match lines.last_mut() {
            Some(line) if measure_text_width(line) + 1 + measure_text_width(piece) <= room => line.extend([" ", piece]),
            Some(_) if piece.is_empty() => {}
            _ => lines.push(piece.to_owned()),
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Returns what is never broken, one after the other.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = gap(text);
        rest = end.map(|end| &text[end + 1..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}

/// Finds the first space that is not between two backticks.
fn gap(text: &str) -> Option<usize> {
    let mut is_within = false;
    text.char_indices().find_map(|(at, character)| {
        if character == '`' {
            is_within = !is_within && text[at + 1..].contains('`');
        }
        (character == ' ' && !is_within).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::fold;
    use crate::render::paint::bad;

    #[test]
    fn a_line_is_folded_between_words_and_not_within_a_command() {
        let check = |text: &str, width, expected: &str| assert_eq!(fold(text, width), expected, "{text}");
        let text = "next: mend web, then `gig update`\n";
        check(text, None, text);
        check(text, Some(33), text);
        check(text, Some(32), "next: mend web, then\n    `gig update`\n");
        check(text, Some(15), "next: mend web,\n    then\n    `gig update`\n");
        check("  web  it's `one\n", Some(12), "  web  it's\n      `one\n");
        check("unbroken-and-long\n", Some(5), "unbroken-and-long\n");
        check(&format!("  web  {}\n", bad("a b")), Some(8), &format!("  web  {}\n", bad("a\n      b")));
    }

    #[test]
    fn what_is_counted_is_what_is_seen_and_what_is_quoted_stays() {
        let text = format!("{} b\n    | a log line\n12 | a: line\n", bad("a"));
        assert_eq!(fold(&text, Some(3)), text);
        assert_eq!(fold("容器 容器 a\n", Some(10)), "容器 容器\n    a\n");
    }
}

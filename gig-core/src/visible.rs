//! Text from outside, made safe to show: what would steer a terminal or hide itself is spelled out.
//!
//! Secrets are not the concern of this module; they are never passed to it.

use std::borrow::Cow;
use std::fmt::Write;

/// How many characters of a name a message shows.
const NAME_LENGTH: usize = 60;

/// Spells out every character of `text` that is not seen as itself: control characters except the line
/// feed and the tab, and those that reorder or hide what stands beside them (`\x1b`, `\u{202e}`).
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_deceptive) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    text.chars().for_each(|character| push_visible(&mut shown, character));
    Cow::Owned(shown)
}

fn push_visible(shown: &mut String, character: char) {
    let code = u32::from(character);
    // Writing to a string does not fail.
    let _ = match code {
        _ if !is_deceptive(character) => shown.write_char(character),
        0..=0xff => write!(shown, "\\x{code:02x}"),
        _ => write!(shown, "\\u{{{code:x}}}"),
    };
}

/// Puts a name from outside between backticks, visible, on one line and cut where it is very long.
#[must_use]
pub fn quoted(name: &str) -> String {
    let mut cut: String = name.chars().take(NAME_LENGTH).collect();
    if cut.len() < name.len() {
        cut.push('…');
    }
    let on_one_line = visible(&cut).replace('\n', "\\n").replace('\t', "\\t");
    format!("`{on_one_line}`")
}

/// The joiners U+200C and U+200D are left alone: scripts and emoji need them, and they reorder nothing.
pub(crate) fn is_deceptive(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' => true,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        _ => character.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{quoted, visible};

    #[test]
    fn what_steers_or_hides_is_spelled_out_and_nothing_else() {
        let cases = [
            ("plain\ttext\n", "plain\ttext\n"),
            ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
            ("a\rb\0\x7f", "a\\x0db\\x00\\x7f"),
            ("\u{9b}31m", "\\x9b31m"),
            ("gig\u{202e}lmy", "gig\\u{202e}lmy"),
            ("zero\u{200b}width\u{feff}", "zero\\u{200b}width\\u{feff}"),
            ("grün 日本 👩\u{200d}🚀", "grün 日本 👩\u{200d}🚀"),
        ];
        for (text, shown) in cases {
            assert_eq!(visible(text), shown);
            assert_eq!(visible(shown), shown, "made visible once more it stays as it is");
        }
        assert!(matches!(visible("untouched"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_name_is_quoted_on_one_line_and_cut() {
        assert_eq!(quoted("web"), "`web`");
        assert_eq!(quoted("we\nb\x07"), "`we\\nb\\x07`");
        assert_eq!(quoted(&"x".repeat(1_000_000)), format!("`{}…`", "x".repeat(60)));
    }
}

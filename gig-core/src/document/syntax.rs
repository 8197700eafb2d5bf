//! What the parser says about a text that is not YAML, in sentences that a person understands.
//!
//! The left side of the table are the parser's own words, of libyaml's `scanner.c` and `parser.c`.

use std::ops::Range;
use std::sync::Arc;

use super::yaml::Failure;
use crate::diagnostic::{Diagnostic, Place, SourceText};
use crate::visible;

/// Which of the two places of a failure shows best what is wrong.
#[derive(Clone, Copy, PartialEq)]
enum Show {
    /// Where the parser gave up.
    End,
    /// Where what could not be finished begins.
    Beginning,
}

struct Explanation {
    problem: &'static str,
    /// The end of the parser's context, where one problem has several.
    context: &'static str,
    show: Show,
    message: &'static str,
    hint: &'static str,
}

const fn explain_as(
    problem: &'static str,
    context: &'static str,
    show: Show,
    message: &'static str,
    hint: &'static str,
) -> Explanation {
    Explanation { problem, context, show, message, hint }
}

const UNKNOWN: Explanation = explain_as("", "", Show::End, "this is not valid YAML", "");

#[rustfmt::skip]
const EXPLANATIONS: &[Explanation] = &[
    explain_as("could not find expected ':'", "", Show::Beginning,
        "there is no `:` behind this key", "a key and its value are parted by a colon and a space: `key: value`"),
    explain_as("mapping values are not allowed in this context", "", Show::End,
        "a `:` cannot stand here", "check the indentation, and the `:` in the line above; a value that holds `: ` needs quotes"),
    explain_as("mapping keys are not allowed in this context", "", Show::End,
        "a key cannot stand here", "check the indentation; a value that starts with `? ` needs quotes"),
    explain_as("block sequence entries are not allowed in this context", "", Show::End,
        "a list cannot start here", "start the list on a line of its own; a value that starts with `- ` needs quotes"),
    explain_as("did not find expected key", "block mapping", Show::End,
        "this fits neither the map around it nor the value before it",
        "all keys of a map start in one column; a value that goes on after a quote needs quotes as a whole"),
    explain_as("did not find expected '-' indicator", "block collection", Show::End,
        "this fits neither the list around it nor the item before it",
        "all items of a list start with `- ` in one column; an item that goes on after a quote needs quotes as a whole"),
    explain_as("did not find expected ',' or ']'", "", Show::End,
        "`,` or `]` is expected here", "close the list with `]`, or put the item in quotes"),
    explain_as("did not find expected ',' or '}'", "", Show::End,
        "`,` or `}` is expected here", "close the map with `}`, or put the value in quotes"),
    explain_as("did not find expected node content", "", Show::End,
        "a value is expected here", "an empty value is written `\"\"`"),
    explain_as("found unexpected end of stream", "quoted scalar", Show::Beginning,
        "this quote is never closed", "close it, or put text that holds a quote in quotes of the other kind"),
    explain_as("found unexpected document indicator", "quoted scalar", Show::Beginning,
        "this quote is not closed before the document ends", "close the quote"),
    explain_as("found unknown escape character", "", Show::End,
        "unknown escape in double quotes", "write `\\\\` for a backslash, or use single quotes"),
    explain_as("did not find expected hexdecimal number", "", Show::End,
        "an escape of this kind needs hexadecimal digits", "`\\x` takes two of them, `\\u` four, `\\U` eight"),
    explain_as("found invalid Unicode character escape code", "", Show::End,
        "this escape is not a character", ""),
    explain_as("did not find expected alphabetic or numeric character", "alias", Show::Beginning,
        "an alias needs a name of letters and digits", "text that starts with `*` needs quotes"),
    explain_as("did not find expected alphabetic or numeric character", "anchor", Show::Beginning,
        "an anchor needs a name of letters and digits", "text that starts with `&` needs quotes"),
    explain_as("found undefined tag handle", "", Show::End,
        "this tag has a handle that no `%TAG` line declares", "text that starts with `!` needs quotes"),
    explain_as("did not find expected whitespace or line break", "scanning a tag", Show::Beginning,
        "a tag ends with a space", "text that starts with `!` needs quotes"),
    explain_as("", "a tag", Show::Beginning,
        "this is not a valid tag", "text that starts with `!` needs quotes"),
    explain_as("did not find expected comment or line break", "block scalar", Show::End,
        "a text after `|` or `>` starts on the next line", "text that starts with `|` or `>` needs quotes"),
    explain_as("found an indentation indicator equal to 0", "", Show::End,
        "the indentation of a text after `|` or `>` is 1 to 9", ""),
    explain_as("found a tab character where an indentation space is expected", "", Show::End,
        "a tab cannot be used for indentation", "indent with spaces"),
    explain_as("found a tab character that violates indentation", "", Show::End,
        "a tab cannot be used for indentation", "indent with spaces"),
    explain_as("found unexpected ':'", "", Show::End,
        "a `:` within brackets needs a space behind it", "put the value in quotes"),
    explain_as("did not find expected <document start>", "", Show::End,
        "this does not belong to the map or list that makes up the file", "check the indentation of this line"),
    explain_as("found incompatible YAML document", "", Show::End,
        "only YAML 1.1 and 1.2 are read", "leave the `%YAML` line out"),
    explain_as("", "directive", Show::Beginning,
        "a line that starts with `%` is a directive, and this is none that is known", "text that starts with `%` needs quotes"),
    explain_as("found duplicate %YAML directive", "", Show::End, "there is a second `%YAML` line", "leave it out"),
    explain_as("found duplicate %TAG directive", "", Show::End, "this `%TAG` handle is declared already", "leave it out"),
];

/// Says what keeps the text from being YAML.
pub(super) fn explain(source: &Arc<SourceText>, failure: &Failure) -> Diagnostic {
    if failure.problem == "found character that cannot start any token" {
        return unexpected_character(source, failure.at);
    }
    let explanation = EXPLANATIONS
        .iter()
        .find(|row| {
            (row.problem.is_empty() || row.problem == failure.problem) && failure.context.ends_with(row.context)
        })
        .unwrap_or(&UNKNOWN);
    let began_at = failure.began_at.unwrap_or(failure.at);
    let shown = if explanation.show == Show::Beginning { began_at } else { failure.at };
    let error = syntax_error(explanation.message).at(word_at(source, shown));
    with_hint(with_beginning(error, source, failure, shown), source, shown, explanation.hint)
}

fn syntax_error(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("yaml-syntax", message)
}

fn unexpected_character(source: &Arc<SourceText>, at: usize) -> Diagnostic {
    let character = source.text[at..].chars().next().unwrap_or_default();
    let (message, hint) = match character {
        '\t' => ("a tab cannot be used for indentation".to_owned(), "indent with spaces"),
        _ => (format!("a value without quotes cannot start with `{character}`"), "put the value in quotes"),
    };
    let place = Place { source: Arc::clone(source), range: at..at + character.len_utf8() };
    syntax_error(message).at(place).hint(hint)
}

/// Points at the map, list or bracket that could not be finished, unless the error stands there itself.
fn with_beginning(error: Diagnostic, source: &Arc<SourceText>, failure: &Failure, shown: usize) -> Diagnostic {
    let what = match failure.context {
        "while parsing a block mapping" => "the map starts here",
        "while parsing a block collection" => "the list starts here",
        "while parsing a flow sequence" | "while parsing a flow mapping" => "the bracket is opened here",
        _ => return error,
    };
    match failure.began_at {
        Some(began_at) if began_at != shown => error.related(word_at(source, began_at), what),
        _ => error,
    }
}

/// An unseen character in the line explains more than any rule of YAML.
fn with_hint(error: Diagnostic, source: &SourceText, at: usize, hint: &str) -> Diagnostic {
    let line = &source.text[line_around(&source.text, at)];
    let unseen = |&character: &char| visible::is_deceptive(character) && character != '\r' || character == '\u{a0}';
    match line.chars().find(unseen) {
        Some('\u{a0}') => error.hint("there is a no-break space (U+00A0) in this line: replace it by a space"),
        Some(unseen) => {
            let code = u32::from(unseen);
            error.hint(format!("there is a character in this line that cannot be seen (U+{code:04X}): remove it"))
        }
        None if hint.is_empty() => error,
        None => error.hint(hint),
    }
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |line_feed| line_feed + 1);
    let end = text[at..].find('\n').map_or(text.len(), |line_feed| at + line_feed);
    start..end
}

/// Marks from `at` to the end of the word.
fn word_at(source: &Arc<SourceText>, at: usize) -> Place {
    let rest = &source.text[at..];
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    Place { source: Arc::clone(source), range: at..at + length }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::SourceText;

    fn check(text: &str, line: usize, column: usize, message: &str) {
        let errors = crate::document::parse(SourceText::new("gig.yml", "/", text)).unwrap_err();
        let error = errors.iter().find(|error| error.code == "yaml-syntax").unwrap();
        let place = error.at.as_ref().unwrap();
        assert_eq!(
            (place.source.line_and_column(place.range.start), error.message.as_str()),
            ((line, column), message),
            "{text}"
        );
    }

    #[test]
    fn what_people_write_wrong_is_named_where_it_stands() {
        check("web:\n\timage: a\n", 2, 1, "a tab cannot be used for indentation");
        check("web:\n  image a\n  user: b\n", 3, 7, "a `:` cannot stand here");
        check("web: {image: a}\ndb\nlog: {image: a}\n", 2, 1, "there is no `:` behind this key");
        check("web:\n  image: a: b\n", 2, 11, "a `:` cannot stand here");
        check("web:\n  image: a\n user: b\n", 3, 2, "this fits neither the map around it nor the value before it");
        check("web:\n  links:\n    - a\n   - b\n", 4, 4, "this fits neither the map around it nor the value before it");
        check("web:\n  links:\n    - \"a\":b\n", 3, 10, "this fits neither the list around it nor the item before it");
        check("web:\n  image: \"a\n", 2, 10, "this quote is never closed");
        check("web:\n  links: [a\n", 3, 1, "`,` or `]` is expected here");
        check("web: {image: a\ndb: b", 2, 3, "`,` or `}` is expected here");
        check("web:\n  image: \"a\\d\"\n", 2, 12, "unknown escape in double quotes");
        check("web:\n  image: @a\n", 2, 10, "a value without quotes cannot start with `@`");
        check("web:\n  command: *\n", 2, 12, "an alias needs a name of letters and digits");
        check("  web: a\ndb: b\n", 2, 1, "this does not belong to the map or list that makes up the file");
        check("web:\n  command: | a\n", 2, 14, "a text after `|` or `>` starts on the next line");
        check(
            "%FOO\n---\nweb: a\n",
            1,
            1,
            "a line that starts with `%` is a directive, and this is none that is known",
        );
        check("web: !e!f a\n", 1, 6, "this tag has a handle that no `%TAG` line declares");
    }

    #[test]
    fn a_character_that_cannot_be_seen_is_pointed_out() {
        let parse = |text: &str| crate::document::parse(SourceText::new("gig.yml", "/", text)).unwrap_err();
        for (text, code) in [("web:\n\u{200b}\n  image: a\n", "U+200B"), ("web:\n\u{a0} image a\n  b: c\n", "U+00A0")] {
            let errors = parse(text);
            let hint = errors.iter().find_map(|error| error.hint.clone()).unwrap();
            assert!(hint.contains(code), "{hint}");
        }
    }
}

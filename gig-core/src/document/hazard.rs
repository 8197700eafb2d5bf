//! The checks a text passes before the YAML parser sees it: size, characters, and what the parser cannot take.

use std::sync::Arc;

use libyaml_safer::{Encoding, Scanner, Token, TokenData};

use super::{limits, yaml};
use crate::diagnostic::{Diagnostic, Place, SourceText};
use crate::visible;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// The line breaks of YAML 1.1, which the parser keeps to.
const LINE_BREAKS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

/// How many bytes are looked at in one go.
const PLAIN_CHUNK: usize = 4096;

/// How many bytes may be scanned again to tell tags from text that looks like tags.
const RESCANNED: usize = 8 * 1024 * 1024;

/// Takes a text as it came: without its byte order mark, and only if it is text of a sane size.
///
/// # Errors
/// The first thing that makes the text unfit to be parsed.
pub(super) fn admit(mut source: SourceText) -> Result<Arc<SourceText>, Box<Diagnostic>> {
    if source.text.len() > limits::TEXT {
        return Err(too_long(source));
    }
    if source.text.starts_with(BYTE_ORDER_MARK) {
        source.text.drain(..BYTE_ORDER_MARK.len_utf8());
    }
    let source = Arc::new(source);
    let obstacle =
        [forbidden_character, too_many_tag_directives, tag_before_comma].iter().find_map(|look| look(&source));
    obstacle.map_or(Ok(source), |diagnostic| Err(Box::new(diagnostic)))
}

/// The text is let go: nobody needs to hold it to say that it is too long.
fn too_long(source: SourceText) -> Box<Diagnostic> {
    let length = source.text.len();
    let place = Place { source: Arc::new(SourceText { text: String::new(), ..source }), range: 0..0 };
    let message = format!("the file is {length} bytes long, more than the {} that are read", limits::TEXT);
    Box::new(Diagnostic::error("too-large", message).at(place))
}

fn forbidden_character(source: &Arc<SourceText>) -> Option<Diagnostic> {
    // Nearly every text passes here, at a fraction of the cost.
    if source.text.as_bytes().chunks(PLAIN_CHUNK).all(is_plain) {
        return None;
    }
    let (start, character) = source.text.char_indices().find(|&(_, character)| !is_allowed(character))?;
    let place = Place { source: Arc::clone(source), range: start..start + character.len_utf8() };
    let shown = visible::visible(character.encode_utf8(&mut [0; 4])).into_owned();
    let error = Diagnostic::error("control-character", format!("the control character `{shown}` cannot stand in YAML"));
    let hint = match character {
        '\0' => "is this a text file, saved as UTF-8?",
        _ => "remove it, or write it as an escape in double quotes",
    };
    Some(error.at(place).hint(hint))
}

/// Looks at every byte: without a way out in between, several are looked at in one step of the processor.
fn is_plain(bytes: &[u8]) -> bool {
    bytes.iter().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r'))
}

/// The printable characters of YAML 1.2, section 5.1.
fn is_allowed(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' | '\u{85}' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        _ => !character.is_control(),
    }
}

fn too_many_tag_directives(source: &Arc<SourceText>) -> Option<Diagnostic> {
    // Far faster than looking for the places, of which there are none nearly always.
    if !source.text.contains("%TAG") {
        return None;
    }
    let begins_line = |&(at, _): &(usize, &str)| at == 0 || source.text.as_bytes()[at - 1] == b'\n';
    let (start, word) = source.text.match_indices("%TAG").filter(begins_line).nth(limits::TAG_DIRECTIVES)?;
    let place = Place { source: Arc::clone(source), range: start..start + word.len() };
    let message = format!("there are more than {} `%TAG` lines", limits::TAG_DIRECTIVES);
    Some(Diagnostic::error("too-large", message).at(place))
}

/// The parser panics at a tag that is followed by a comma (`[!!str, a]`), where an empty value is meant.
/// Such a place is found by scanning the text before it, which tells whether a tag can begin there.
fn tag_before_comma(source: &Arc<SourceText>) -> Option<Diagnostic> {
    let mut left = RESCANNED;
    for (start, end) in tag_like_before_comma(&source.text) {
        let Some(rest) = left.checked_sub(start) else {
            return Some(tag_error(source, start, end, "too much of the text looks like a tag before a comma"));
        };
        left = rest;
        if begins_in_flow(&source.text[..start]) {
            return Some(tag_error(source, start, end, "there is no value between this tag and the comma"));
        }
    }
    None
}

fn tag_error(source: &Arc<SourceText>, start: usize, end: usize, message: &str) -> Diagnostic {
    let place = Place { source: Arc::clone(source), range: start..end };
    Diagnostic::error("yaml-syntax", message).at(place).hint("put text that starts with `!` in quotes")
}

/// Finds what would be a tag if a token began there: `!`, characters of a tag, and a comma behind them.
///
/// Ends are remembered from one `!` to the next, so that a text of nothing but `!` is read once.
fn tag_like_before_comma(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let bytes = text.as_bytes();
    let (mut word_end, mut bracket) = (0, 0);
    text.match_indices('!').filter_map(move |(start, _)| {
        // Behind a letter or a backslash a token is under way already.
        let before = start.checked_sub(1).map(|before| bytes[before]);
        if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'\\') {
            return None;
        }
        let end = if bytes.get(start + 1) == Some(&b'<') {
            bracket = first_from(bytes, start.max(bracket), |byte| byte == b'>');
            bracket + 1
        } else {
            word_end = first_from(bytes, start.max(word_end), |byte| !is_tag_character(byte));
            word_end
        };
        (bytes.get(end) == Some(&b',')).then_some((start, end))
    })
}

fn first_from(bytes: &[u8], start: usize, wanted: fn(u8) -> bool) -> usize {
    bytes[start..].iter().position(|&byte| wanted(byte)).map_or(bytes.len(), |at| start + at)
}

fn is_tag_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"_-;/?:@&=+$.%!~*'()".contains(&byte)
}

/// Returns whether a token that begins behind `text` stands within brackets.
fn begins_in_flow(text: &str) -> bool {
    let mut scanner = Scanner::new();
    scanner.set_encoding(Encoding::Utf8);
    scanner.set_input(yaml::input(text));
    let mut level = 0_usize;
    let mut last: Option<Token> = None;
    for token in scanner {
        let token = match token {
            Ok(token) => token,
            Err(error) => return is_key_in_brackets(&error, text),
        };
        match token.data {
            TokenData::FlowSequenceStart | TokenData::FlowMappingStart => level += 1,
            TokenData::FlowSequenceEnd | TokenData::FlowMappingEnd => level = level.saturating_sub(1),
            _ => {}
        }
        if !matches!(token.data, TokenData::StreamEnd) {
            last = Some(token);
        }
    }
    level > 0 && !last.is_some_and(|token| goes_on(&token, text))
}

/// A text that ends in quotes is an error here, and one that is wrong is for the parser to report. But brackets
/// that must be a key, since they stand where keys do, are an error too, because the line ends with `text`.
fn is_key_in_brackets(error: &libyaml_safer::Error, text: &str) -> bool {
    let begun = error.context_mark().and_then(|mark| text.get(mark.index as usize..)).unwrap_or_default();
    let is_plain = !begun.starts_with(['[', '{', '!', '&', '*', '"', '\'']);
    error.problem() == "could not find expected ':'" && !is_plain && begun.contains(['[', '{'])
}

/// Returns whether what follows `text` belongs to its last token or to a comment.
fn goes_on(last: &Token, text: &str) -> bool {
    let gap = text.get(last.end_mark.index as usize..).unwrap_or_default();
    let last_line = gap.rsplit(LINE_BREAKS).next().unwrap_or_default();
    let plain = matches!(last.data, TokenData::Scalar { style: libyaml_safer::ScalarStyle::Plain, .. });
    last_line.contains('#') || plain && !gap.contains('#')
}

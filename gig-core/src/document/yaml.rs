//! The events of a YAML text as this stage wants them: places in bytes, styles reduced to plain or not.
//!
//! This module and [`hazard`](super::hazard) are the only ones that name the YAML library.

use std::io::{BufReader, Chain, Read};

use libyaml_safer::{Encoding, EventData, Parser, ScalarStyle};

use super::{Scalar, Span};
use crate::diagnostic::boundary_before;

/// Something that occurs in the text.
pub(super) struct Event {
    pub(super) kind: EventKind,
    pub(super) span: Span,
}

pub(super) enum EventKind {
    DocumentStart,
    Alias(String),
    Scalar(Properties, Scalar),
    SequenceStart(Properties),
    MappingStart(Properties),
    /// The end of the list or map that was opened last. Its span is empty unless a bracket closes it.
    CollectionEnd,
}

/// What may stand before a node.
#[derive(Default)]
pub(super) struct Properties {
    pub(super) anchor: Option<String>,
    pub(super) tag: Option<String>,
}

/// Why the text is not YAML, in the words of the parser. `syntax` translates them.
pub(super) struct Failure {
    pub(super) problem: &'static str,
    pub(super) context: &'static str,
    pub(super) at: usize,
    /// Where what could not be finished begins.
    pub(super) began_at: Option<usize>,
}

/// Reading in pieces keeps the parser's buffer of characters, four bytes each, small.
const PIECE: usize = 16 * 1024;

/// A text as the parser takes it.
pub(super) type Input<'a> = BufReader<Chain<&'a [u8], &'static [u8]>>;

/// Gives the parser a text that ends with a line feed: it panics at the end of a text within a block scalar
/// or an escape.
pub(super) fn input(text: &str) -> Input<'_> {
    let ending: &[u8] = if text.ends_with('\n') { b"" } else { b"\n" };
    BufReader::with_capacity(PIECE, text.as_bytes().chain(ending))
}

/// The events of a text.
pub(super) struct Events<'a> {
    text: &'a str,
    /// The offset of the text among all of its document.
    base: u32,
    parser: Parser<Input<'a>>,
}

impl<'a> Events<'a> {
    pub(super) fn new(text: &'a str, base: u32) -> Self {
        let mut parser = Parser::new();
        // Left to guess, the parser takes the first byte of some characters for a broken byte order mark.
        parser.set_encoding(Encoding::Utf8);
        parser.set_input(input(text));
        Self { text, base, parser }
    }

    fn convert(&self, event: libyaml_safer::Event) -> Option<Event> {
        let mut span = self.span(event.start_mark.index, event.end_mark.index);
        let kind = match event.data {
            EventData::StreamStart { .. } | EventData::StreamEnd | EventData::DocumentEnd { .. } => return None,
            EventData::DocumentStart { .. } => EventKind::DocumentStart,
            EventData::Alias { anchor } => EventKind::Alias(anchor),
            EventData::SequenceStart { anchor, tag, .. } => EventKind::SequenceStart(Properties { anchor, tag }),
            EventData::MappingStart { anchor, tag, .. } => EventKind::MappingStart(Properties { anchor, tag }),
            EventData::SequenceEnd | EventData::MappingEnd => EventKind::CollectionEnd,
            EventData::Scalar { anchor, tag, mut value, style, .. } => {
                // The line feed that `input` added is not part of the last text.
                if event.end_mark.index > self.text.len() as u64 && value.ends_with('\n') {
                    value.pop();
                }
                span.end = self.without_trailing_space(span);
                let scalar = Scalar { text: value, plain: style == ScalarStyle::Plain };
                EventKind::Scalar(Properties { anchor, tag }, scalar)
            }
        };
        Some(Event { kind, span })
    }

    fn span(&self, start: u64, end: u64) -> Span {
        Span { start: self.offset(start), end: self.offset(end) }
    }

    /// The parser counts bytes. The text is shorter than 4 GB, and a line feed may have been added to it.
    fn offset(&self, index: u64) -> u32 {
        self.base + index.min(self.text.len() as u64) as u32
    }

    /// A block scalar ends where the next token begins, lines further down.
    fn without_trailing_space(&self, span: Span) -> u32 {
        let text =
            self.text.get((span.start - self.base) as usize..(span.end - self.base) as usize).unwrap_or_default();
        span.start + text.trim_end().len() as u32
    }

    fn failure(&self, error: &libyaml_safer::Error) -> Failure {
        let offset = |mark: libyaml_safer::Mark| boundary_before(self.text, mark.index as usize);
        Failure {
            problem: error.problem(),
            context: error.context().unwrap_or_default(),
            at: error.problem_mark().map(offset).unwrap_or_default(),
            began_at: error.context_mark().map(offset),
        }
    }
}

impl Iterator for Events<'_> {
    type Item = Result<Event, Failure>;

    /// After a failure the parser must not be asked again.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.parser.next()? {
                Err(error) => return Some(Err(self.failure(&error))),
                Ok(event) => {
                    if let Some(event) = self.convert(event) {
                        return Some(Ok(event));
                    }
                }
            }
        }
    }
}

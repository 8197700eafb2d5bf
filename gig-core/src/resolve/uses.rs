//! Which variables a document uses, where, and what it says for the case that one is not set.
//!
//! Whether and where they are set is not looked at; that is in [`Variables`](super::Variables).

use std::collections::HashSet;

use super::expansion::{OperatorKind, Part, Reference};
use super::interpolate::template;
use crate::diagnostic::Place;
use crate::document::{Document, Mapping, Node, NodeValue, Scalar, Span};

/// One reference to a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VariableUse {
    /// The variable.
    pub name: String,
    /// The value that it is a part of.
    pub at: Place,
    /// What the document says for the case that it is not set.
    pub otherwise: Otherwise,
}

/// What takes the place of a variable that is not set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Otherwise {
    /// The empty text, with a warning: `$NAME`.
    Empty,
    /// A word, as it is written: `${NAME:-word}`.
    Default(String),
    /// Nothing, since it only decides whether a word is put in: `${NAME:+word}`.
    Nothing,
    /// The document cannot be used: `${NAME:?explanation}`.
    Fails,
}

/// Finds the variables that a document uses, in the order of the text. A reference that cannot be read is passed over:
/// [`resolve`](fn@super::resolve) says what is wrong with it.
#[must_use]
pub fn uses(document: &Document) -> Vec<VariableUse> {
    let mut walk = Walk { document, found: Vec::new() };
    document.name.iter().for_each(|name| walk.node(name));
    for mapping in [&document.services, &document.networks, &document.volumes, &document.configs, &document.secrets] {
        walk.mapping(mapping);
    }
    without_repetitions(walk.found)
}

/// What came through an alias stands where its anchor stands, once for each alias.
fn without_repetitions(mut found: Vec<VariableUse>) -> Vec<VariableUse> {
    found.sort_by_key(|found| found.at.range.start);
    let mut known = HashSet::new();
    found.retain(|found| known.insert((found.at.range.start, found.name.clone(), found.otherwise.clone())));
    found
}

struct Walk<'a> {
    document: &'a Document,
    found: Vec<VariableUse>,
}

impl Walk<'_> {
    fn node(&mut self, node: &Node) {
        match &node.value {
            NodeValue::Null => {}
            NodeValue::Scalar(scalar) => self.scalar(scalar, node.span),
            NodeValue::Sequence(items) => items.iter().for_each(|item| self.node(item)),
            NodeValue::Mapping(mapping) => self.mapping(mapping),
        }
    }

    fn mapping(&mut self, mapping: &Mapping) {
        mapping.iter().for_each(|entry| self.node(&entry.value));
    }

    fn scalar(&mut self, scalar: &Scalar, span: Span) {
        if scalar.text.contains('$') {
            self.parts(&template(&scalar.text).unwrap_or_default(), &scalar.text, span);
        }
    }

    /// A word may hold references itself.
    fn parts(&mut self, parts: &[Part], text: &str, span: Span) {
        for part in parts {
            let Part::Reference(reference) = part else { continue };
            let otherwise = otherwise(reference, text);
            self.found.push(VariableUse { name: reference.name.clone(), at: self.document.place(span), otherwise });
            if let Some((_, word)) = &reference.operation {
                self.parts(word, text, span);
            }
        }
    }
}

fn otherwise(reference: &Reference, text: &str) -> Otherwise {
    let Some((operator, _)) = &reference.operation else { return Otherwise::Empty };
    match operator.kind() {
        OperatorKind::Default => Otherwise::Default(word(reference, text)),
        OperatorKind::Alternative => Otherwise::Nothing,
        OperatorKind::Required => Otherwise::Fails,
    }
}

/// Returns what stands between the operator and the brace that closes the reference.
fn word(reference: &Reference, text: &str) -> String {
    let written = text.get(reference.range.clone()).unwrap_or_default();
    let inner = written.strip_prefix("${").and_then(|rest| rest.strip_prefix(reference.name.as_str()));
    let inner = inner.and_then(|rest| rest.strip_suffix('}')).unwrap_or_default();
    inner.trim_start_matches(':').get(1..).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Otherwise, uses};
    use crate::diagnostic::SourceText;
    use crate::document;

    #[test]
    fn each_use_is_found_with_its_place_and_what_it_says_otherwise() {
        let text = "services:\n  web:\n    image: web:${TAG:-1-${SUFFIX-x}}\n    environment: {A: $A, B: '${B:?set it}', C: $$C}\n    command: [&d \"${D:+on} $D\", \"${\", *d]\n";
        let document = document::parse(SourceText::new("gig.yml", "/p", text)).expect("a document");
        let found: Vec<_> = uses(&document)
            .into_iter()
            .map(|found| (found.name, text[..found.at.range.start].lines().count(), found.otherwise))
            .collect();
        let expected = [
            ("TAG", 3, Otherwise::Default("1-${SUFFIX-x}".to_owned())),
            ("SUFFIX", 3, Otherwise::Default("x".to_owned())),
            ("A", 4, Otherwise::Empty),
            ("B", 4, Otherwise::Fails),
            ("D", 5, Otherwise::Nothing),
            ("D", 5, Otherwise::Empty),
        ];
        assert_eq!(found, expected.map(|(name, line, otherwise)| (name.to_owned(), line, otherwise)));
    }
}

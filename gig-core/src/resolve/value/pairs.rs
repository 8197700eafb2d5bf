//! Keys with values, as a map or as a list of `KEY=VALUE`.

use super::{Decoded, Shape, Value, all};
use crate::diagnostic::Diagnostic;
use crate::document::Entry;

/// A key with its value.
pub(in crate::resolve) struct Pair<'a> {
    /// The key.
    pub(in crate::resolve) key: String,
    /// The value; a key may stand alone.
    pub(in crate::resolve) value: Option<String>,
    /// Where the value stands.
    pub(in crate::resolve) at: Value<'a>,
}

impl<'a> Value<'a> {
    /// Returns the pairs of a map, or of a list of `KEY=VALUE`.
    pub(in crate::resolve) fn pairs(self) -> Decoded<Vec<Pair<'a>>> {
        match self.shape() {
            Shape::Null => Ok(Vec::new()),
            Shape::Scalar => Err(self.wrong_type("a map or a list")),
            Shape::List(items) => all(items.into_iter().map(Self::list_pair)),
            Shape::Map(mapping) => all(mapping.iter().map(|entry| self.map_pair(entry))),
        }
    }

    /// Returns the entries of a map, each with its key.
    pub(in crate::resolve) fn entries(self) -> Decoded<Vec<(&'a Entry, Self)>> {
        let Shape::Map(mapping) = self.shape() else { return Err(self.wrong_type("a map")) };
        Ok(mapping.iter().map(|entry| (entry, Self { key: &entry.key, node: &entry.value, ..self })).collect())
    }

    fn list_pair(self) -> Decoded<Pair<'a>> {
        let text = self.text()?;
        let (key, value) = match text.split_once('=') {
            Some((key, value)) => (key.to_owned(), Some(value.to_owned())),
            None => (text, None),
        };
        if key.is_empty() {
            self.flaw(self.without_name())?;
        }
        Ok(Pair { key, value, at: self })
    }

    /// A variable that is not set may have been all of the name.
    fn without_name(self) -> Diagnostic {
        Diagnostic::error("empty-key", format!("an entry of `{}` has no name", self.key))
    }

    fn map_pair(self, entry: &'a Entry) -> Decoded<Pair<'a>> {
        let at = Self { key: &entry.key, node: &entry.value, ..self };
        if entry.key.is_empty() {
            self.context.flaw(self.without_name().at(self.context.place(entry.key_span)))?;
        }
        let value = match at.shape() {
            Shape::Null => None,
            Shape::Scalar | Shape::List(_) | Shape::Map(_) => Some(at.text()?),
        };
        Ok(Pair { key: entry.key.clone(), value, at })
    }
}

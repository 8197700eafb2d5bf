//! Maps: entries in the order of the file, found by their key.

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};

use indexmap::IndexSet;

use super::{Node, Span};

/// Among so many entries one is found sooner by looking at each than by its hash.
const FEW: usize = 8;

/// A map in the order of the file; no key occurs twice.
///
/// The set is boxed to keep [`Node`] small: a hostile file is nothing but nodes.
#[derive(Debug, Default)]
pub struct Mapping {
    entries: Box<IndexSet<Keyed>>,
}

/// One entry of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

impl Mapping {
    /// Adds an entry, unless its key is there already.
    ///
    /// # Errors
    /// Gives the entry back whose key occurs already.
    pub fn insert(&mut self, entry: Entry) -> Result<(), Entry> {
        if self.entries.contains(entry.key.as_str()) {
            return Err(entry);
        }
        self.entries.insert(Keyed(entry));
        Ok(())
    }

    /// Returns the entry of `key`.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        if self.len() <= FEW {
            return self.iter().find(|entry| entry.key == key);
        }
        self.entries.get(key).map(|keyed| &keyed.0)
    }

    /// Returns the value of `key`.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Looks at each entry in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().map(|keyed| &keyed.0)
    }

    /// Takes the entries out, in the order of the file.
    pub fn into_entries(self) -> impl Iterator<Item = Entry> {
        self.entries.into_iter().map(|keyed| keyed.0)
    }

    /// Returns the number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Gives back what the set holds in reserve.
    pub(super) fn shrink(&mut self) {
        self.entries.shrink_to_fit();
    }
}

impl FromIterator<Entry> for Mapping {
    /// Of entries with one key the first stays.
    fn from_iter<T: IntoIterator<Item = Entry>>(entries: T) -> Self {
        let mut mapping = Self::default();
        for entry in entries {
            _ = mapping.insert(entry);
        }
        mapping
    }
}

impl Clone for Mapping {
    /// A copy of a set reserves room for entries that will not come, and aliases make many copies.
    fn clone(&self) -> Self {
        let mut copy = Self { entries: self.entries.clone() };
        copy.shrink();
        copy
    }
}

impl PartialEq for Mapping {
    /// Two maps are equal when they hold equal entries, in whatever order.
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|entry| other.entry(&entry.key) == Some(entry))
    }
}

/// An entry that stands for its key, so that the key is stored once.
#[derive(Debug, Clone)]
struct Keyed(Entry);

impl Borrow<str> for Keyed {
    fn borrow(&self) -> &str {
        &self.0.key
    }
}

impl Hash for Keyed {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.key.hash(state);
    }
}

impl PartialEq for Keyed {
    fn eq(&self, other: &Self) -> bool {
        self.0.key == other.0.key
    }
}

impl Eq for Keyed {}

//! Maps: entries in the order of the file, found by their key.

use std::borrow::Borrow;
use std::hash::{Hash, Hasher};

use indexmap::IndexSet;

use super::{Node, Span};

/// Among so many entries one is found sooner by looking at each than by its hash.
const FEW: usize = 16;

/// A map in the order of the file; no key occurs twice.
#[derive(Debug)]
pub struct Mapping(Entries);

#[derive(Debug)]
enum Entries {
    /// At most [`FEW`], as nearly all maps have.
    Few(Vec<Entry>),
    /// The set is boxed to keep [`Node`] small: a hostile file is nothing but nodes.
    Many(Box<IndexSet<Keyed>>),
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
        if self.entry(&entry.key).is_some() {
            return Err(entry);
        }
        match &mut self.0 {
            Entries::Few(entries) if entries.len() < FEW => entries.push(entry),
            Entries::Few(entries) => {
                let all = entries.drain(..).chain([entry]).map(Keyed);
                self.0 = Entries::Many(Box::new(all.collect()));
            }
            Entries::Many(entries) => {
                entries.insert(Keyed(entry));
            }
        }
        Ok(())
    }

    /// Returns the entry of `key`.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.0 {
            Entries::Few(entries) => entries.iter().find(|entry| entry.key == key),
            Entries::Many(entries) => entries.get(key).map(|keyed| &keyed.0),
        }
    }

    /// Returns the value of `key`.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Looks at each entry in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        let (few, many) = match &self.0 {
            Entries::Few(entries) => (Some(entries), None),
            Entries::Many(entries) => (None, Some(entries)),
        };
        few.into_iter().flatten().chain(many.into_iter().flat_map(|entries| entries.iter()).map(|keyed| &keyed.0))
    }

    /// Takes the entries out, in the order of the file.
    pub fn into_entries(self) -> impl Iterator<Item = Entry> {
        let (few, many) = match self.0 {
            Entries::Few(entries) => (Some(entries), None),
            Entries::Many(entries) => (None, Some(*entries)),
        };
        few.into_iter().flatten().chain(many.into_iter().flatten().map(|keyed| keyed.0))
    }

    /// Returns the number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Entries::Few(entries) => entries.len(),
            Entries::Many(entries) => entries.len(),
        }
    }

    /// Returns whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives back what is held in reserve.
    pub(super) fn shrink(&mut self) {
        match &mut self.0 {
            Entries::Few(entries) => entries.shrink_to_fit(),
            Entries::Many(entries) => entries.shrink_to_fit(),
        }
    }
}

impl Default for Mapping {
    fn default() -> Self {
        Self(Entries::Few(Vec::new()))
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
        match &self.0 {
            Entries::Few(entries) => Self(Entries::Few(entries.clone())),
            Entries::Many(entries) => {
                let mut copy = Self(Entries::Many(entries.clone()));
                copy.shrink();
                copy
            }
        }
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

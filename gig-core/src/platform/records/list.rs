//! A list of records while it grows: one method for each kind of field.
//!
//! What is left to the image or the engine has no record at all, so that a field that is added later
//! changes no hash of a configuration that does not use it.

use super::Record;
use crate::secret::Secret;

/// The value of the record that tells an empty list or group from one that is not set.
const SET: &str = "set";

/// A list of records while it grows.
pub(super) struct RecordList {
    records: Vec<Record>,
}

impl RecordList {
    /// Starts the list with the record that names its version.
    pub(super) fn of_version(version: u32) -> Self {
        let mut list = Self { records: Vec::new() };
        list.value("version", version);
        list
    }

    /// Ends the list.
    pub(super) fn into_records(self) -> Vec<Record> {
        self.records
    }

    /// Adds a value.
    pub(super) fn value(&mut self, key: impl Into<String>, value: impl ToString) {
        self.records.push(Record { key: key.into(), value: Secret::new(value.to_string()) });
    }

    /// Adds a value where it is set.
    pub(super) fn optional(&mut self, key: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.value(key, value);
        }
    }

    /// Adds `true` where it holds.
    pub(super) fn flag(&mut self, key: &str, holds: bool) {
        self.optional(key, holds.then_some(true));
    }

    /// Adds that a group is set, whatever it holds.
    pub(super) fn group(&mut self, key: &str) {
        self.value(key, SET);
    }

    /// Adds a list, each element under its index.
    pub(super) fn list(&mut self, key: &str, elements: impl IntoIterator<Item = impl ToString>) {
        for (index, element) in elements.into_iter().enumerate() {
            self.value(format!("{key}.{index}"), element);
        }
    }

    /// Adds a list that says something even where it is empty.
    pub(super) fn optional_list(&mut self, key: &str, elements: Option<&[String]>) {
        if let Some(elements) = elements {
            self.group(key);
            self.list(key, elements);
        }
    }

    /// Adds a map, each value under its name; `entries` come sorted by name.
    pub(super) fn map<'a>(&mut self, key: &str, entries: impl IntoIterator<Item = (&'a String, impl ToString)>) {
        for (name, value) in entries {
            self.value(format!("{key}.{name}"), value);
        }
    }
}

//! The configurations of the golden vectors.

mod host;
mod outside;
mod process;
mod rest;

use std::collections::BTreeMap;

use gig_core::platform::Configuration;

/// A configuration and what is special about it.
pub(super) struct Vector {
    pub(super) name: &'static str,
    pub(super) configuration: Configuration,
}

/// Returns all vectors; a new one goes to the end of its file.
pub(super) fn vectors() -> Vec<Vector> {
    let mut vectors = process::vectors();
    vectors.extend(outside::vectors());
    vectors.extend(host::vectors());
    vectors.extend(rest::vectors());
    vectors
}

fn vector(name: &'static str, change: impl FnOnce(&mut Configuration)) -> Vector {
    let mut configuration = Configuration::new("redis:7".parse().unwrap());
    change(&mut configuration);
    Vector { name, configuration }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn map<V: From<&'static str>>(entries: &[(&str, &'static str)]) -> BTreeMap<String, V> {
    entries.iter().map(|(name, value)| ((*name).to_owned(), V::from(value))).collect()
}

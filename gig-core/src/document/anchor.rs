//! Anchored nodes, kept for the aliases that may follow.

use std::collections::HashMap;

use super::Node;
use super::budget::Weight;

/// A node that an alias may stand for.
pub(super) struct Anchored {
    pub(super) node: Node,
    pub(super) weight: Weight,
    /// How many levels of lists and maps it brings: 0 for a scalar.
    pub(super) levels: usize,
}

/// What an alias finds.
pub(super) enum Lookup<'a> {
    Known(&'a Anchored),
    /// The anchored node is not complete: the alias stands within it.
    Open,
    Unknown,
}

/// The anchors so far. A later anchor of one name takes the place of the earlier.
#[derive(Default)]
pub(super) struct Anchors {
    by_name: HashMap<String, Option<Anchored>>,
}

impl Anchors {
    pub(super) fn open(&mut self, name: &str) {
        self.by_name.insert(name.to_owned(), None);
    }

    pub(super) fn close(&mut self, name: String, node: Node, weight: Weight, levels: usize) {
        self.by_name.insert(name, Some(Anchored { node, weight, levels }));
    }

    pub(super) fn look_up(&self, name: &str) -> Lookup<'_> {
        match self.by_name.get(name) {
            Some(Some(anchored)) => Lookup::Known(anchored),
            Some(None) => Lookup::Open,
            None => Lookup::Unknown,
        }
    }
}

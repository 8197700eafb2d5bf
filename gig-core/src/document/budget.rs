//! What is left of the nodes and the text that a file may have.

use super::{Node, NodeValue, limits};

/// The size of a part of the tree, aliases expanded.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    nodes: u64,
    bytes: u64,
}

impl Weight {
    pub(super) fn of_text(text: &str) -> Self {
        Self { nodes: 1, bytes: text.len() as u64 }
    }

    pub(super) fn of_node(node: &Node) -> Self {
        let mut whole = Self::of_collection();
        match &node.value {
            NodeValue::Null => {}
            NodeValue::Scalar(scalar) => whole.bytes += scalar.text.len() as u64,
            NodeValue::Sequence(items) => items.iter().for_each(|item| whole.add(Self::of_node(item))),
            NodeValue::Mapping(mapping) => mapping.iter().for_each(|entry| {
                whole.add(Self::of_text(&entry.key));
                whole.add(Self::of_node(&entry.value));
            }),
        }
        whole
    }

    pub(super) fn of_collection() -> Self {
        Self { nodes: 1, bytes: 0 }
    }

    /// Returns what was added since the tree had the weight `before`.
    pub(super) fn since(self, before: Self) -> Self {
        Self { nodes: self.nodes - before.nodes, bytes: self.bytes - before.bytes }
    }

    fn add(&mut self, other: Self) {
        self.nodes += other.nodes;
        self.bytes += other.bytes;
    }
}

/// What the tree weighs so far, and what is kept besides.
#[derive(Debug, Default)]
pub(super) struct Budget {
    tree: Weight,
    /// Copies of anchored nodes, kept for their aliases: they take memory, but are not part of the tree.
    kept: Weight,
}

/// Which limit is passed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Exhausted {
    Nodes,
    Text,
}

impl Budget {
    /// Returns the weight of the tree so far.
    pub(super) fn tree(&self) -> Weight {
        self.tree
    }

    /// Makes room in the tree, before there is anything to put there.
    pub(super) fn grow(&mut self, weight: Weight) -> Result<(), Exhausted> {
        self.tree.add(weight);
        self.check()
    }

    /// Returns the same without the copies, which go when the text is read.
    pub(super) fn without_copies(self) -> Self {
        Self { kept: Weight::default(), ..self }
    }

    /// Makes room for a copy.
    pub(super) fn keep(&mut self, weight: Weight) -> Result<(), Exhausted> {
        self.kept.add(weight);
        self.check()
    }

    fn check(&self) -> Result<(), Exhausted> {
        if self.tree.nodes + self.kept.nodes > limits::NODES {
            return Err(Exhausted::Nodes);
        }
        if self.tree.bytes + self.kept.bytes > limits::EXPANDED_TEXT {
            return Err(Exhausted::Text);
        }
        Ok(())
    }
}

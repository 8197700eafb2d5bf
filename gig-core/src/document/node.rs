//! The tree of a YAML file with anchors and merge keys expanded, scalars as text, and every place kept.
//!
//! What a scalar means as a number, a duration or a path is decided by whoever reads its key.

use std::ops::Range;

use super::Mapping;

/// A stretch of the texts of a document, in bytes, counted through all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start as usize..span.end as usize
    }
}

/// One node of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it stands. A node that came through an alias stands at its anchor.
    pub span: Span,
    /// What it is.
    pub value: NodeValue,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeValue {
    /// Nothing: an absent value, `~` or `null`.
    Null,
    /// A scalar that is not null.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// A map.
    Mapping(Mapping),
}

/// A scalar as written: its type is decided by the key that wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar {
    /// The text, with quotes and escapes resolved.
    pub text: String,
    /// Whether it was written without quotes, so that YAML 1.2 may read it as a number or a boolean.
    pub plain: bool,
}

impl Node {
    /// Names what the node is, for messages: `a list`, `a map`, `text` or `nothing`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.value {
            NodeValue::Null => "nothing",
            NodeValue::Scalar(_) => "text",
            NodeValue::Sequence(_) => "a list",
            NodeValue::Mapping(_) => "a map",
        }
    }

    /// Returns whether it is nothing.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.value, NodeValue::Null)
    }

    /// Returns the map, if it is one.
    #[must_use]
    pub fn as_mapping(&self) -> Option<&Mapping> {
        if let NodeValue::Mapping(mapping) = &self.value { Some(mapping) } else { None }
    }

    /// Returns the items, if it is a list.
    #[must_use]
    pub fn as_sequence(&self) -> Option<&[Self]> {
        if let NodeValue::Sequence(items) = &self.value { Some(items) } else { None }
    }

    /// Returns the scalar, if it is one that is not null.
    #[must_use]
    pub fn as_scalar(&self) -> Option<&Scalar> {
        if let NodeValue::Scalar(scalar) = &self.value { Some(scalar) } else { None }
    }
}

impl Scalar {
    /// Returns whether YAML 1.2 reads this scalar as null: without quotes, and empty, `~` or `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.plain && matches!(self.text.as_str(), "" | "~" | "null" | "Null" | "NULL")
    }

    /// Reads a boolean of YAML 1.2: `yes` and `off` are text. Quotes do not matter, since a variable may
    /// have stood between them.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.text.as_str() {
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            _ => None,
        }
    }
}

impl From<Scalar> for NodeValue {
    fn from(scalar: Scalar) -> Self {
        if scalar.is_null() { Self::Null } else { Self::Scalar(scalar) }
    }
}

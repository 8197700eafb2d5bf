//! A file as it was written: a tree of nodes, each with its place, checked for shape and known keys.
//!
//! Nothing is interpolated or interpreted here; that is [`resolve`](mod@crate::resolve)'s work.

mod node;

use std::ops::Range;
use std::sync::Arc;

pub use node::{Entry, Mapping, Node, NodeValue, Scalar, Span};

use crate::diagnostic::{Diagnostic, Place, SourceText};

/// Which of the two layouts a file has; they differ in a few meanings (`docs/file-format.md`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Services at the top level, as fig and compose 1 had it.
    Fig,
    /// Services under the key `services`, as today's compose files have it.
    Services,
}

/// A file as it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The text it was read from.
    pub source: Arc<SourceText>,
    /// Its layout.
    pub layout: Layout,
    /// The value of `name`, where there is one.
    pub name: Option<Node>,
    /// The services, in the order of the file. Every key of every service is a known one.
    pub services: Mapping,
    /// The top-level `networks`.
    pub networks: Mapping,
    /// The top-level `volumes`.
    pub volumes: Mapping,
    /// The top-level `environments`: gig's own key, by the name of the environment.
    pub environments: Mapping,
    /// What is worth a warning although the file can be used.
    pub warnings: Vec<Diagnostic>,
}

impl Document {
    /// Returns the place of a span of this document.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place { source: Arc::clone(&self.source), range: Range::from(span) }
    }
}

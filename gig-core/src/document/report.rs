//! What is found wrong with the texts of a document, each with its place in it.

use std::collections::HashMap;
use std::sync::Arc;

use super::Span;
use super::budget::Budget;
use super::sources::Sources;
use super::tag::Mark;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, SourceText};

/// What is found wrong with the texts of a document, and what all of them share while they are read.
pub(super) struct Report {
    pub(super) sources: Sources,
    pub(super) diagnostics: Diagnostics,
    /// What the trees of all texts weigh.
    pub(super) budget: Budget,
    /// What the tags say about merging, by where the tagged node starts.
    pub(super) marks: HashMap<u32, Mark>,
}

impl Report {
    pub(super) fn new(source: Arc<SourceText>) -> Self {
        Self {
            sources: Sources::new(source),
            diagnostics: Diagnostics::default(),
            budget: Budget::default(),
            marks: HashMap::new(),
        }
    }

    pub(super) fn place(&self, span: Span) -> Place {
        self.sources.place(span)
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic, span: Span) {
        let place = self.place(span);
        self.diagnostics.push(diagnostic.at(place));
    }
}

//! What is found wrong with one text, each with its place in it.

use std::sync::Arc;

use super::Span;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, SourceText};

/// What is found wrong with a text.
pub(super) struct Report {
    pub(super) source: Arc<SourceText>,
    pub(super) diagnostics: Diagnostics,
}

impl Report {
    pub(super) fn new(source: Arc<SourceText>) -> Self {
        Self { source, diagnostics: Diagnostics::default() }
    }

    pub(super) fn place(&self, span: Span) -> Place {
        Place { source: Arc::clone(&self.source), range: span.into() }
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic, span: Span) {
        let place = self.place(span);
        self.diagnostics.push(diagnostic.at(place));
    }
}

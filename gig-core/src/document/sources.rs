//! The texts that make one document. A span counts through all of them, so that it stays small and knows its text.

use std::sync::Arc;

use super::{Span, limits};
use crate::diagnostic::{Place, SourceText};

/// The texts that make one document, each behind the one before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sources {
    /// Each text with the offset of its first byte, the first at 0. Invariant: there is one at least.
    parts: Vec<(u32, Arc<SourceText>)>,
}

impl Sources {
    /// Begins with the first text.
    pub(super) fn new(first: Arc<SourceText>) -> Self {
        Self { parts: vec![(0, first)] }
    }

    /// Adds a text and returns the offset of its first byte; `None` where there would be too many, or too much of it.
    pub(super) fn add(&mut self, source: Arc<SourceText>) -> Option<u32> {
        let (last, text) = self.parts.last()?;
        // One byte between two texts: the end of one is not the start of the next.
        let start = *last as usize + text.text.len() + 1;
        if self.parts.len() == limits::FILES || start + source.text.len() > limits::TEXT + limits::FILES {
            return None;
        }
        let start = u32::try_from(start).ok()?;
        self.parts.push((start, source));
        Some(start)
    }

    /// Returns the first text.
    #[must_use]
    pub fn first(&self) -> &Arc<SourceText> {
        &self.parts[0].1
    }

    /// Returns the text that a span stands in.
    #[must_use]
    pub fn text_of(&self, span: Span) -> &Arc<SourceText> {
        &self.part(span).1
    }

    /// Returns the place of a span.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        let (start, source) = self.part(span);
        let local = |offset: u32| (offset.saturating_sub(*start) as usize).min(source.text.len());
        Place { source: Arc::clone(source), range: local(span.start)..local(span.end) }
    }

    fn part(&self, span: Span) -> &(u32, Arc<SourceText>) {
        let behind = self.parts.partition_point(|(start, _)| *start <= span.start);
        &self.parts[behind.saturating_sub(1)]
    }
}

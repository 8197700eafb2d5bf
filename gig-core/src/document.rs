//! A file as it was written: a tree of nodes, each with its place, checked for shape and known keys.
//!
//! Nothing is interpolated or interpreted here; that is [`resolve`](mod@crate::resolve)'s work.

mod anchor;
mod budget;
mod hazard;
pub mod keys;
mod layout;
pub mod limits;
mod mapping;
mod nearest;
mod node;
mod open;
mod report;
mod service;
mod syntax;
mod tag;
#[cfg(test)]
mod tests;
mod tree;
mod yaml;

use std::ops::Range;
use std::sync::Arc;

pub use mapping::{Entry, Mapping};
pub use nearest::nearest;
pub use node::{Node, NodeValue, Scalar, Span};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, SourceText};
use report::Report;

/// Reads a text as a document. A byte order mark is dropped, so that places count from behind it.
///
/// What is wrong with its keys and its shape stands in [`Document::diagnostics`], so that it can be told together with
/// what is wrong with the meaning of the rest.
///
/// # Errors
/// Everything that is wrong with a text that is no document at all, in its order.
pub fn parse(source: SourceText) -> Result<Document, Diagnostics> {
    let source = hazard::admit(source).map_err(|refusal| Diagnostics::from(*refusal))?;
    let mut report = Report::new(source);
    let document = read(&mut report);
    let diagnostics = report.diagnostics.in_order();
    match document {
        Some(document) => Ok(Document { diagnostics, ..document }),
        None => Err(diagnostics),
    }
}

fn read(report: &mut Report) -> Option<Document> {
    match tree::read(report) {
        Ok(root) => Some(layout::arrange(root_map(root, report)?, report)),
        Err(fatal) => {
            report.diagnostics.push(*fatal);
            None
        }
    }
}

fn root_map(root: Option<Node>, report: &mut Report) -> Option<Mapping> {
    let (found, span) = root.as_ref().map_or(("nothing", Span::default()), |root| (root.kind(), root.span));
    match root.map(|root| root.value) {
        Some(NodeValue::Mapping(mapping)) => return Some(mapping),
        None | Some(NodeValue::Null) => report.push(Diagnostic::error("no-content", "the file is empty"), span),
        Some(NodeValue::Scalar(_) | NodeValue::Sequence(_)) => {
            let message = format!("the file must be a map of services, found {found}");
            report.push(Diagnostic::error("wrong-type", message), span);
        }
    }
    None
}

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
    /// The services, in the order of the file. Whatever key of theirs is not a known one was reported.
    pub services: Mapping,
    /// The top-level `networks`.
    pub networks: Mapping,
    /// The top-level `volumes`.
    pub volumes: Mapping,
    /// The top-level `configs`.
    pub configs: Mapping,
    /// The top-level `secrets`.
    pub secrets: Mapping,
    /// The top-level `environments`: gig's own key, by the name of the environment.
    pub environments: Mapping,
    /// What is wrong with its keys and its shape, in the order of the text. With an error among them it means
    /// nothing: [`resolve`](fn@crate::resolve::resolve) refuses it.
    pub diagnostics: Diagnostics,
}

impl Document {
    /// Returns the place of a span of this document.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place { source: Arc::clone(&self.source), range: Range::from(span) }
    }
}

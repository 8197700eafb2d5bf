//! A file as it was written: a tree of nodes, each with its place, checked for shape and known keys.
//!
//! Nothing is interpolated or interpreted here; that is [`resolve`](mod@crate::resolve)'s work.

mod anchor;
mod assembly;
mod budget;
mod extends;
mod hazard;
mod include;
pub mod keys;
mod layout;
pub mod limits;
mod mapping;
mod merge;
mod nearest;
mod node;
mod open;
mod report;
mod service;
mod sources;
mod syntax;
mod tag;
#[cfg(test)]
mod tests;
mod tree;
mod yaml;

use std::path::Path;

pub use mapping::{Entry, Mapping};
pub use nearest::nearest;
pub use node::{Node, NodeValue, Scalar, Span};
pub use sources::Sources;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, SourceText};
use crate::resolve::{FileError, Files, PathKind};
use report::Report;

/// Reads a text as a document. A byte order mark is dropped, so that places count from behind it.
///
/// What is wrong with its keys and its shape stands in [`Document::diagnostics`], so that it can be told together with
/// what is wrong with the meaning of the rest.
///
/// # Errors
/// Everything that is wrong with a text that is no document at all, in its order.
pub fn parse(source: SourceText) -> Result<Document, Diagnostics> {
    parse_all(vec![source], &Surroundings { files: &Alone, variables: &|_| None })
}

/// What stands around the files of a document while they are put together.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The files that are extended and included.
    pub files: &'a dyn Files,
    /// The variables, for the names of those files and for what decides which values are merged.
    pub variables: &'a dyn Fn(&str) -> Option<String>,
}

/// Reads several texts as one document: each is merged into those before it, as compose does it.
///
/// The first says which folder the project has. What they extend and include is read through `around`.
///
/// # Errors
/// Everything that is wrong with texts that are no document at all, in their order.
pub fn parse_all(texts: Vec<SourceText>, around: &Surroundings<'_>) -> Result<Document, Diagnostics> {
    assembly::assemble(texts, around)
}

/// A document without anything around it.
struct Alone;

impl Files for Alone {
    fn read(&self, _path: &Path) -> Result<String, FileError> {
        Err(FileError::Missing)
    }

    fn kind(&self, _path: &Path) -> PathKind {
        PathKind::Missing
    }
}

fn root_map(root: Option<Node>, base: u32, report: &mut Report) -> Option<Mapping> {
    let start = Span { start: base, end: base };
    let (found, span) = root.as_ref().map_or(("nothing", start), |root| (root.kind(), root.span));
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
    /// The texts it was read from: the first names its folder.
    pub sources: Sources,
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
        self.sources.place(span)
    }
}

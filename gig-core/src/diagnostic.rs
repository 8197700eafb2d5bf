//! What is wrong with a file, where, and what to do: collected, never thrown at the first.
//!
//! [`render`] makes text of it. Where that text goes is the caller's business.

pub mod codes;
mod collection;
mod display;
mod excerpt;

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

pub use collection::Diagnostics;
pub use display::render;
pub(crate) use excerpt::boundary_before;

/// A text that was read, with the name under which messages speak of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// How the file was named: a path as the user gave it, or `<stdin>`.
    pub name: String,
    /// The folder that relative paths in the text start from.
    pub directory: PathBuf,
    /// The text itself.
    pub text: String,
}

impl SourceText {
    /// Names `text`, whose relative paths start from `directory`.
    pub fn new(name: impl Into<String>, directory: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self { name: name.into(), directory: directory.into(), text: text.into() }
    }

    /// Returns line and column of a byte offset, both counted from 1, the column in characters.
    #[must_use]
    pub fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let before = &self.text.as_bytes()[..offset.min(self.text.len())];
        let line_start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
        (line, column)
    }
}

/// A stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The text.
    pub source: Arc<SourceText>,
    /// The stretch, in bytes.
    pub range: Range<usize>,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It works, but perhaps not as meant.
    Warning,
    /// It cannot be used.
    Error,
}

/// One thing that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name for this kind of diagnostic, in kebab case: `unknown-key`. [`codes`] explains each.
    pub code: &'static str,
    /// What is wrong: a lower-case fragment that names the thing in backticks.
    pub message: String,
    /// Where it is wrong.
    pub at: Option<Place>,
    /// Other places that have to do with it, each with what is there.
    pub related: Vec<(Place, String)>,
    /// What to do.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// Makes an error without a place.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// Makes a warning without a place.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    fn new(severity: Severity, code: &'static str, message: String) -> Self {
        debug_assert!(codes::explanation(code).is_some(), "`{code}` has no explanation in `diagnostic/codes`");
        Self { severity, code, message, at: None, related: Vec::new(), hint: None }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.at = Some(place);
        self
    }

    /// Points at another place that has to do with it.
    #[must_use]
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push((place, message.into()));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

//! A document as it is meant: variables put in, files read, values understood, everything checked.

pub mod dotenv;
mod expansion;
pub mod interpolate;
mod line;
pub mod profile;
mod variables;

use std::path::{Path, PathBuf};

pub use line::LineError;
pub use variables::{Origin, Variable, Variables};

use crate::diagnostic::Diagnostic;
use crate::name::ProjectName;
use crate::platform::Platform;

/// What a document means, and what is worth a warning.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Resolved {
    /// The platform.
    pub platform: Platform,
    /// What is worth a warning.
    pub warnings: Vec<Diagnostic>,
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathKind {
    /// Nothing is there.
    Missing,
    /// A folder.
    Directory,
    /// A file, a socket or a device.
    File,
}

/// A file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Nothing is there.
    #[error("it does not exist")]
    Missing,
    /// It is there, but cannot be read.
    #[error("{0}")]
    Unreadable(String),
}

/// The files beside a document, as the caller lets gig-core see them.
pub trait Files {
    /// Returns the content of a file, which must be UTF-8.
    ///
    /// # Errors
    /// [`FileError`] where there is no such file or it cannot be read.
    fn read(&self, path: &Path) -> Result<String, FileError>;

    /// Returns what a path leads to.
    fn kind(&self, path: &Path) -> PathKind;
}

/// All that the meaning of a document depends on besides its text.
#[non_exhaustive]
pub struct Inputs<'a> {
    /// The variables.
    pub variables: Variables,
    /// The files beside the document.
    pub files: &'a dyn Files,
    /// The project, where the user named it; else the document's `name`, else its folder.
    pub project: Option<ProjectName>,
    /// The user's home folder, for `~` in paths.
    pub home: Option<PathBuf>,
    /// Whether an unset variable without a default is an error.
    pub strict: bool,
}

impl<'a> Inputs<'a> {
    /// Puts inputs together that name neither project nor home.
    #[must_use]
    pub fn new(variables: Variables, files: &'a dyn Files) -> Self {
        Self { variables, files, project: None, home: None, strict: false }
    }
}

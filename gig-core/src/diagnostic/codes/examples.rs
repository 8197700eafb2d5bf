//! A small file with all that its meaning depends on.

use std::path::Path;

use crate::resolve::{FileError, Files, Inputs, PathKind, Variables};

/// A small file with all that its meaning depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    text: &'static str,
    /// The files beside it, by name, with their contents.
    pub files: &'static [(&'static str, &'static str)],
    /// The folder that it stands in.
    pub folder: &'static str,
    /// The environment that it is read for; `default` where nobody names one.
    pub environment: &'static str,
}

impl Example {
    /// An example that depends on nothing.
    pub(super) const fn of(text: &'static str) -> Self {
        Self { text, files: &[], folder: "/srv/shop", environment: "default" }
    }

    /// Puts files beside it.
    pub(super) const fn beside(self, files: &'static [(&'static str, &'static str)]) -> Self {
        Self { files, ..self }
    }

    /// Puts it into a folder without a name.
    pub(super) const fn at_root(self) -> Self {
        Self { folder: "/", ..self }
    }

    /// Reads it for an environment.
    pub(super) const fn in_environment(self, environment: &'static str) -> Self {
        Self { environment, ..self }
    }

    /// Returns the text of the file.
    #[must_use]
    pub fn text(&self) -> &'static str {
        self.text.strip_prefix('\n').unwrap_or(self.text)
    }

    /// Returns what it is resolved with: no variable is set, and of files there are those beside it.
    #[must_use]
    pub fn inputs(&self) -> Inputs<'_> {
        Inputs::new(Variables::default(), self)
    }
}

impl Files for Example {
    fn read(&self, path: &Path) -> Result<String, FileError> {
        let name = path.strip_prefix(self.folder).map_err(|_| FileError::Missing)?;
        let file = self.files.iter().find(|(file, _)| Path::new(file) == name);
        file.map(|(_, content)| (*content).to_owned()).ok_or(FileError::Missing)
    }

    fn kind(&self, path: &Path) -> PathKind {
        let Ok(name) = path.strip_prefix(self.folder) else { return PathKind::Missing };
        let mut files = self.files.iter().map(|(file, _)| Path::new(file));
        match files.find(|file| file.starts_with(name)) {
            Some(file) if file == name => PathKind::File,
            Some(_) => PathKind::Directory,
            None => PathKind::Missing,
        }
    }
}

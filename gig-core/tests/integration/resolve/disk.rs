//! Files that are nowhere but here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gig_core::resolve::{FileError, Files, PathKind};

/// Files by their paths; a folder is there because a file in it is.
pub(super) struct Disk(BTreeMap<PathBuf, String>);

impl Disk {
    pub(super) fn new(files: &[(&str, &str)]) -> Self {
        Self(files.iter().map(|(path, text)| (PathBuf::from(path), (*text).to_owned())).collect())
    }
}

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<String, FileError> {
        self.0.get(path).cloned().ok_or(FileError::Missing)
    }

    fn kind(&self, path: &Path) -> PathKind {
        if self.0.contains_key(path) {
            PathKind::File
        } else if self.0.keys().any(|file| file.starts_with(path)) {
            PathKind::Directory
        } else {
            PathKind::Missing
        }
    }
}

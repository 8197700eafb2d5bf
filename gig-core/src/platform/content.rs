//! Configs and secrets: what is put into an instance as a file before it starts.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::name::ContentKey;
use crate::secret::Secret;

/// A config or a secret that the file declares.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Declaration {
    /// Its key in the file.
    pub key: ContentKey,
    /// The name that a store would have it under: `<project>_<key>`, unless the file says otherwise.
    pub name: String,
    /// Where its content comes from.
    pub source: Source,
}

impl Declaration {
    /// Declares what `source` gives.
    #[must_use]
    pub fn new(key: ContentKey, name: String, source: Source) -> Self {
        Self { key, name, source }
    }
}

/// Where the content of a config or a secret comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file on the host where gig runs, by its absolute path.
    File(PathBuf),
    /// A variable, by its name.
    Variable(String),
    /// The file itself; only of a config.
    Inline(Secret),
    /// A store that an engine has in swarm mode only.
    External,
}

/// What a service takes: a config or a secret, as the file writes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Grant {
    /// Which one.
    pub source: ContentKey,
    /// Where it is put, as it was written.
    pub target: Option<String>,
    /// Whose it is.
    pub uid: Option<u32>,
    /// Whose group's it is.
    pub gid: Option<u32>,
    /// The permission bits.
    pub mode: Option<u32>,
}

/// A file that is put into an instance before it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadedFile {
    /// The absolute path inside.
    pub target: String,
    /// Whose it is.
    pub uid: u32,
    /// Whose group's it is.
    pub gid: u32,
    /// The permission bits.
    pub mode: u32,
    /// What is in it.
    pub content: Content,
}

/// The content of a file. Two contents with one digest are the same.
#[derive(Clone)]
pub struct Content {
    digest: String,
    bytes: Option<Arc<[u8]>>,
}

impl Content {
    /// Takes the bytes.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        Self { digest: format!("{:x}", Sha256::digest(&bytes)), bytes: Some(bytes) }
    }

    /// Takes the digest of what is not known any more: a runtime keeps no more of what it was given.
    pub fn of_digest(digest: impl Into<String>) -> Self {
        Self { digest: digest.into(), bytes: None }
    }

    /// Returns the SHA-256, as 64 hexadecimal digits.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Gives the bytes, where they are known: for the engine, never for output.
    #[must_use]
    pub fn expose(&self) -> Option<&[u8]> {
        self.bytes.as_deref()
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

impl Eq for Content {}

impl fmt::Debug for Content {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Content(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::Content;

    #[test]
    fn a_content_is_its_digest_and_shows_nothing() {
        let content = Content::new(*b"hunter2");
        assert_eq!(content, Content::of_digest(content.digest()));
        assert_ne!(content, Content::new(*b"hunter3"));
        assert_eq!(format!("{content:?}"), "Content(***)");
        assert_eq!(content.expose(), Some(b"hunter2".as_slice()));
    }
}

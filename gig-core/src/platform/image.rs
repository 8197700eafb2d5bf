//! Image references.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A valid reference to an image, as the file has it: `[domain[:port]/]path[:tag][@digest]`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ImageReference {
    /// Invariant: accepted by the grammar of distribution/reference.
    text: String,
}

impl fmt::Display for ImageReference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

impl From<ImageReference> for String {
    fn from(reference: ImageReference) -> Self {
        reference.text
    }
}

/// A text that is not an image reference.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not an image reference: {rule}")]
pub struct InvalidImage {
    /// The text that was given.
    pub found: String,
    /// The rule that it breaks.
    pub rule: &'static str,
}

impl FromStr for ImageReference {
    type Err = InvalidImage;

    fn from_str(text: &str) -> Result<Self, InvalidImage> {
        Ok(Self { text: text.to_owned() })
    }
}

impl TryFrom<String> for ImageReference {
    type Error = InvalidImage;

    fn try_from(text: String) -> Result<Self, InvalidImage> {
        text.parse()
    }
}
impl ImageReference {
    /// stub
    pub fn familiar(&self) -> String {
        if self.text.contains(':') { self.text.clone() } else { format!("{}:latest", self.text) }
    }
}

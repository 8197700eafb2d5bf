//! When the image of a service is fetched, and for which platform.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Whether an image may, or must, be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pull {
    /// Not at all.
    Never,
    /// Where it is missing.
    Missing,
    /// In any case.
    Always,
}

/// An operating system and an architecture, as in `linux/arm64/v8`; the engine fills in what is left out.
///
/// The grammar is containerd's: up to three parts of letters, digits, `_`, `.` and `-`, with slashes between.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ImagePlatform(String);

/// A text that is not the platform of an image.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the platform of an image: it is written as `linux/amd64` or `linux/arm64/v8`")]
pub struct InvalidImagePlatform(pub String);

impl ImagePlatform {
    /// Returns it as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ImagePlatform {
    type Err = InvalidImagePlatform;

    fn from_str(text: &str) -> Result<Self, InvalidImagePlatform> {
        let is_in_part = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
        let is_part = |part: &str| !part.is_empty() && part.bytes().all(is_in_part);
        let is_one = text.split('/').count() <= 3 && text.split('/').all(is_part);
        if is_one { Ok(Self(text.to_owned())) } else { Err(InvalidImagePlatform(text.to_owned())) }
    }
}

impl fmt::Display for ImagePlatform {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for ImagePlatform {
    type Error = InvalidImagePlatform;

    fn try_from(text: String) -> Result<Self, InvalidImagePlatform> {
        text.parse()
    }
}

impl From<ImagePlatform> for String {
    fn from(platform: ImagePlatform) -> Self {
        platform.0
    }
}

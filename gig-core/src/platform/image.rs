//! Image references, by the grammar of distribution/reference: `[domain[:port]/]path[:tag][@digest]`.

#[cfg(test)]
mod tests;

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

impl ImageReference {
    /// Returns domain and path in full: `docker.io/library/redis` for `redis:7`.
    #[must_use]
    pub fn name(&self) -> String {
        let (domain, path) = domain_and_path(Pieces::of(&self.text).name);
        let library = if domain == DEFAULT_DOMAIN && !path.contains('/') { LIBRARY } else { "" };
        format!("{domain}/{library}{path}")
    }

    /// Returns the tag, where there is one.
    #[must_use]
    pub fn tag(&self) -> Option<&str> {
        Pieces::of(&self.text).tag
    }

    /// Returns the digest, where there is one: `sha256:` and 64 digits. It decides over the tag.
    #[must_use]
    pub fn digest(&self) -> Option<&str> {
        Pieces::of(&self.text).digest
    }

    /// Returns the reference as an engine lists it: the short name with the digest, else with the tag, else with
    /// `latest`.
    #[must_use]
    pub fn familiar(&self) -> String {
        let pieces = Pieces::of(&self.text);
        let (domain, path) = domain_and_path(pieces.name);
        let name = match (domain, path.strip_prefix(LIBRARY)) {
            (DEFAULT_DOMAIN, Some(official)) if !official.contains('/') => official.to_owned(),
            (DEFAULT_DOMAIN, _) => path.to_owned(),
            _ => format!("{domain}/{path}"),
        };
        match (pieces.digest, pieces.tag) {
            (Some(digest), _) => format!("{name}@{digest}"),
            (None, tag) => format!("{name}:{}", tag.unwrap_or(DEFAULT_TAG)),
        }
    }

    /// Returns the same image with another tag and without a digest, which would decide over the tag.
    ///
    /// # Errors
    /// [`InvalidImage`] where `tag` is not one.
    pub fn with_tag(&self, tag: &str) -> Result<Self, InvalidImage> {
        format!("{}:{tag}", Pieces::of(&self.text).name).parse()
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
        match check(text) {
            Ok(()) => Ok(Self { text: text.to_owned() }),
            Err(rule) => Err(InvalidImage { found: text.to_owned(), rule }),
        }
    }
}

impl TryFrom<String> for ImageReference {
    type Error = InvalidImage;

    fn try_from(text: String) -> Result<Self, InvalidImage> {
        text.parse()
    }
}

impl From<ImageReference> for String {
    fn from(reference: ImageReference) -> Self {
        reference.text
    }
}

impl fmt::Display for ImageReference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

const DEFAULT_DOMAIN: &str = "docker.io";
const LIBRARY: &str = "library/";
const DEFAULT_TAG: &str = "latest";
const LONGEST_PATH: usize = 255;
const LONGEST_TAG: usize = 128;

/// The digests that engines know, with the number of their hexadecimal digits.
const DIGESTS: [(&str, usize); 3] = [("sha256", 64), ("sha384", 96), ("sha512", 128)];

/// A reference in pieces, not checked.
struct Pieces<'a> {
    /// Domain and path.
    name: &'a str,
    tag: Option<&'a str>,
    digest: Option<&'a str>,
}

impl<'a> Pieces<'a> {
    fn of(text: &'a str) -> Self {
        let (tagged, digest) = text.split_once('@').map_or((text, None), |(tagged, digest)| (tagged, Some(digest)));
        // A colon before the last slash belongs to the port of the domain.
        let last = tagged.rfind('/').map_or(0, |slash| slash + 1);
        match tagged[last..].find(':') {
            Some(colon) => Self { name: &tagged[..last + colon], tag: Some(&tagged[last + colon + 1..]), digest },
            None => Self { name: tagged, tag: None, digest },
        }
    }
}

/// Splits a name. What stands before the first slash is a domain only if nothing else can look like it.
fn domain_and_path(name: &str) -> (&str, &str) {
    let is_domain = |first: &str| {
        first == "localhost" || first.contains(['.', ':']) || first.contains(|c: char| c.is_ascii_uppercase())
    };
    match name.split_once('/') {
        Some(("index.docker.io", path)) => (DEFAULT_DOMAIN, path),
        Some((domain, path)) if is_domain(domain) => (domain, path),
        _ => (DEFAULT_DOMAIN, name),
    }
}

/// Says which rule a text breaks.
fn check(text: &str) -> Result<(), &'static str> {
    let Pieces { name, tag, digest } = Pieces::of(text);
    let (domain, path) = domain_and_path(name);
    let rules = [
        (!name.is_empty(), "the name is missing"),
        (!is_image_id(text), "64 hexadecimal digits are the id of an image; expected its name"),
        (is_domain(domain), "what stands before the first `/` is not a domain, perhaps with a port"),
        (!path.contains(|c: char| c.is_ascii_uppercase()), "the path has upper-case letters"),
        (
            path.split('/').all(is_component),
            "the path is made of lower-case letters and digits, joined by one of `/`, `.`, `_`, `__` or dashes",
        ),
        (path.len() <= LONGEST_PATH, "the path is longer than 255 characters"),
        (
            tag.is_none_or(is_tag),
            "a tag is made of up to 128 letters, digits, `_`, `.` and `-`, and begins with none of the last two",
        ),
        (
            digest.is_none_or(is_digest),
            "a digest is `sha256:` and 64 lower-case hexadecimal digits, or longer with `sha384:` or `sha512:`",
        ),
    ];
    rules.into_iter().find(|(holds, _)| !holds).map_or(Ok(()), |(_, rule)| Err(rule))
}

fn is_image_id(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(is_lower_hex)
}

fn is_domain(domain: &str) -> bool {
    let bracket = domain.rfind(']').map_or(0, |bracket| bracket + 1);
    let (host, port) = match domain[bracket..].split_once(':') {
        Some((host, port)) => (&domain[..bracket + host.len()], Some(port)),
        None => (domain, None),
    };
    let port_fits = port.is_none_or(|port| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()));
    let host_fits = match host.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        Some(address) => !address.is_empty() && address.bytes().all(|byte| byte == b':' || byte.is_ascii_hexdigit()),
        None => host.split('.').all(is_label),
    };
    host_fits && port_fits
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.bytes().all(|byte| byte == b'-' || byte.is_ascii_alphanumeric())
}

fn is_component(component: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let is_joint = |joint: &str| matches!(joint, "" | "." | "_" | "__") || joint.bytes().all(|byte| byte == b'-');
    component.starts_with(is_plain) && component.ends_with(is_plain) && component.split(is_plain).all(is_joint)
}

fn is_tag(tag: &str) -> bool {
    tag.len() <= LONGEST_TAG
        && tag.starts_with(|c: char| c == '_' || c.is_ascii_alphanumeric())
        && tag.bytes().all(|byte| matches!(byte, b'_' | b'.' | b'-') || byte.is_ascii_alphanumeric())
}

fn is_digest(digest: &str) -> bool {
    let Some((algorithm, hex)) = digest.split_once(':') else { return false };
    DIGESTS.contains(&(algorithm, hex.len())) && hex.bytes().all(is_lower_hex)
}

fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

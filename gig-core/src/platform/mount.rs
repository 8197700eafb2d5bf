//! What is mounted into an instance, and the short form that files have for it: `./data:/var/lib/data:ro`.
//!
//! What a source means (a path, a named volume) depends on the file it stands in, so it is not decided here.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;

use super::ByteSize;

/// Something mounted at a path inside the instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mount {
    /// The absolute path inside.
    pub target: String,
    /// Whether the instance may not write there.
    pub read_only: bool,
    /// What is mounted.
    pub kind: MountKind,
}

/// What is mounted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MountKind {
    /// A path of the host.
    Bind {
        /// The absolute path on the host.
        source: PathBuf,
        /// Whether a missing source is made as a folder.
        create_source: bool,
        /// The propagation, such as `rslave`, where the file names one.
        propagation: Option<String>,
        /// The SELinux label to give it, `z` or `Z`.
        selinux: Option<char>,
    },
    /// A named volume.
    Volume {
        /// Its name on the engine.
        name: String,
        /// Whether the image's content at the target is not copied into an empty volume.
        no_copy: bool,
    },
    /// A volume without a name, which moves to the replacement.
    Anonymous,
    /// Memory.
    Tmpfs {
        /// The size limit.
        size: Option<ByteSize>,
        /// The permission bits.
        mode: Option<u32>,
        /// Further options of the short form, such as `uid=1000` or `noexec`, by name.
        options: BTreeMap<String, String>,
    },
}

impl MountKind {
    /// Returns the name of the volume that is mounted, where it is a named one.
    #[must_use]
    pub fn volume_name(&self) -> Option<&str> {
        match self {
            Self::Volume { name, .. } => Some(name),
            Self::Bind { .. } | Self::Anonymous | Self::Tmpfs { .. } => None,
        }
    }
}

/// A mount in its short form, `[source:]target[:options]`, with nothing resolved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct ShortMount {
    /// What is mounted: a path or the name of a volume. `None` is a volume without a name.
    pub source: Option<String>,
    /// The path inside.
    pub target: String,
    /// Whether the instance may not write there: `ro`.
    pub read_only: bool,
    /// Whether an empty volume stays empty: `nocopy`.
    pub no_copy: bool,
    /// The propagation, such as `rslave`.
    pub propagation: Option<String>,
    /// The SELinux label to give the source, `z` or `Z`.
    pub selinux: Option<char>,
    /// `cached`, `delegated` or `consistent`, which engines have stopped to heed.
    pub consistency: Option<String>,
}

/// A text that is not a mount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a mount: {fault}")]
pub struct InvalidMount {
    /// The text that was given.
    pub found: String,
    /// What is wrong with it.
    pub fault: MountFault,
}

/// What is wrong with a mount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MountFault {
    /// The text is empty.
    #[error("it is empty")]
    Empty,
    /// A part is empty.
    #[error("a part before or after a `:` is empty; expected `source:target`")]
    EmptyPart,
    /// There are too many parts.
    #[error("it has {0} parts, expected no more than `source:target:options`")]
    TooManyParts(usize),
    /// An option is unknown.
    #[error(
        "found the option `{0}`, expected `ro`, `rw`, `nocopy`, `z`, `Z`, one of propagation such as `rslave`, or one of \
         consistency such as `cached`"
    )]
    Option(String),
}

impl FromStr for ShortMount {
    type Err = InvalidMount;

    fn from_str(text: &str) -> Result<Self, InvalidMount> {
        short(text).map_err(|fault| InvalidMount { found: text.to_owned(), fault })
    }
}

fn short(text: &str) -> Result<ShortMount, MountFault> {
    if text.is_empty() {
        return Err(MountFault::Empty);
    }
    let parts = parts(text);
    if parts.iter().any(|part| part.is_empty()) {
        return Err(MountFault::EmptyPart);
    }
    let mount = |source: &str, target: &str| ShortMount {
        source: Some(source.to_owned()),
        target: target.to_owned(),
        ..ShortMount::default()
    };
    match parts[..] {
        [target] => Ok(ShortMount { target: target.to_owned(), ..ShortMount::default() }),
        [source, target] => Ok(mount(source, target)),
        [source, target, options] => options.split(',').try_fold(mount(source, target), ShortMount::with_option),
        _ => Err(MountFault::TooManyParts(parts.len())),
    }
}

/// Splits at each colon, but for that of a Windows drive: one after a single letter that begins a part.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (colon, _) in text.match_indices(':') {
        let part = &text[start..colon];
        let is_drive = part.len() == 1 && part.starts_with(|c: char| c.is_ascii_alphabetic());
        if !is_drive {
            parts.push(part);
            start = colon + 1;
        }
    }
    parts.push(&text[start..]);
    parts
}

impl ShortMount {
    fn with_option(mut self, option: &str) -> Result<Self, MountFault> {
        match option {
            "ro" => self.read_only = true,
            "rw" => self.read_only = false,
            "nocopy" => self.no_copy = true,
            "z" => self.selinux = Some('z'),
            "Z" => self.selinux = Some('Z'),
            "private" | "rprivate" | "shared" | "rshared" | "slave" | "rslave" => {
                self.propagation = Some(option.to_owned());
            }
            "cached" | "delegated" | "consistent" => self.consistency = Some(option.to_owned()),
            _ => return Err(MountFault::Option(option.to_owned())),
        }
        Ok(self)
    }
}

//! What is mounted into an instance.

use std::collections::BTreeMap;
use std::path::PathBuf;

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

//! What is not done, and why; and what is worth knowing before the rest is done.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::name::{InstanceName, Replica, ServiceName};

/// What is not done, and why.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[must_use = "an unread report is not actionable"]
pub struct Report {
    /// What was held back, in the order of the file.
    pub held: Vec<Held>,
    /// What is worth knowing.
    pub notes: Vec<Note>,
}

/// Something that was held back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// The instance of a service.
    #[serde(flatten)]
    pub replica: Replica,
    /// Why.
    pub why: HeldBack,
}

/// Why something was held back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldBack {
    /// It runs under another configuration than the file's, and only `update` and `restartrm` change that.
    ConfigurationDiffers(Vec<String>),
    /// It runs an older image of that name, and only `update` and `restartrm` change that.
    ImageDiffers,
    /// This very release was put back before and is only tried again when that is asked for; the kept instance.
    FailedBefore(InstanceName),
    /// It is not in the file any more, and was left alone.
    Orphan(InstanceName),
}

/// Something worth knowing before a plan is carried out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// A bind source that is missing is made as a folder.
    FolderIsMade {
        /// The service.
        service: ServiceName,
        /// The folder.
        path: PathBuf,
    },
    /// Volumes without a name stay behind.
    VolumesStay {
        /// The service.
        service: ServiceName,
        /// Their names on the engine.
        volumes: Vec<String>,
    },
    /// A volume is removed with everything in it.
    DataIsRemoved {
        /// Its name on the engine.
        volume: String,
    },
}

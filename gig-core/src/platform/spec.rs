//! What a runtime is told when it creates an instance.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ConfigHash, Configuration};
use crate::name::{InstanceName, ProjectName, Replica, ServiceName};

/// Which instance of which service of which project.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct InstanceKey {
    /// The project.
    pub project: ProjectName,
    /// The service.
    pub service: ServiceName,
    /// The ordinal, counted from 1; another than 1 only where the service is scaled.
    pub ordinal: u32,
}

impl InstanceKey {
    /// Returns whether it is that instance of the service.
    #[must_use]
    pub fn is(&self, replica: &Replica) -> bool {
        self.ordinal == replica.ordinal && self.service == replica.service
    }

    /// Returns which instance of the service it is.
    #[must_use]
    pub fn replica(&self) -> Replica {
        Replica { service: self.service.clone(), ordinal: self.ordinal }
    }
}

/// A volume without a name of its own that a predecessor leaves to its successor.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct InheritedVolume {
    /// The path inside.
    pub target: String,
    /// The volume's name on the engine.
    pub volume: String,
}

/// All that a runtime needs to create an instance.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct InstanceSpec {
    /// Whose instance it is.
    pub key: InstanceKey,
    /// The name it is created under.
    pub name: InstanceName,
    /// Everything that decides it.
    pub configuration: Box<Configuration>,
    /// The hash of `configuration`.
    pub hash: ConfigHash,
    /// The volumes it takes over.
    pub inherited: Vec<InheritedVolume>,
}

impl InstanceSpec {
    /// Puts a specification together; the hash is computed from the configuration.
    #[must_use]
    pub fn new(key: InstanceKey, name: InstanceName, configuration: impl Into<Box<Configuration>>) -> Self {
        let configuration = configuration.into();
        let hash = configuration.hash();
        Self { key, name, configuration, hash, inherited: Vec::new() }
    }

    /// Adds the volumes that it takes over.
    #[must_use]
    pub fn inheriting(mut self, inherited: Vec<InheritedVolume>) -> Self {
        self.inherited = inherited;
        self
    }

    /// Returns the labels that make the instance gig's own; they are fixed at creation.
    #[must_use]
    pub fn labels(&self) -> BTreeMap<String, String> {
        let own = [
            (label::PROJECT, self.key.project.to_string()),
            (label::SERVICE, self.key.service.to_string()),
            (label::ORDINAL, self.key.ordinal.to_string()),
            (label::BASE_NAME, self.name.base.to_string()),
            (label::CONFIG_HASH, self.hash.to_string()),
            (label::HASH_VERSION, ConfigHash::VERSION.to_string()),
            (label::RESTART, self.configuration.restart.to_string()),
        ];
        own.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }
}

/// The keys of gig's labels.
pub mod label {
    /// The project; also on networks and volumes that gig makes.
    pub const PROJECT: &str = "gig.project";
    /// The service.
    pub const SERVICE: &str = "gig.service";
    /// The ordinal.
    pub const ORDINAL: &str = "gig.ordinal";
    /// The name the instance has in service.
    pub const BASE_NAME: &str = "gig.base-name";
    /// The hash of its configuration.
    pub const CONFIG_HASH: &str = "gig.config-hash";
    /// The version of the records under that hash.
    pub const HASH_VERSION: &str = "gig.hash-version";
    /// The restart policy it has in service; kept instances have `no` in its place.
    pub const RESTART: &str = "gig.restart";
}

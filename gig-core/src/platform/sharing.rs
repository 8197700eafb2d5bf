//! What an instance takes from another container: its volumes, its network, its processes.

use super::Configuration;

/// That an instance has the volumes of another container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VolumesFrom {
    /// The name of the container on the engine: for a service the name that its instance has in service.
    pub container: String,
    /// Whether it may not write to them.
    pub read_only: bool,
    /// For a service, the SHA-256 of what it mounts: when that changes, this instance must be made anew.
    pub mounts: Option<String>,
}

/// How an engine says that a namespace is that of a container.
pub(crate) const OF_CONTAINER: &str = "container:";

impl Configuration {
    /// Returns whether it has volumes of a service, an instance of which then must be there when it is created.
    #[must_use]
    pub fn has_volumes_of_services(&self) -> bool {
        self.volumes_from.iter().any(|from| from.mounts.is_some())
    }
}

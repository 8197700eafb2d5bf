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
pub const OF_CONTAINER: &str = "container:";

impl Configuration {
    /// Lists the names of the containers in whose namespaces an instance lives: for a service the name that its first
    /// instance has in service.
    pub fn joined_containers(&self) -> impl Iterator<Item = &str> {
        self.joinable_modes().filter_map(|mode| mode.strip_prefix(OF_CONTAINER))
    }

    /// Lists what says whose namespaces an instance lives in, of those that can be a container's.
    pub fn joinable_modes(&self) -> impl Iterator<Item = &String> {
        [&self.network_mode, &self.namespaces.ipc, &self.namespaces.pid].into_iter().flatten()
    }

    /// Lists the same, to be changed.
    pub fn joinable_modes_mut(&mut self) -> impl Iterator<Item = &mut String> {
        [&mut self.network_mode, &mut self.namespaces.ipc, &mut self.namespaces.pid].into_iter().flatten()
    }

    /// Returns whether it has volumes of a service, an instance of which then must be there when it is created.
    #[must_use]
    pub fn has_volumes_of_services(&self) -> bool {
        self.volumes_from.iter().any(|from| from.mounts.is_some())
    }
}

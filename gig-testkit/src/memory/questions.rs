//! What a test asks the engine in memory afterwards: none of this is a call of the runtime.

use gig_core::runtime::InstanceId;

use super::MemoryRuntime;
use super::ledger::Recorded;
use super::violation::Violation;

impl MemoryRuntime {
    /// Writes `token` into the volume that the instance of that name has at `target`.
    ///
    /// # Panics
    /// Where it has none there.
    pub fn write_token(&self, name: &str, target: &str, token: &str) {
        let volume = self.volume_at(name, target);
        if let Some(volume) = self.world().volumes.get_mut(&volume) {
            volume.content.insert(token.to_owned());
        }
    }

    /// Returns what is in the volume that the instance of that name has at `target`: the images that ran on it,
    /// and tokens; sorted.
    ///
    /// # Panics
    /// Where it has none there.
    #[must_use]
    pub fn content(&self, name: &str, target: &str) -> Vec<String> {
        let volume = self.volume_at(name, target);
        let world = self.world();
        world.volumes.get(&volume).map(|volume| volume.content.iter().cloned().collect()).unwrap_or_default()
    }

    /// Returns the name of the volume that the instance of that name has at `target`.
    ///
    /// # Panics
    /// Where it has none there.
    #[must_use]
    pub fn volume_at(&self, name: &str, target: &str) -> String {
        let id = self.id_of(name);
        let world = self.world();
        let mounts = world.instances.get(&id).map(|instance| instance.mounts.clone()).unwrap_or_default();
        let volume = mounts.into_iter().find(|mount| mount.target == target).and_then(|mount| mount.volume);
        volume.unwrap_or_else(|| panic!("`{name}` has no volume at `{target}`"))
    }

    /// Returns the aliases that an instance has on a network, in their order; none where it is not on it.
    #[must_use]
    pub fn aliases(&self, id: &InstanceId, network: &str) -> Vec<String> {
        let world = self.world();
        let Ok(network) = world.network_named(network) else { return Vec::new() };
        let endpoints = world.instances.get(id).map(|instance| instance.endpoints.clone()).unwrap_or_default();
        let endpoint = endpoints.into_iter().find(|endpoint| endpoint.network == network);
        endpoint.map(|endpoint| endpoint.aliases).unwrap_or_default()
    }

    /// Returns the id of the instance of that name.
    ///
    /// # Panics
    /// Where there is none.
    #[must_use]
    pub fn id_of(&self, name: &str) -> InstanceId {
        let found = self.world().named(name).map(|instance| instance.id.clone());
        found.unwrap_or_else(|| panic!("there is no instance `{name}`"))
    }

    /// Returns the names of all containers, sorted.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.world().instances.values().map(|instance| instance.name.clone()).collect();
        names.sort();
        names
    }

    /// Returns all calls so far, in their order.
    #[must_use]
    pub fn calls(&self) -> Vec<Recorded> {
        self.world().ledger.calls.clone()
    }

    /// Returns the names of the containers that live in namespaces which are gone: what they had joined has ended since,
    /// or was started again.
    #[must_use]
    pub fn in_lost_namespaces(&self) -> Vec<String> {
        let world = self.world();
        let living = world.instances.values().filter(|instance| instance.state.is_alive());
        let lost = living.filter(|instance| {
            instance.lives_in.len() < instance.joined.len() || instance.lives_in != world.namespaces_of(&instance.id)
        });
        lost.map(|instance| instance.name.clone()).collect()
    }

    /// Returns the calls so far that may have changed something, in their order.
    #[must_use]
    pub fn mutating_calls(&self) -> Vec<Recorded> {
        self.calls().into_iter().filter(|recorded| recorded.call.is_mutating()).collect()
    }

    /// Forgets the calls so far.
    pub fn forget_calls(&self) {
        self.world().ledger.calls.clear();
    }

    /// Returns what was done that must never be done; empty where all is well.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        self.world().ledger.violations.clone()
    }

    /// Returns everything the engine has as text, without ids and times: a sorted line for each instance, network
    /// and volume. A volume without a name is known by what is in it, so a run that loses data looks different.
    #[must_use]
    pub fn normalized(&self) -> String {
        self.world().normalized()
    }
}

//! Networks, and who is on them.

use gig_core::name::ProjectName;
use gig_core::platform::Network;
use gig_core::runtime::{Ensured, InstanceId, NetworkId, Removed};

use super::instance::{Endpoint, Instance};
use super::refusal::Refusal;
use super::world::{NetworkRecord, World};

impl World {
    pub(super) fn ensure_network(&mut self, project: &ProjectName, network: &Network) -> Result<Ensured, Refusal> {
        match self.network_named(&network.name) {
            Ok(kept) => {
                self.remove_duplicates(project, &network.name, &kept);
                Ok(Ensured::Present)
            }
            Err(refusal) if network.external => Err(refusal),
            Err(_) => {
                self.add_network(&network.name, Some(project.to_string()));
                Ok(Ensured::Made)
            }
        }
    }

    /// Removes the project's other networks of that name, where nothing is connected.
    fn remove_duplicates(&mut self, project: &ProjectName, name: &str, kept: &NetworkId) {
        let used: Vec<NetworkId> = self.instances.values().flat_map(|instance| instance.networks().cloned()).collect();
        self.networks.retain(|id, network| {
            let own = network.name == name && network.project.as_deref() == Some(project.as_str());
            !own || id == kept || used.contains(id)
        });
    }

    pub(super) fn add_network(&mut self, name: &str, project: Option<String>) -> NetworkId {
        let id = self.next_network_id();
        self.networks.insert(id.clone(), NetworkRecord { name: name.to_owned(), project });
        id
    }

    /// Returns the network of that name: of several, the one with the lowest id.
    pub(super) fn network_named(&self, name: &str) -> Result<NetworkId, Refusal> {
        let found = self.networks.iter().find(|(_, network)| network.name == name);
        found.map(|(id, _)| id.clone()).ok_or_else(|| Refusal::not_found(format!("network {name} not found")))
    }

    pub(super) fn connect(&mut self, network: &str, id: &InstanceId, aliases: &[String]) -> Result<(), Refusal> {
        let network = self.network_named(network)?;
        let instance = self.instance_mut(id)?;
        let aliases = aliases.to_vec();
        match instance.endpoints.iter_mut().find(|endpoint| endpoint.network == network) {
            Some(endpoint) => endpoint.aliases = aliases,
            None => instance.endpoints.push(Endpoint { network, aliases }),
        }
        Ok(())
    }

    pub(super) fn disconnect(&mut self, network: &str, id: &InstanceId) -> Result<(), Refusal> {
        let network = self.network_named(network)?;
        self.instance_mut(id)?.endpoints.retain(|endpoint| endpoint.network != network);
        Ok(())
    }

    /// Removes a network. A real engine would remove it under a stopped container too, which then never starts again.
    pub(super) fn remove_network(&mut self, id: &NetworkId) -> Result<Removed, Refusal> {
        let connected = |instance: &&Instance| instance.networks().any(|network| network == id);
        if let Some(user) = self.instances.values().find(connected) {
            return Err(Refusal::conflict(format!("network has active endpoints: {}", user.name)));
        }
        match self.networks.remove(id) {
            Some(_) => Ok(Removed::Removed),
            None => Ok(Removed::Absent),
        }
    }
}

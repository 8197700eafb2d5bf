//! Looking at the engine in memory.

use std::time::Duration;

use gig_core::name::{InstanceName, ProjectName};
use gig_core::platform::InstanceKey;
use gig_core::runtime::{
    Health, Inspection, InstanceId, Observed, ObservedInstance, ObservedNetwork, ObservedPort, ObservedVolume,
    RunState, Stranger,
};

use super::instance::Instance;
use super::refusal::Refusal;
use super::world::World;

/// The time of day at which the engine was made, in seconds since 1970.
const BEGINNING: i64 = 1_700_000_000;

impl World {
    pub(super) fn observe(&mut self, project: &ProjectName) -> Observed {
        self.ledger.known.insert(project.clone());
        let mut observed = Observed { images: self.images.present().clone(), ..Observed::default() };
        // An engine lists the newest first; of the project's own, the contract wants them by name.
        for instance in self.instances.values().rev() {
            let key = instance.key().filter(|key| key.project == *project);
            match key.zip(instance.name.parse().ok()) {
                Some((key, name)) => observed.instances.push(self.observed_instance(instance, key, name)),
                None => observed.strangers.push(stranger(instance)),
            }
        }
        observed.instances.sort_by(|one, other| one.name.cmp(&other.name));
        observed.networks = self.observed_networks();
        observed.volumes = self.observed_volumes();
        observed
    }

    fn observed_instance(&self, instance: &Instance, key: InstanceKey, name: InstanceName) -> ObservedInstance {
        ObservedInstance {
            id: instance.id.clone(),
            name,
            key,
            state: instance.state,
            health: listed_health(instance),
            exit_code: instance.ended_with(),
            image: instance.configuration.image.to_string(),
            image_id: instance.image_id.clone(),
            hash: instance.hash(),
            restart: instance.restart_in_service(),
            created: BEGINNING + i64::try_from(instance.created.as_secs()).unwrap_or(i64::MAX),
            since: Some(in_words(self.now().saturating_sub(instance.since))),
            ports: listed_ports(instance),
            mounts: instance.mounts.clone(),
            networks: self.network_names(instance),
            joined: instance.joined.clone(),
        }
    }

    pub(super) fn network_names(&self, instance: &Instance) -> Vec<String> {
        let networks = instance.networks().filter_map(|id| self.networks.get(id));
        networks.map(|network| network.name.clone()).collect()
    }

    fn observed_networks(&self) -> Vec<ObservedNetwork> {
        let networks = self.networks.iter().map(|(id, network)| ObservedNetwork {
            id: id.clone(),
            name: network.name.clone(),
            project: network.project.clone(),
        });
        networks.collect()
    }

    fn observed_volumes(&self) -> Vec<ObservedVolume> {
        let volumes = self.volumes.iter();
        volumes.map(|(name, volume)| ObservedVolume { name: name.clone(), project: volume.project.clone() }).collect()
    }

    pub(super) fn inspect(&self, id: &InstanceId) -> Option<Inspection> {
        let instance = self.instances.get(id)?;
        Some(Inspection {
            id: instance.id.clone(),
            name: instance.name.clone(),
            state: instance.state,
            health: instance.health,
            exit_code: instance.ended_with(),
            started: instance.started.clone(),
            restarts: instance.restarts,
            restart: instance.restart,
            configuration: instance.key().map(|_| instance.configuration.clone()),
            image_id: instance.image_id.clone(),
        })
    }

    pub(super) fn log_tail(&self, id: &InstanceId, lines: usize) -> Result<Vec<String>, Refusal> {
        let log = &self.instance(id)?.log;
        Ok(log[log.len().saturating_sub(lines)..].to_vec())
    }
}

fn stranger(instance: &Instance) -> Stranger {
    Stranger {
        id: instance.id.clone(),
        name: instance.name.clone(),
        running: instance.state.is_alive(),
        ports: listed_ports(instance),
    }
}

/// A list shows no health of what is about to be started again.
fn listed_health(instance: &Instance) -> Health {
    if matches!(instance.state, RunState::Running | RunState::Paused) { instance.health } else { Health::None }
}

fn listed_ports(instance: &Instance) -> Vec<ObservedPort> {
    let alive = matches!(instance.state, RunState::Running | RunState::Paused);
    let exposed = instance.configuration.expose.iter().filter(|_| alive).map(|port| ObservedPort {
        address: None,
        host: None,
        container: port.container,
        protocol: port.protocol,
    });
    instance.ports.iter().copied().chain(exposed).collect()
}

fn in_words(since: Duration) -> String {
    format!("{} seconds", since.as_secs())
}

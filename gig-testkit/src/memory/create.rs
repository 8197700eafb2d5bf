//! Creating containers.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use gig_core::platform::{Configuration, ImagePlatform, InstanceKey, InstanceSpec, NetworkAttachment};
use gig_core::runtime::{Health, InstanceId, RunState, RuntimeErrorKind};

use super::image::PLATFORM;
use super::instance::{Endpoint, Instance};
use super::refusal::Refusal;
use super::world::World;

impl World {
    pub(super) fn create(&mut self, spec: &InstanceSpec) -> Result<InstanceId, Refusal> {
        self.ledger.known.insert(spec.key.project.clone());
        self.clear_name(spec)?;
        let image_id = self.images.find(&spec.configuration.image)?;
        fits(spec.configuration.platform.as_ref())?;
        let endpoints = self.endpoints(&spec.key, &spec.configuration.networks)?;
        let joined = self.joined(&spec.configuration)?;
        let volumes = self.images.behaviour(&image_id).volumes;
        self.check_mounts(&spec.configuration, &spec.inherited)?;
        let (mounts, own_volumes) = self.mount(&spec.configuration, &volumes, &spec.inherited);
        let id = self.next_instance_id();
        let mut labels = spec.configuration.labels.clone();
        labels.extend(spec.labels());
        let bare = self.bare(id.clone(), spec.name.to_string(), labels, (*spec.configuration).clone());
        self.instances.insert(id.clone(), Instance { image_id, endpoints, mounts, own_volumes, joined, ..bare });
        self.use_behaviour(&id);
        Ok(id)
    }

    /// Removes what has the name, where it is the same service's and never started.
    fn clear_name(&mut self, spec: &InstanceSpec) -> Result<(), Refusal> {
        let name = spec.name.to_string();
        let Some(holder) = self.named(&name) else { return Ok(()) };
        let made_anew = holder.state == RunState::Created && holder.started.is_none();
        if !made_anew || holder.key().as_ref() != Some(&spec.key) {
            let message = format!("the container name \"/{name}\" is already in use by container {}", holder.id);
            return Err(Refusal::conflict(message));
        }
        let id = holder.id.clone();
        if let Some(removed) = self.instances.remove(&id) {
            self.volumes.retain(|name, _| !removed.own_volumes.contains(name));
        }
        Ok(())
    }

    /// Finds the containers in whose namespaces an instance lives. It stays tied to these, whatever they are called
    /// later.
    fn joined(&self, configuration: &Configuration) -> Result<Vec<InstanceId>, Refusal> {
        let find = |name: &str| {
            let found = self.named(name).map(|found| found.id.clone());
            found.ok_or_else(|| Refusal::not_found(format!("no such container: {name}")))
        };
        let names: BTreeSet<&str> = configuration.joined_containers().collect();
        names.into_iter().map(find).collect()
    }

    fn endpoints(&self, key: &InstanceKey, networks: &[NetworkAttachment]) -> Result<Vec<Endpoint>, Refusal> {
        let own = [key.service.to_string(), format!("{}_{}", key.project, key.service)];
        let endpoint = |attachment: &NetworkAttachment| {
            let aliases = own.iter().chain(&attachment.aliases).cloned().collect();
            Ok(Endpoint { network: self.network_named(&attachment.network)?, aliases })
        };
        networks.iter().map(endpoint).collect()
    }

    /// Makes a container that is in nothing and has nothing.
    pub(super) fn bare(
        &self,
        id: InstanceId,
        name: String,
        labels: BTreeMap<String, String>,
        configuration: Configuration,
    ) -> Instance {
        Instance {
            id,
            name,
            labels,
            restart: configuration.restart,
            configuration,
            image_id: gig_core::runtime::ImageId::new(""),
            behaviour: super::behaviour::ImageBehaviour::runs(),
            created: self.now(),
            state: RunState::Created,
            since: self.now(),
            health: Health::None,
            exit_code: 0,
            started: None,
            started_at: Duration::ZERO,
            restarts: 0,
            back_off: Duration::ZERO,
            stopped_by_hand: false,
            agenda: Vec::new(),
            ports: Vec::new(),
            mounts: Vec::new(),
            own_volumes: Vec::new(),
            endpoints: Vec::new(),
            joined: Vec::new(),
            lives_in: Vec::new(),
            log: Vec::new(),
        }
    }

    /// Lets a container behave as its image does today.
    fn use_behaviour(&mut self, id: &InstanceId) {
        if let Some(instance) = self.instances.get_mut(id) {
            instance.behaviour = self.images.behaviour(&instance.image_id);
        }
    }
}

/// Every image is one for [`PLATFORM`]; what a platform leaves out is taken from there.
fn fits(platform: Option<&ImagePlatform>) -> Result<(), Refusal> {
    let wanted = platform.into_iter().flat_map(|platform| platform.as_str().split('/'));
    if wanted.zip(PLATFORM.split('/')).all(|(wanted, actual)| wanted == actual) {
        return Ok(());
    }
    let message = "the image was found but does not match the specified platform";
    Err(Refusal::new(RuntimeErrorKind::ImageUnavailable, message))
}

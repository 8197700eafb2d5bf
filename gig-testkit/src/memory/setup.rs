//! What a test tells the engine in memory: none of this is a call of the runtime.

use std::path::PathBuf;

use gig_core::name::{InstanceName, ProjectName, Replica, Slot};
use gig_core::platform::{ImageReference, InstanceKey, InstanceSpec, MountKind, Platform, Service, label};
use gig_core::runtime::{Capabilities, Health, ImageId, InstanceId, NetworkId, RunState};

use super::MemoryRuntime;
use super::behaviour::ImageBehaviour;
use super::instance::{Happening, Instance};
use super::life::LONGEST_BACK_OFF;
use super::stranger::StrangerScript;
use super::world::{VolumeRecord, World};

impl MemoryRuntime {
    /// Makes an image of that name. Where there is one already, the name moves to the new one.
    pub fn image(&self, reference: &str, behaviour: ImageBehaviour) -> ImageId {
        self.world().images.define(reference, behaviour)
    }

    /// Makes a new image of that name in the registry; the engine has it once it is fetched.
    pub fn publish(&self, reference: &str, behaviour: ImageBehaviour) -> ImageId {
        self.world().images.publish(reference, behaviour)
    }

    /// Makes an instance that is in `state`, with the networks, volumes and the image that it needs.
    /// One that has ended has ended with exit code 0.
    ///
    /// # Panics
    /// Where the engine does not create such an instance.
    pub fn place(&self, spec: &InstanceSpec, state: RunState) -> InstanceId {
        let mut world = self.world();
        world.provide(spec);
        let created = world.create(spec);
        let id = created.unwrap_or_else(|refusal| panic!("cannot place `{}`: {}", spec.name, refusal.message));
        world.put_into(&id, state, 0);
        id
    }

    /// Makes an instance that has ended with `code`.
    pub fn place_exited(&self, spec: &InstanceSpec, code: i64) -> InstanceId {
        let id = self.place(spec, RunState::Running);
        self.world().put_into(&id, RunState::Exited, code);
        id
    }

    /// Makes what a platform needs and all instances of each service, which run, as after a first start.
    pub fn place_platform(&self, platform: &Platform) -> Vec<InstanceId> {
        let place = |spec: InstanceSpec| self.place(&spec, RunState::Running);
        platform.services.iter().flat_map(|service| specs_of(platform, service)).map(place).collect()
    }

    /// Puts the instance of that name into `state`; where it has ended, with exit code `code`.
    ///
    /// # Panics
    /// Where there is none of that name.
    pub fn put_into(&self, name: &str, state: RunState, code: i64) {
        let id = self.id_of(name);
        self.world().put_into(&id, state, code);
    }

    /// Lets the health check of the instance of that name find this, now.
    pub fn find_health(&self, name: &str, health: Health) {
        let id = self.id_of(name);
        if let Some(instance) = self.world().instances.get_mut(&id) {
            instance.health = health;
            instance.agenda.retain(|(_, happening)| !matches!(happening, Happening::Finds(_)));
        }
    }

    /// Ends the instance of that name from outside, as when its process is killed: policies act.
    pub fn kill(&self, name: &str, code: i64) {
        let id = self.id_of(name);
        let mut world = self.world();
        let now = world.now();
        if let Some(instance) = world.instances.get_mut(&id) {
            instance.agenda.push((now, Happening::Ends(code)));
        }
        world.settle();
    }

    /// Takes the instance of that name away, as somebody else might.
    pub fn take_away(&self, name: &str) {
        let id = self.id_of(name);
        self.world().instances.remove(&id);
    }

    /// Makes the hash of the instance of that name one of another version.
    pub fn outdate_hash(&self, name: &str) {
        let id = self.id_of(name);
        if let Some(instance) = self.world().instances.get_mut(&id) {
            instance.labels.insert(label::HASH_VERSION.to_owned(), "0".to_owned());
        }
    }

    /// Makes a container that is not gig's.
    ///
    /// # Panics
    /// Where its name is taken.
    pub fn stranger(&self, script: StrangerScript) -> InstanceId {
        let image: ImageReference = "stranger:1".parse().unwrap_or_else(|error| panic!("{error}"));
        self.world().add_stranger(script, image)
    }

    /// Makes a network of that name, of a project or of nobody; the engine allows several of one name.
    pub fn network(&self, name: &str, project: Option<&ProjectName>) -> NetworkId {
        self.world().add_network(name, project.map(ToString::to_string))
    }

    /// Makes an empty volume of that name, of a project or of nobody.
    pub fn volume(&self, name: &str, project: Option<&ProjectName>) {
        let record = VolumeRecord { project: project.map(ToString::to_string), ..VolumeRecord::default() };
        self.world().volumes.insert(name.to_owned(), record);
    }

    /// Lets a process that is no container hold a port of the host.
    pub fn occupy_port(&self, port: u16) {
        self.world().host.ports.insert(port);
    }

    /// Lets a path of the host not exist; every other one does.
    pub fn lacks_path(&self, path: impl Into<PathBuf>) {
        self.world().host.missing.insert(path.into());
    }

    /// Ends all that lives and starts what policies ask for, as an engine that is started again does.
    pub fn restart_engine(&self) {
        self.world().restart_engine();
    }

    /// Sets what the runtime says that it can do.
    pub fn set_capabilities(&self, capabilities: Capabilities) {
        self.world().capabilities = capabilities;
    }

    /// Allows volumes with data in them to be removed, as by a flag that names them.
    pub fn allow_data_removal(&self) {
        self.world().ledger.data_may_go = true;
    }
}

fn find_at_once(instance: &mut Instance) {
    if let Some((_, health)) = instance.findings().last() {
        instance.health = *health;
    }
    instance.agenda.retain(|(_, happening)| !matches!(happening, Happening::Finds(_)));
}

fn specs_of(platform: &Platform, service: &Service) -> Vec<InstanceSpec> {
    let spec = |replica: Replica| {
        let name = InstanceName::new(service.base_name.of_ordinal(replica.ordinal), Slot::Base);
        let key = InstanceKey { project: platform.project.clone(), service: replica.service, ordinal: replica.ordinal };
        InstanceSpec::new(key, name, service.configuration.clone())
    };
    service.replicas().map(spec).collect()
}

impl World {
    /// Makes the networks, volumes and the image that `spec` needs and that are not there.
    fn provide(&mut self, spec: &InstanceSpec) {
        let project = Some(spec.key.project.to_string());
        for attachment in &spec.configuration.networks {
            if self.network_named(&attachment.network).is_err() {
                self.add_network(&attachment.network, project.clone());
            }
        }
        for mount in &spec.configuration.mounts {
            if let MountKind::Volume { name, .. } = &mount.kind {
                let record = VolumeRecord { project: project.clone(), ..VolumeRecord::default() };
                self.volumes.entry(name.clone()).or_insert(record);
            }
        }
        if self.images.find(&spec.configuration.image).is_err() {
            self.images.define(&spec.configuration.image.to_string(), ImageBehaviour::runs());
        }
    }

    /// Puts a container into a state by force; where the state has a past, it ran before. What runs has its health
    /// check behind it, and what restarts will for a minute.
    pub(super) fn put_into(&mut self, id: &InstanceId, state: RunState, code: i64) {
        let now = self.now();
        if state != RunState::Created && !self.instances.get(id).is_some_and(|instance| instance.state.is_alive()) {
            // A start that fails leaves no past, which is all that matters here.
            let _ = self.launch(id, now);
        }
        let Some(instance) = self.instances.get_mut(id) else { return };
        match state {
            RunState::Running => find_at_once(instance),
            RunState::Paused => instance.state = state,
            RunState::Restarting => {
                instance.rest(state, now);
                instance.agenda.push((now + LONGEST_BACK_OFF, Happening::StartsAgain));
            }
            RunState::Created | RunState::Exited | RunState::Dead | RunState::Removing => instance.rest(state, now),
        }
        if instance.ended_with().is_some() {
            instance.exit_code = code;
        }
    }
}

//! Containers that gig did not make.

use std::collections::BTreeMap;

use gig_core::platform::{Configuration, HostPort, ImageReference, Port, Protocol};
use gig_core::runtime::{InstanceId, RunState};

use super::instance::Instance;
use super::world::World;

/// A container that gig did not make, however much its name or its labels look as if.
#[derive(Debug, Clone)]
pub struct StrangerScript {
    name: String,
    state: RunState,
    labels: BTreeMap<String, String>,
    ports: Vec<u16>,
}

impl StrangerScript {
    /// Makes one of that name that runs, without labels or ports.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), state: RunState::Running, labels: BTreeMap::new(), ports: Vec::new() }
    }

    /// Is in this state.
    #[must_use]
    pub fn state(mut self, state: RunState) -> Self {
        self.state = state;
        self
    }

    /// Publishes this port of the host, while it lives.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.ports.push(port);
        self
    }

    /// Has this label.
    #[must_use]
    pub fn label(mut self, key: &str, value: &str) -> Self {
        self.labels.insert(key.to_owned(), value.to_owned());
        self
    }
}

impl World {
    pub(super) fn add_stranger(&mut self, script: StrangerScript, image: ImageReference) -> InstanceId {
        let id = self.next_instance_id();
        let mut configuration = Configuration::new(image);
        configuration.ports = script.ports.into_iter().map(published).collect();
        let image_id = self.images.find(&configuration.image).ok();
        let bare = self.bare(id.clone(), script.name, script.labels, configuration);
        let image_id = image_id.unwrap_or_else(|| bare.image_id.clone());
        self.instances.insert(id.clone(), Instance { image_id, ..bare });
        self.put_into(&id, script.state, 0);
        id
    }
}

fn published(port: u16) -> Port {
    Port { address: None, host: HostPort::Fixed(port), container: port, protocol: Protocol::Tcp }
}

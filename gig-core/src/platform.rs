//! The platform as it should be: what a document means under one set of variables.
//!
//! Everything that decides an instance stands in its [`Configuration`]; what only decides how gig
//! treats it (order, pulling) stands beside it in [`Service`]. Nothing here knows what runs.

mod block_io;
mod configuration;
mod content;
mod deploy;
mod device;
mod dns;
mod duration;
mod health;
mod hook;
mod hosts;
mod image;
mod mount;
mod namespaces;
mod network;
mod order;
mod port;
mod pull;
mod quantity;
mod records;
mod resources;
mod restart;
mod scale;
mod security;
mod sharing;
mod spec;
mod words;

pub use block_io::BlockIo;
pub use configuration::{ConfigHash, Configuration, ExtraHost, Link, Logging};
pub use content::{Content, Declaration, Grant, Source, UploadedFile};
pub use deploy::{Deploy, DeployLimits, DeployRestart, Placement, Reservations, UpdateConfig, UpdateOrder};
pub use device::{Device, DeviceRequest, Devices, parse_device};
pub use dns::Dns;
pub use duration::{InvalidDuration, display_duration, parse_duration};
pub use health::{HealthCheck, HealthTest};
pub use hook::{Hook, HookPoint, Hooks};
pub use hosts::InvalidHost;
pub use image::{ImageReference, InvalidImage};
pub use mount::{InvalidMount, Mount, MountFault, MountKind, ShortMount};
pub use namespaces::Namespaces;
pub use network::{AddressPool, Endpoint, Ipam, Network, NetworkAttachment};
pub(crate) use order::Sorted;
pub use port::{ExposedPort, HostPort, InvalidPort, Port, PortFault, Protocol, parse_exposed, parse_ports};
pub use pull::{ImagePlatform, InvalidImagePlatform, Pull};
pub use quantity::{ByteSize, InvalidQuantity, NanoCpus};
pub use records::{Record, differing_keys};
pub use resources::{Resources, Ulimit};
pub use restart::{InvalidRestartPolicy, RestartPolicy};
pub use scale::{InvalidScale, Scale, Updating};
pub use security::Security;
pub use sharing::{OF_CONTAINER, VolumesFrom};
pub use spec::{InheritedVolume, InstanceKey, InstanceSpec, label};
pub use words::{InvalidWords, split_words};

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::name::{BaseName, EnvironmentName, ProjectName, Replica, ServiceName, VolumeKey};

/// A platform as it should be.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Platform {
    /// The project it is.
    pub project: ProjectName,
    /// The environment it was resolved for.
    pub environment: EnvironmentName,
    /// The services, in the order of the file.
    pub services: Vec<Service>,
    /// The services of the file that are left out, since none of their profiles is enabled. What there is of them is
    /// left alone.
    pub disabled: Vec<ServiceName>,
    /// The networks that a service uses, the project's default one first.
    pub networks: Vec<Network>,
    /// The named volumes.
    pub volumes: Vec<Volume>,
    /// The configs that a service takes.
    pub configs: Vec<Declaration>,
    /// The secrets that a service takes.
    pub secrets: Vec<Declaration>,
}

impl Platform {
    /// Starts a platform without services.
    #[must_use]
    pub fn new(project: ProjectName, environment: EnvironmentName) -> Self {
        Self {
            project,
            environment,
            services: Vec::new(),
            disabled: Vec::new(),
            networks: Vec::new(),
            volumes: Vec::new(),
            configs: Vec::new(),
            secrets: Vec::new(),
        }
    }

    /// Returns the service of that name.
    #[must_use]
    pub fn service(&self, name: &ServiceName) -> Option<&Service> {
        self.services.iter().find(|service| service.name == *name)
    }
}

/// A service as it should be.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Service {
    /// Its name in the file.
    pub name: ServiceName,
    /// The name its first instance has in service: `container_name`, else `<project>_<service>`.
    pub base_name: BaseName,
    /// How many instances it has.
    pub scale: Scale,
    /// How its instances are replaced.
    pub updating: Updating,
    /// Whether its image is fetched, where the file says so.
    pub pull: Option<Pull>,
    /// What the file says under `deploy`, as it says it; what of it applies stands in the other fields.
    /// Boxed, because it is large and rare.
    pub deploy: Option<Box<Deploy>>,
    /// Everything that decides the instance. Boxed, because it is large and services are moved about.
    pub configuration: Box<Configuration>,
    /// What is run in its instances after they were started and before they are stopped.
    pub hooks: Hooks,
    /// What must be there before it starts; no service twice.
    pub depends_on: Vec<Dependency>,
    /// The bind sources that are missing and will be made as folders.
    pub missing_sources: Vec<PathBuf>,
    /// The configs that it takes.
    pub configs: Vec<Grant>,
    /// The secrets that it takes.
    pub secrets: Vec<Grant>,
}

impl Service {
    /// Makes a service without dependencies.
    #[must_use]
    pub fn new(name: ServiceName, base_name: BaseName, configuration: impl Into<Box<Configuration>>) -> Self {
        Self {
            name,
            base_name,
            scale: Scale::ONE,
            updating: Updating::default(),
            pull: None,
            deploy: None,
            configuration: configuration.into(),
            hooks: Hooks::default(),
            depends_on: Vec::new(),
            missing_sources: Vec::new(),
            configs: Vec::new(),
            secrets: Vec::new(),
        }
    }

    /// Lists the services in whose namespaces its instances live.
    pub fn shares(&self) -> impl Iterator<Item = &ServiceName> {
        self.depends_on.iter().filter(|need| need.shares).map(|need| &need.service)
    }

    /// Lists the instances that it is to have.
    pub fn replicas(&self) -> impl Iterator<Item = Replica> {
        (1..=self.scale.get()).map(|ordinal| Replica { service: self.name.clone(), ordinal })
    }
}

/// That a service needs another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// The one that is needed.
    pub service: ServiceName,
    /// How far it must have come.
    pub condition: Condition,
    /// Whether the one that needs it is started again after gig has replaced or restarted it.
    pub restarts: bool,
    /// Whether the one that needs it cannot start without it.
    pub required: bool,
    /// Whether the one that needs it lives in its namespaces: then it is made anew where the instance is another one,
    /// and restarted where that is started again.
    pub shares: bool,
}

impl Dependency {
    /// Needs `service` to have come as far as `condition`, and no more.
    #[must_use]
    pub fn new(service: ServiceName, condition: Condition) -> Self {
        Self { service, condition, restarts: false, required: true, shares: false }
    }
}

/// How far a service must have come before those that depend on it start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// It was started.
    Started,
    /// Its health check passes.
    Healthy,
    /// It ended with exit code 0: it is a job.
    Completed,
}

/// A named volume as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Volume {
    /// Its key in the file.
    pub key: VolumeKey,
    /// Its name on the engine: `<project>_<key>`, unless the file says otherwise.
    pub name: String,
    /// Whether it is somebody else's: then it must exist, and gig neither makes nor removes it.
    pub external: bool,
    /// The driver, where the file names one.
    pub driver: Option<String>,
    /// The driver's options.
    pub driver_options: BTreeMap<String, String>,
    /// The labels that the file gives it; gig's own is not here.
    pub labels: BTreeMap<String, String>,
}

impl Volume {
    /// Makes one of the project's own volumes, with the engine's defaults.
    #[must_use]
    pub fn new(key: VolumeKey, name: String) -> Self {
        Self { key, name, external: false, driver: None, driver_options: BTreeMap::new(), labels: BTreeMap::new() }
    }
}

//! Everything that decides an instance, and nothing else.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{
    Devices, Dns, ExposedPort, HealthCheck, ImagePlatform, ImageReference, Mount, Namespaces, NetworkAttachment, Port,
    Resources, RestartPolicy, Security, UploadedFile, VolumesFrom,
};
use crate::secret::Secret;

/// Everything that decides an instance: two instances with equal configurations and equal images are the same.
///
/// `None` always means that the image or the engine decides. Who turns it into an engine call or into
/// records destructures it whole, so that a new field cannot be forgotten.
#[derive(Debug, Clone, PartialEq)]
pub struct Configuration {
    /// The image.
    pub image: ImageReference,
    /// For which platform the image must be; `None` is the engine's own.
    pub platform: Option<ImagePlatform>,
    /// Replaces the image's entrypoint; an empty list clears it.
    pub entrypoint: Option<Vec<String>>,
    /// Replaces the image's command; an empty list clears it.
    pub command: Option<Vec<String>>,
    /// The environment, by name. What the image sets besides is not here.
    pub environment: BTreeMap<String, Secret>,
    /// The folder it starts in.
    pub working_dir: Option<String>,
    /// The user, as `user[:group]`.
    pub user: Option<String>,
    /// Its host name.
    pub hostname: Option<String>,
    /// Its domain name.
    pub domainname: Option<String>,
    /// The labels that the file gives it; gig's own are not here.
    pub labels: BTreeMap<String, String>,
    /// What it tells the runtime below the engine, by name.
    pub annotations: BTreeMap<String, String>,
    /// What is published on the host.
    pub ports: Vec<Port>,
    /// What is exposed to other containers only; sorted, no port twice.
    pub expose: Vec<ExposedPort>,
    /// What is mounted; no target twice.
    pub mounts: Vec<Mount>,
    /// Whose volumes it has besides.
    pub volumes_from: Vec<VolumesFrom>,
    /// The files that are put into it before it starts; no target twice.
    pub files: Vec<UploadedFile>,
    /// The networks, the one it is created on first; no network twice.
    pub networks: Vec<NetworkAttachment>,
    /// Its network, where it is none that a service can have a place of its own on: `host`, `none`, `bridge`, or
    /// `container:NAME`. Then `networks` is empty.
    pub network_mode: Option<String>,
    /// Its hardware address on the network that it is created on.
    pub mac_address: Option<String>,
    /// The names that it alone uses for other services.
    pub links: Vec<Link>,
    /// Further entries of its hosts file.
    pub extra_hosts: Vec<ExtraHost>,
    /// How it finds the addresses of other names.
    pub dns: Dns,
    /// When the engine starts it again.
    pub restart: RestartPolicy,
    /// The health check; `None` leaves the image's.
    pub health: Option<HealthCheck>,
    /// The signal that asks it to stop.
    pub stop_signal: Option<String>,
    /// How long it may take to stop, in whole seconds.
    pub stop_grace: Option<Duration>,
    /// Whether an init process runs before it.
    pub init: Option<bool>,
    /// What it may do on the host.
    pub security: Security,
    /// Which namespaces it shares.
    pub namespaces: Namespaces,
    /// The devices that it may use.
    pub devices: Devices,
    /// Settings of the kernel, by name.
    pub sysctls: BTreeMap<String, String>,
    /// The runtime below the engine.
    pub runtime: Option<String>,
    /// How much of the host it may take.
    pub resources: Resources,
    /// Where its output goes.
    pub logging: Option<Logging>,
    /// Whether it has a terminal.
    pub tty: bool,
    /// Whether its standard input stays open.
    pub stdin_open: bool,
}

impl Configuration {
    /// Makes the configuration that leaves everything to `image` and the engine.
    #[must_use]
    pub fn new(image: ImageReference) -> Self {
        Self {
            image,
            platform: None,
            entrypoint: None,
            command: None,
            environment: BTreeMap::new(),
            working_dir: None,
            user: None,
            hostname: None,
            domainname: None,
            labels: BTreeMap::new(),
            annotations: BTreeMap::new(),
            ports: Vec::new(),
            expose: Vec::new(),
            mounts: Vec::new(),
            volumes_from: Vec::new(),
            files: Vec::new(),
            networks: Vec::new(),
            network_mode: None,
            mac_address: None,
            links: Vec::new(),
            extra_hosts: Vec::new(),
            dns: Dns::default(),
            restart: RestartPolicy::No,
            health: None,
            stop_signal: None,
            stop_grace: None,
            init: None,
            security: Security::default(),
            namespaces: Namespaces::default(),
            devices: Devices::default(),
            sysctls: BTreeMap::new(),
            runtime: None,
            resources: Resources::default(),
            logging: None,
            tty: false,
            stdin_open: false,
        }
    }
}

/// A name that one service alone uses for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The other's alias on the network: `<project>_<service>`.
    pub target: String,
    /// The name that is used for it.
    pub alias: String,
}

/// An entry of the hosts file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExtraHost {
    /// The name.
    pub host: String,
    /// The address, or `host-gateway`.
    pub address: String,
}

/// Where the output of an instance goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logging {
    /// The engine's log driver; `None` is the engine's own choice.
    pub driver: Option<String>,
    /// The driver's options. They may hold credentials.
    pub options: BTreeMap<String, Secret>,
}

/// The SHA-256 of a configuration's records, as `docs/config-hash.md` specifies it: 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConfigHash(String);

impl ConfigHash {
    /// The version of the records that gig hashes today, kept in the label `gig.hash-version`.
    pub const VERSION: u32 = 1;

    /// Takes a hash as a label gives it, whatever it holds: it is only ever compared.
    pub fn from_label(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Gives the hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ConfigHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

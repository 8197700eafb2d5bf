//! What is there, as a runtime sees it.

use std::collections::BTreeMap;
use std::fmt;
use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::name::InstanceName;
use crate::platform::{ConfigHash, Configuration, InstanceKey, Protocol, RestartPolicy};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes an id as the engine gives it.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// Gives the id as the engine knows it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Gives the first twelve characters, as people use them.
            #[must_use]
            pub fn short(&self) -> &str {
                let digits = self.0.strip_prefix("sha256:").unwrap_or(&self.0);
                digits.get(..12).unwrap_or(digits)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

id!(
    /// The engine's id of an instance.
    InstanceId
);
id!(
    /// The engine's id of an image.
    ImageId
);
id!(
    /// The engine's id of a network.
    NetworkId
);
id!(
    /// A mark of one start of an instance: another start has another mark. Only ever compared.
    StartMark
);

/// Everything an engine has that concerns one project.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Observed {
    /// The instances with gig's labels of this project, by name.
    pub instances: Vec<ObservedInstance>,
    /// Everything else that runs or has a name on this engine.
    pub strangers: Vec<Stranger>,
    /// All networks of the engine.
    pub networks: Vec<ObservedNetwork>,
    /// All volumes of the engine.
    pub volumes: Vec<ObservedVolume>,
    /// The images that are present: their ids by every familiar reference, tag included (`redis:7`).
    pub images: BTreeMap<String, ImageId>,
    /// What was looked at closely.
    pub inspections: BTreeMap<InstanceId, Inspection>,
}

/// An instance of the project.
#[derive(Debug, Clone, PartialEq)]
pub struct ObservedInstance {
    /// Its id.
    pub id: InstanceId,
    /// Its name: base name and slot.
    pub name: InstanceName,
    /// Whose instance it is, as its labels say.
    pub key: InstanceKey,
    /// What it does.
    pub state: RunState,
    /// Its health.
    pub health: Health,
    /// The exit code, where it has ended.
    pub exit_code: Option<i64>,
    /// The image it was created with, as it was called then.
    pub image: String,
    /// The id of that image.
    pub image_id: ImageId,
    /// The hash of its configuration; `None` where its version is not today's.
    pub hash: Option<ConfigHash>,
    /// The restart policy it has in service, as its label says.
    pub restart: RestartPolicy,
    /// When it was created, in seconds since 1970.
    pub created: i64,
    /// How long it has been in its state, in the engine's words: `3 hours`.
    pub since: Option<String>,
    /// What is published.
    pub ports: Vec<ObservedPort>,
    /// What is mounted.
    pub mounts: Vec<ObservedMount>,
    /// The names of its networks.
    pub networks: Vec<String>,
    /// The containers in whose namespaces it lives, as they were when it was created. It cannot be started where one of
    /// them is gone.
    pub joined: Vec<InstanceId>,
}

/// What an instance does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// It was created and never ran.
    Created,
    /// It runs.
    Running,
    /// It is paused.
    Paused,
    /// It ended, and the engine is about to start it again.
    Restarting,
    /// It ended, or was stopped.
    Exited,
    /// The engine could not remove it whole.
    Dead,
    /// It is being removed.
    Removing,
}

impl RunState {
    /// Returns whether a process of it lives or is about to.
    #[must_use]
    pub fn is_alive(self) -> bool {
        matches!(self, Self::Running | Self::Paused | Self::Restarting)
    }
}

/// The health of an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// It has no health check.
    None,
    /// It is not known yet.
    Starting,
    /// The check passes.
    Healthy,
    /// The check fails.
    Unhealthy,
}

/// A port that is published right now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObservedPort {
    /// The address of the host.
    pub address: Option<IpAddr>,
    /// The port of the host; `None` where it is only exposed.
    pub host: Option<u16>,
    /// The port inside.
    pub container: u16,
    /// The protocol.
    pub protocol: Protocol,
}

/// Something that is mounted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObservedMount {
    /// The path inside.
    pub target: String,
    /// The name of the volume, where it is one.
    pub volume: Option<String>,
    /// The path on the host, where it is a bind mount.
    pub source: Option<String>,
    /// Whether the instance may write there.
    pub writable: bool,
}

impl ObservedMount {
    /// Returns the volume's name where it is one without a name of its own: 64 hexadecimal digits.
    #[must_use]
    pub fn anonymous_volume(&self) -> Option<&str> {
        let name = self.volume.as_deref()?;
        (name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(name)
    }
}

/// A container that is not one of the project's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stranger {
    /// Its id.
    pub id: InstanceId,
    /// Its name.
    pub name: String,
    /// Whether it runs.
    pub running: bool,
    /// What it publishes.
    pub ports: Vec<ObservedPort>,
}

/// A network of the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObservedNetwork {
    /// Its id.
    pub id: NetworkId,
    /// Its name; the engine allows several of one name.
    pub name: String,
    /// The project that gig made it for, as its label says.
    pub project: Option<String>,
}

/// A volume of the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObservedVolume {
    /// Its name.
    pub name: String,
    /// The project that gig made it for, as its label says.
    pub project: Option<String>,
}

/// What a close look at one instance shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// Its id.
    pub id: InstanceId,
    /// Its name.
    pub name: String,
    /// What it does.
    pub state: RunState,
    /// Its health.
    pub health: Health,
    /// The exit code, where it has ended.
    pub exit_code: Option<i64>,
    /// The mark of its last start; `None` where it never started.
    pub started: Option<StartMark>,
    /// How often the engine has started it again by itself.
    pub restarts: u32,
    /// The restart policy it has now.
    pub restart: RestartPolicy,
    /// The configuration, as far as it can be told from the engine's answer: what came from the image is left out.
    /// `None` where the instance is not gig's.
    pub configuration: Option<Configuration>,
    /// The id of its image.
    pub image_id: ImageId,
}

/// What is known of an image that is present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageFacts {
    /// Its id.
    pub id: ImageId,
    /// The paths it declares as volumes.
    pub volumes: Vec<String>,
    /// Whether it brings a health check.
    pub has_health_check: bool,
    /// Operating system and architecture, as in `linux/amd64`.
    pub platform: String,
}

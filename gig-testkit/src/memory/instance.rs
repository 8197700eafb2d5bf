//! One container of the engine in memory.

use std::collections::BTreeMap;
use std::time::Duration;

use gig_core::name::InstanceName;
use gig_core::platform::{ConfigHash, Configuration, HealthTest, InstanceKey, RestartPolicy, label};
use gig_core::runtime::{Health, ImageId, InstanceId, NetworkId, ObservedMount, ObservedPort, RunState, StartMark};

use super::behaviour::ImageBehaviour;

/// One container. Whether it is gig's is known from its labels alone, as on a real engine.
#[derive(Debug, Clone)]
pub(super) struct Instance {
    pub(super) id: InstanceId,
    pub(super) name: String,
    pub(super) labels: BTreeMap<String, String>,
    pub(super) configuration: Configuration,
    pub(super) image_id: ImageId,
    pub(super) behaviour: ImageBehaviour,
    /// When it was created.
    pub(super) created: Duration,
    pub(super) state: RunState,
    /// When it came into its state.
    pub(super) since: Duration,
    pub(super) health: Health,
    pub(super) exit_code: i64,
    pub(super) started: Option<StartMark>,
    /// When it started last.
    pub(super) started_at: Duration,
    pub(super) restarts: u32,
    /// How long the engine waits before it starts it again.
    pub(super) back_off: Duration,
    pub(super) restart: RestartPolicy,
    pub(super) stopped_by_hand: bool,
    /// What will happen to it, in no order; nothing happens while it is paused.
    pub(super) agenda: Vec<(Duration, Happening)>,
    /// What it holds of the host while it lives.
    pub(super) ports: Vec<ObservedPort>,
    pub(super) mounts: Vec<ObservedMount>,
    /// The volumes without a name that were made for it and are nobody else's yet.
    pub(super) own_volumes: Vec<String>,
    pub(super) endpoints: Vec<Endpoint>,
    /// The containers in whose namespaces it lives.
    pub(super) joined: Vec<InstanceId>,
    /// The starts of these whose namespaces it has been in since its own last start.
    pub(super) lives_in: Vec<StartMark>,
    pub(super) log: Vec<String>,
}

/// That a container is on a network.
#[derive(Debug, Clone)]
pub(super) struct Endpoint {
    pub(super) network: NetworkId,
    pub(super) aliases: Vec<String>,
}

/// Something that happens to a container by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Happening {
    /// Its process ends.
    Ends(i64),
    /// Its health check finds this.
    Finds(Health),
    /// The engine starts it again.
    StartsAgain,
}

impl Instance {
    /// Returns whose instance it is; `None` where its labels do not say so in full, or do not fit its name.
    pub(super) fn key(&self) -> Option<InstanceKey> {
        let name: InstanceName = self.name.parse().ok()?;
        let fits = self.labels.get(label::BASE_NAME)? == name.base.as_str();
        self.labels.get(label::RESTART)?.parse::<RestartPolicy>().ok()?;
        let key = InstanceKey {
            project: self.labels.get(label::PROJECT)?.parse().ok()?,
            service: self.labels.get(label::SERVICE)?.parse().ok()?,
            ordinal: self.labels.get(label::ORDINAL)?.parse().ok()?,
        };
        fits.then_some(key)
    }

    /// Returns the hash of its configuration, where it is of today's version.
    pub(super) fn hash(&self) -> Option<ConfigHash> {
        let version = self.labels.get(label::HASH_VERSION)?;
        (*version == ConfigHash::VERSION.to_string())
            .then(|| self.labels.get(label::CONFIG_HASH).map(ConfigHash::from_label))
            .flatten()
    }

    /// Returns the restart policy it has in service, as its label says.
    pub(super) fn restart_in_service(&self) -> RestartPolicy {
        let label = self.labels.get(label::RESTART).and_then(|label| label.parse().ok());
        label.unwrap_or(self.restart)
    }

    /// Returns the exit code, where it has ended.
    pub(super) fn ended_with(&self) -> Option<i64> {
        matches!(self.state, RunState::Exited | RunState::Restarting | RunState::Dead).then_some(self.exit_code)
    }

    /// Returns the next thing that happens to it by itself.
    pub(super) fn next(&self) -> Option<(Duration, Happening)> {
        if self.state == RunState::Paused {
            return None;
        }
        self.agenda.iter().min().copied()
    }

    /// Returns what its health check will find, each so long after the start; nothing where it has no check.
    pub(super) fn findings(&self) -> Vec<(Duration, Health)> {
        match &self.configuration.health {
            Some(check) if check.test == Some(HealthTest::Disabled) => Vec::new(),
            Some(check) if self.behaviour.health.is_empty() && check.test.is_some() => {
                vec![(check.interval.unwrap_or(Duration::from_secs(1)), Health::Healthy)]
            }
            _ => self.behaviour.health.clone(),
        }
    }

    /// Returns the networks it is on.
    pub(super) fn networks(&self) -> impl Iterator<Item = &NetworkId> {
        self.endpoints.iter().map(|endpoint| &endpoint.network)
    }

    /// Enters a state in which nothing happens by itself.
    pub(super) fn rest(&mut self, state: RunState, at: Duration) {
        self.state = state;
        self.since = at;
        self.agenda.clear();
        self.ports.clear();
        self.health = Health::None;
    }

    /// Returns the data that both may write: names of volumes and paths of the host.
    pub(super) fn shared_data(&self, other: &Self) -> Vec<String> {
        let writable = |mount: &ObservedMount| mount.writable.then(|| mount.volume.clone().or(mount.source.clone()));
        let theirs: Vec<_> = other.mounts.iter().filter_map(writable).flatten().collect();
        self.mounts.iter().filter_map(writable).flatten().filter(|data| theirs.contains(data)).collect()
    }
}

//! Everything the engine in memory has.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use gig_core::runtime::{Capabilities, InstanceId, NetworkId, StartMark};
use tokio::time::Instant;

use super::image::Images;
use super::instance::Instance;
use super::ledger::Ledger;
use super::refusal::Refusal;

/// Everything the engine has. Its time is the time since it was made; what happens by itself is
/// made up for at each call, in the order in which it happens.
#[derive(Debug)]
pub(super) struct World {
    began: Instant,
    pub(super) instances: BTreeMap<InstanceId, Instance>,
    pub(super) networks: BTreeMap<NetworkId, NetworkRecord>,
    pub(super) volumes: BTreeMap<String, VolumeRecord>,
    pub(super) images: Images,
    pub(super) host: Host,
    pub(super) ledger: Ledger,
    pub(super) capabilities: Capabilities,
    counters: Counters,
}

/// A network.
#[derive(Debug, Clone)]
pub(super) struct NetworkRecord {
    pub(super) name: String,
    pub(super) project: Option<String>,
}

/// A volume.
#[derive(Debug, Clone, Default)]
pub(super) struct VolumeRecord {
    pub(super) project: Option<String>,
    /// What was written: the images that ran on it, and the tokens of tests.
    pub(super) content: BTreeSet<String>,
}

/// The machine that the engine runs on.
#[derive(Debug, Default)]
pub(super) struct Host {
    /// Ports that other processes hold.
    pub(super) ports: BTreeSet<u16>,
    /// Paths that do not exist.
    pub(super) missing: BTreeSet<PathBuf>,
}

/// Ids are counted, kind by kind, so that one kind's number does not depend on another's.
#[derive(Debug, Default)]
struct Counters {
    instances: u64,
    networks: u64,
    volumes: u64,
    starts: u64,
}

impl World {
    pub(super) fn new() -> Self {
        Self {
            began: Instant::now(),
            instances: BTreeMap::new(),
            networks: BTreeMap::new(),
            volumes: BTreeMap::new(),
            images: Images::default(),
            host: Host::default(),
            ledger: Ledger::default(),
            capabilities: Capabilities::engine(),
            counters: Counters::default(),
        }
    }

    pub(super) fn now(&self) -> Duration {
        Instant::now().saturating_duration_since(self.began)
    }

    pub(super) fn instance(&self, id: &InstanceId) -> Result<&Instance, Refusal> {
        self.instances.get(id).ok_or_else(|| Refusal::not_found("no such container"))
    }

    pub(super) fn instance_mut(&mut self, id: &InstanceId) -> Result<&mut Instance, Refusal> {
        self.instances.get_mut(id).ok_or_else(|| Refusal::not_found("no such container"))
    }

    pub(super) fn named(&self, name: &str) -> Option<&Instance> {
        self.instances.values().find(|instance| instance.name == name)
    }

    pub(super) fn next_instance_id(&mut self) -> InstanceId {
        self.counters.instances += 1;
        InstanceId::new(numbered(self.counters.instances, 1))
    }

    pub(super) fn next_network_id(&mut self) -> NetworkId {
        self.counters.networks += 1;
        NetworkId::new(numbered(self.counters.networks, 2))
    }

    pub(super) fn next_volume_name(&mut self) -> String {
        self.counters.volumes += 1;
        numbered(self.counters.volumes, 3)
    }

    pub(super) fn next_start_mark(&mut self) -> StartMark {
        self.counters.starts += 1;
        StartMark::new(format!("start {}", self.counters.starts))
    }
}

/// Writes 64 hexadecimal digits of which the first twelve are `number`, so that short forms differ too.
fn numbered(number: u64, kind: u64) -> String {
    format!("{number:012x}{kind:052x}")
}

//! How much of the host an instance may take.

use std::collections::BTreeMap;

use super::{ByteSize, NanoCpus};

/// How much of the host an instance may take. `None` leaves a value to the engine.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Resources {
    /// The size of `/dev/shm`.
    pub shm_size: Option<ByteSize>,
    /// Resource limits, by name.
    pub ulimits: BTreeMap<String, Ulimit>,
    /// How much memory it may use.
    pub memory: Option<ByteSize>,
    /// How much memory is left to it where the host runs short.
    pub mem_reservation: Option<ByteSize>,
    /// How much of the processors it may use.
    pub cpus: Option<NanoCpus>,
    /// How many processes it may have; -1 is without limit.
    pub pids: Option<i64>,
}

/// A resource limit; -1 means unlimited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ulimit {
    /// What applies at first.
    pub soft: i64,
    /// Up to where the process may raise it.
    pub hard: i64,
}

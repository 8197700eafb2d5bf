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
    /// How much of the processors it may use.
    pub cpus: Option<NanoCpus>,
}

/// A resource limit; -1 means unlimited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ulimit {
    /// What applies at first.
    pub soft: i64,
    /// Up to where the process may raise it.
    pub hard: i64,
}

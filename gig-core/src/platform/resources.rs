//! How much of the host an instance may take.

use std::collections::BTreeMap;

use super::{BlockIo, ByteSize, NanoCpus};

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
    /// How much memory and swap it may use together, in bytes; -1 is without limit.
    pub memswap: Option<i64>,
    /// How readily its memory is swapped out, from 0 to 100.
    pub mem_swappiness: Option<i64>,
    /// Whether it is spared when it uses more memory than it may.
    pub oom_kill_disable: Option<bool>,
    /// How readily it is ended when the host is out of memory, from -1000 to 1000.
    pub oom_score_adj: Option<i64>,
    /// How much of the processors it may use.
    pub cpus: Option<NanoCpus>,
    /// Its share of the processors where they are all busy; 1024 is usual.
    pub cpu_shares: Option<i64>,
    /// The length of a period of the scheduler, in microseconds.
    pub cpu_period: Option<i64>,
    /// How long it may run in a period, in microseconds.
    pub cpu_quota: Option<i64>,
    /// The length of a period of the real-time scheduler, in microseconds.
    pub cpu_rt_period: Option<i64>,
    /// How long it may run in such a period, in microseconds.
    pub cpu_rt_runtime: Option<i64>,
    /// The processors that it may use: `0-2,4`.
    pub cpuset: Option<String>,
    /// How many processes it may have; -1 is without limit.
    pub pids: Option<i64>,
    /// The control group above its own.
    pub cgroup_parent: Option<String>,
    /// How fast it may use the disks.
    pub block_io: BlockIo,
    /// Options of the engine's storage driver, by name.
    pub storage: BTreeMap<String, String>,
}

/// A resource limit; -1 means unlimited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ulimit {
    /// What applies at first.
    pub soft: i64,
    /// Up to where the process may raise it.
    pub hard: i64,
}

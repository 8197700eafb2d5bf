//! How much of the host an instance may take, in gig's words and in the engine's, in both directions.

use std::collections::BTreeMap;

use bollard::models::{HostConfig, ResourcesUlimits};
use gig_core::platform::{ByteSize, NanoCpus, Resources, Ulimit};

use super::block_io;
use super::create::{number, unless_empty};

/// What the engine takes for `/dev/shm` where nothing is said.
const DEFAULT_SHM_SIZE: i64 = 64 * 1024 * 1024;

/// Says how much an instance may take in the engine's words.
pub(super) fn to_engine(resources: &Resources, host: &mut HostConfig) {
    let Resources {
        shm_size,
        ulimits,
        memory,
        mem_reservation,
        memswap,
        mem_swappiness,
        oom_kill_disable,
        oom_score_adj,
        cpus,
        cpu_shares,
        cpu_period,
        cpu_quota,
        cpu_rt_period,
        cpu_rt_runtime,
        cpuset,
        pids,
        cgroup_parent,
        block_io: speed,
        storage,
    } = resources;
    host.shm_size = shm_size.map(|size| number(size.0));
    host.ulimits = Some(ulimits_to_engine(ulimits));
    host.memory = memory.map(|size| number(size.0));
    host.memory_reservation = mem_reservation.map(|size| number(size.0));
    host.memory_swap = *memswap;
    host.memory_swappiness = *mem_swappiness;
    host.oom_kill_disable = *oom_kill_disable;
    host.oom_score_adj = *oom_score_adj;
    host.nano_cpus = cpus.map(|cpus| number(cpus.0));
    host.cpu_shares = *cpu_shares;
    host.cpu_period = *cpu_period;
    host.cpu_quota = *cpu_quota;
    host.cpu_realtime_period = *cpu_rt_period;
    host.cpu_realtime_runtime = *cpu_rt_runtime;
    host.cpuset_cpus = cpuset.clone();
    host.pids_limit = *pids;
    host.cgroup_parent = cgroup_parent.clone();
    host.storage_opt = unless_empty(storage.clone());
    block_io::to_engine(speed, host);
}

fn ulimits_to_engine(limits: &BTreeMap<String, Ulimit>) -> Vec<ResourcesUlimits> {
    let limit = |(name, limit): (&String, &Ulimit)| ResourcesUlimits {
        name: Some(name.clone()),
        soft: Some(limit.soft),
        hard: Some(limit.hard),
    };
    limits.iter().map(limit).collect()
}

/// Says in gig's words how much an instance may take. What the engine takes by itself is left out.
pub(super) fn from_engine(host: &HostConfig, is_stated: impl Fn(&str) -> bool) -> Resources {
    let nonzero = |number: Option<i64>| number.filter(|&number| number != 0);
    let text = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    Resources {
        shm_size: positive(host.shm_size.filter(|&size| size != DEFAULT_SHM_SIZE)).map(ByteSize),
        ulimits: host.ulimits.iter().flatten().filter_map(ulimit).collect(),
        memory: positive(host.memory).map(ByteSize),
        mem_reservation: positive(host.memory_reservation).map(ByteSize),
        memswap: host.memory_swap.filter(|_| is_stated("memswap")),
        mem_swappiness: host.memory_swappiness.filter(|_| is_stated("mem_swappiness")),
        oom_kill_disable: host.oom_kill_disable.filter(|_| is_stated("oom_kill_disable")),
        oom_score_adj: host.oom_score_adj.filter(|_| is_stated("oom_score_adj")),
        cpus: positive(host.nano_cpus).map(NanoCpus),
        cpu_shares: nonzero(host.cpu_shares),
        cpu_period: nonzero(host.cpu_period),
        cpu_quota: nonzero(host.cpu_quota),
        cpu_rt_period: nonzero(host.cpu_realtime_period),
        cpu_rt_runtime: nonzero(host.cpu_realtime_runtime),
        cpuset: text(&host.cpuset_cpus),
        // The engine says -1 and 0 for one that has no limit.
        pids: host.pids_limit.filter(|&pids| pids > 0),
        cgroup_parent: text(&host.cgroup_parent),
        block_io: block_io::from_engine(host),
        storage: host.storage_opt.clone().unwrap_or_default().into_iter().collect(),
    }
}

fn positive(number: Option<i64>) -> Option<u64> {
    number.filter(|&number| number > 0).and_then(|number| u64::try_from(number).ok())
}

fn ulimit(limit: &ResourcesUlimits) -> Option<(String, Ulimit)> {
    Some((limit.name.clone()?, Ulimit { soft: limit.soft?, hard: limit.hard? }))
}

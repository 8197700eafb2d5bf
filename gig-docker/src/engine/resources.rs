//! How much of the host an instance may take, in gig's words and in the engine's, in both directions.

use std::collections::BTreeMap;

use bollard::models::{HostConfig, ResourcesUlimits};
use gig_core::platform::{ByteSize, NanoCpus, Resources, Ulimit};

use super::create::number;

/// What the engine takes for `/dev/shm` where nothing is said.
const DEFAULT_SHM_SIZE: i64 = 64 * 1024 * 1024;

/// Says how much an instance may take in the engine's words.
pub(super) fn to_engine(resources: &Resources, host: &mut HostConfig) {
    let Resources { shm_size, ulimits, memory, mem_reservation, cpus, pids } = resources;
    host.shm_size = shm_size.map(|size| number(size.0));
    host.ulimits = Some(ulimits_to_engine(ulimits));
    host.memory = memory.map(|size| number(size.0));
    host.memory_reservation = mem_reservation.map(|size| number(size.0));
    host.pids_limit = *pids;
    host.nano_cpus = cpus.map(|cpus| number(cpus.0));
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
pub(super) fn from_engine(host: &HostConfig) -> Resources {
    Resources {
        shm_size: positive(host.shm_size.filter(|&size| size != DEFAULT_SHM_SIZE)).map(ByteSize),
        ulimits: host.ulimits.iter().flatten().filter_map(ulimit).collect(),
        memory: positive(host.memory).map(ByteSize),
        mem_reservation: positive(host.memory_reservation).map(ByteSize),
        cpus: positive(host.nano_cpus).map(NanoCpus),
        // The engine says -1 and 0 for one that has no limit.
        pids: host.pids_limit.filter(|&pids| pids > 0),
    }
}

fn positive(number: Option<i64>) -> Option<u64> {
    number.filter(|&number| number > 0).and_then(|number| u64::try_from(number).ok())
}

fn ulimit(limit: &ResourcesUlimits) -> Option<(String, Ulimit)> {
    Some((limit.name.clone()?, Ulimit { soft: limit.soft?, hard: limit.hard? }))
}

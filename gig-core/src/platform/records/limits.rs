//! The records of what an instance may do and take.

use super::list::RecordList;
use super::parts::bytes;
use crate::platform::{BlockIo, Namespaces, NanoCpus, Resources, Security, Ulimit};

/// Adds what it may do.
pub(super) fn security(records: &mut RecordList, security: &Security) {
    let Security { privileged, cap_add, cap_drop, read_only, options, groups } = security;
    records.flag("privileged", *privileged);
    records.list("cap_add", cap_add);
    records.list("cap_drop", cap_drop);
    records.flag("read_only", *read_only);
    records.list("security_opt", options);
    records.list("group_add", groups);
}

/// Adds which namespaces it shares.
pub(super) fn namespaces(records: &mut RecordList, namespaces: &Namespaces) {
    let Namespaces { cgroup, ipc, pid, user, uts } = namespaces;
    records.optional("cgroup", cgroup.as_deref());
    records.optional("ipc", ipc.as_deref());
    records.optional("pid", pid.as_deref());
    records.optional("userns", user.as_deref());
    records.optional("uts", uts.as_deref());
}

/// Adds how much it may take.
pub(super) fn resources(records: &mut RecordList, resources: &Resources) {
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
    records.optional("shm_size", shm_size.map(bytes));
    records.map("ulimits", ulimits.iter().map(|(name, limit)| (name, ulimit(limit))));
    records.optional("memory", memory.map(bytes));
    records.optional("mem_reservation", mem_reservation.map(bytes));
    records.optional("memswap", *memswap);
    records.optional("mem_swappiness", *mem_swappiness);
    records.optional("oom_kill_disable", *oom_kill_disable);
    records.optional("oom_score_adj", *oom_score_adj);
    records.optional("cpus", cpus.map(billionths));
    records.optional("cpu_shares", *cpu_shares);
    records.optional("cpu_period", *cpu_period);
    records.optional("cpu_quota", *cpu_quota);
    records.optional("cpu_rt_period", *cpu_rt_period);
    records.optional("cpu_rt_runtime", *cpu_rt_runtime);
    records.optional("cpuset", cpuset.as_deref());
    records.optional("pids", *pids);
    records.optional("cgroup_parent", cgroup_parent.as_deref());
    block_io(records, speed);
    records.map("storage_opt", storage);
}

fn block_io(records: &mut RecordList, block_io: &BlockIo) {
    let BlockIo { weight, weight_device, read_bps, read_iops, write_bps, write_iops } = block_io;
    records.optional("blkio.weight", *weight);
    records.map("blkio.weight_device", weight_device);
    records.map("blkio.read_bps", read_bps);
    records.map("blkio.read_iops", read_iops);
    records.map("blkio.write_bps", write_bps);
    records.map("blkio.write_iops", write_iops);
}

/// Spells a limit: `soft:hard`.
fn ulimit(limit: &Ulimit) -> String {
    let Ulimit { soft, hard } = limit;
    format!("{soft}:{hard}")
}

/// Spells an amount of processors: billionths of one.
fn billionths(NanoCpus(billionths): NanoCpus) -> u64 {
    billionths
}

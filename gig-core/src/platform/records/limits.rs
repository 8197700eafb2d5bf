//! The records of what an instance may do and take.

use super::list::RecordList;
use super::parts::bytes;
use crate::platform::{NanoCpus, Resources, Security, Ulimit};

/// Adds what it may do.
pub(super) fn security(records: &mut RecordList, security: &Security) {
    let Security { privileged, cap_add, cap_drop, read_only } = security;
    records.flag("privileged", *privileged);
    records.list("cap_add", cap_add);
    records.list("cap_drop", cap_drop);
    records.flag("read_only", *read_only);
}

/// Adds how much it may take.
pub(super) fn resources(records: &mut RecordList, resources: &Resources) {
    let Resources { shm_size, ulimits, memory, mem_reservation, cpus, pids } = resources;
    records.optional("shm_size", shm_size.map(bytes));
    records.map("ulimits", ulimits.iter().map(|(name, limit)| (name, ulimit(limit))));
    records.optional("memory", memory.map(bytes));
    records.optional("mem_reservation", mem_reservation.map(bytes));
    records.optional("cpus", cpus.map(billionths));
    records.optional("pids", *pids);
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

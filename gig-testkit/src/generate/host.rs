//! What an instance may do and take on its host.

use gig_core::platform::{
    BlockIo, ByteSize, Configuration, Device, DeviceRequest, Devices, Dns, Namespaces, VolumesFrom,
};
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::{Strategy, any};
use proptest::strategy::BoxedStrategy;

use super::text;

/// Sets everything of that kind.
pub(super) fn with_host(base: BoxedStrategy<Configuration>) -> BoxedStrategy<Configuration> {
    with_numbers(with_settings(base))
}

fn with_settings(base: BoxedStrategy<Configuration>) -> BoxedStrategy<Configuration> {
    let optional = || option::of(text());
    let by_name = || btree_map(text(), text(), 0..3);
    let strategy = (
        base,
        (optional(), optional(), optional(), optional(), optional()),
        (by_name(), by_name(), by_name()),
        dns(),
        namespaces(),
        devices(),
        (vec(text(), 0..3), vec(text(), 0..3)),
        (optional(), vec(volumes_from(), 0..3), option::of("[a-z]{1,5}(/[a-z0-9]{1,5}){0,2}")),
    );
    let made = strategy.prop_map(|(mut made, texts, maps, dns, namespaces, devices, lists, sharing)| {
        let (domainname, runtime, mac_address, cpuset, cgroup_parent) = texts;
        (made.domainname, made.runtime, made.mac_address) = (domainname, runtime, mac_address);
        (made.resources.cpuset, made.resources.cgroup_parent) = (cpuset, cgroup_parent);
        (made.annotations, made.sysctls, made.resources.storage) = maps;
        (made.dns, made.namespaces, made.devices) = (dns, namespaces, devices);
        (made.security.options, made.security.groups) = lists;
        let (network_mode, volumes_from, platform) = sharing;
        (made.network_mode, made.volumes_from) = (network_mode, volumes_from);
        made.platform = platform.map(|text| text.parse().expect("parts with slashes between"));
        made
    });
    made.boxed()
}

fn with_numbers(base: BoxedStrategy<Configuration>) -> BoxedStrategy<Configuration> {
    let number = || option::of(any::<i64>());
    let strategy = (
        base,
        (number(), number(), number(), number(), number()),
        (number(), number(), number(), number()),
        option::of(any::<bool>()),
        option::of(any::<u64>().prop_map(ByteSize)),
        block_io(),
    );
    let made = strategy.prop_map(|(mut made, cpu, others, oom_kill_disable, mem_reservation, block_io)| {
        let resources = &mut made.resources;
        (resources.cpu_shares, resources.cpu_period, resources.cpu_quota, ..) = cpu;
        (.., resources.cpu_rt_period, resources.cpu_rt_runtime) = cpu;
        (resources.memswap, resources.mem_swappiness, resources.oom_score_adj, resources.pids) = others;
        (resources.oom_kill_disable, resources.mem_reservation) = (oom_kill_disable, mem_reservation);
        resources.block_io = block_io;
        made
    });
    made.boxed()
}

fn volumes_from() -> impl Strategy<Value = VolumesFrom> {
    (text(), any::<bool>(), option::of(text())).prop_map(|(container, read_only, mounts)| VolumesFrom {
        container,
        read_only,
        mounts,
    })
}

fn dns() -> impl Strategy<Value = Dns> {
    let texts = || vec(text(), 0..3);
    (texts(), texts(), texts()).prop_map(|(servers, options, search)| Dns { servers, options, search })
}

fn namespaces() -> impl Strategy<Value = Namespaces> {
    let mode = || option::of(text());
    let modes = (mode(), mode(), mode(), mode(), mode());
    modes.prop_map(|(cgroup, ipc, pid, user, uts)| Namespaces { cgroup, ipc, pid, user, uts })
}

fn devices() -> impl Strategy<Value = Devices> {
    let device =
        (text(), text(), text()).prop_map(|(source, target, permissions)| Device { source, target, permissions });
    let lists = (vec(text(), 0..2), vec(text(), 0..2), btree_map(text(), text(), 0..2));
    let request = (option::of(text()), option::of(any::<i64>()), lists).prop_map(
        |(driver, count, (ids, capabilities, options))| DeviceRequest { driver, count, ids, capabilities, options },
    );
    (vec(device, 0..2), vec(text(), 0..2), vec(request, 0..2)).prop_map(|(mapped, rules, requested)| Devices {
        mapped,
        rules,
        requested,
    })
}

fn block_io() -> impl Strategy<Value = BlockIo> {
    let rates = || btree_map(text(), any::<u64>(), 0..2);
    let weights = (option::of(any::<u16>()), btree_map(text(), any::<u16>(), 0..2));
    (weights, rates(), rates(), rates(), rates()).prop_map(
        |((weight, weight_device), read_bps, read_iops, write_bps, write_iops)| BlockIo {
            weight,
            weight_device,
            read_bps,
            read_iops,
            write_bps,
            write_iops,
        },
    )
}

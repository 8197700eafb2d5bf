//! Strategies for property tests: configurations with every field set, empty and left out, and with
//! values that are hard to tell apart.
//!
//! What they make is valid in its types, not in its meaning: no engine would start most of it.

mod content;
mod health;
mod host;
mod mount;
mod network;
mod text;

use std::time::Duration;

use gig_core::platform::{ByteSize, Configuration, ImageReference, Logging, NanoCpus, RestartPolicy, Ulimit};
use gig_core::secret::Secret;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::strategy::BoxedStrategy;

pub use text::text;

/// Makes configurations: each field is set, empty or left out in turn.
pub fn configuration() -> impl Strategy<Value = Configuration> {
    host::with_host(with_limits(with_surroundings(with_process(image().prop_map(Configuration::new).boxed()))))
}

/// Makes references to images, with and without registry, tag and digest.
pub fn image() -> impl Strategy<Value = ImageReference> {
    let digest = format!("redis@sha256:{}", "0123456789abcdef".repeat(4));
    let texts = ["redis", "redis:7", "localhost:5000/team/shop:1.2", "registry.example.org/shop"].map(str::to_owned);
    select([texts.to_vec(), vec![digest]].concat()).prop_map(|text| text.parse().expect("a valid reference"))
}

/// Makes restart policies.
pub fn restart_policy() -> impl Strategy<Value = RestartPolicy> {
    prop_oneof![
        Just(RestartPolicy::No),
        Just(RestartPolicy::Always),
        Just(RestartPolicy::UnlessStopped),
        (0..3_u32).prop_map(RestartPolicy::OnFailure),
    ]
}

fn with_process(base: BoxedStrategy<Configuration>) -> BoxedStrategy<Configuration> {
    let words = || option::of(vec(text(), 0..4));
    let optional = || option::of(text());
    let strategy = (
        base,
        words(),
        words(),
        btree_map(text(), text().prop_map(Secret::new), 0..4),
        (optional(), optional(), optional()),
        btree_map(text(), text(), 0..3),
        restart_policy(),
        option::of(health::health_check()),
    );
    let made = strategy.prop_map(|(mut made, entrypoint, command, environment, texts, labels, restart, health)| {
        (made.working_dir, made.user, made.hostname) = texts;
        (made.entrypoint, made.command, made.environment) = (entrypoint, command, environment);
        (made.labels, made.restart, made.health) = (labels, restart, health);
        made
    });
    made.boxed()
}

fn with_surroundings(base: BoxedStrategy<Configuration>) -> BoxedStrategy<Configuration> {
    let strategy = (
        base,
        vec(network::port(), 0..4),
        vec(network::exposed_port(), 0..3),
        vec(mount::mount(), 0..4),
        vec(content::uploaded_file(), 0..3),
        vec(network::attachment(), 0..4),
        vec(network::link(), 0..3),
        vec(network::extra_host(), 0..3),
    );
    let made = strategy.prop_map(|(mut made, ports, expose, mounts, files, networks, links, extra_hosts)| {
        (made.ports, made.expose, made.mounts, made.files) = (ports, expose, mounts, files);
        (made.networks, made.links, made.extra_hosts) = (networks, links, extra_hosts);
        made
    });
    made.boxed()
}

fn with_limits(base: BoxedStrategy<Configuration>) -> BoxedStrategy<Configuration> {
    let ulimit = (any::<i64>(), any::<i64>()).prop_map(|(soft, hard)| Ulimit { soft, hard });
    let strategy = (
        base,
        (option::of(text()), option::of(duration())),
        option::of(any::<bool>()),
        any::<[bool; 4]>(),
        (vec(text(), 0..3), vec(text(), 0..3)),
        (option::of(byte_size()), option::of(byte_size()), option::of(byte_size())),
        btree_map(text(), ulimit, 0..3),
        (option::of((0..4_000_000_000_u64).prop_map(NanoCpus)), option::of(any::<i64>())),
        option::of(logging()),
    );
    let made = strategy.prop_map(|(mut made, stop, init, flags, capabilities, sizes, ulimits, amounts, logging)| {
        (made.stop_signal, made.stop_grace) = stop;
        [made.security.privileged, made.security.read_only, made.tty, made.stdin_open] = flags;
        (made.security.cap_add, made.security.cap_drop) = capabilities;
        (made.resources.shm_size, made.resources.memory, made.resources.mem_reservation) = sizes;
        (made.resources.cpus, made.resources.pids) = amounts;
        (made.init, made.resources.ulimits, made.logging) = (init, ulimits, logging);
        made
    });
    made.boxed()
}

fn logging() -> impl Strategy<Value = Logging> {
    let options = btree_map(text(), text().prop_map(Secret::new), 0..3);
    (option::of(text()), options).prop_map(|(driver, options)| Logging { driver, options })
}

fn duration() -> impl Strategy<Value = Duration> {
    prop_oneof![Just(Duration::ZERO), any::<u64>().prop_map(Duration::from_nanos), Just(Duration::MAX)]
}

fn byte_size() -> impl Strategy<Value = ByteSize> {
    any::<u64>().prop_map(ByteSize)
}

//! What holds for every document.

use proptest::prelude::*;

use super::World;

/// Values that one key or another wants, and those that none does.
fn scalar() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "",
        "~",
        "1",
        "-1",
        "80:80",
        "127.0.0.1:80:80",
        "$X:80:80",
        "./a:/b",
        "data:/x:ro",
        "a",
        "b",
        "a:b",
        "always",
        "service_healthy",
        "1m30s",
        "64mb",
        "true",
        "default",
        "nginx",
        "${X",
        "${X:-$Y}",
        "$$",
        "KEY=value",
        "'a b'",
    ]);
    prop_oneof![3 => known.prop_map(str::to_owned), 1 => "\\PC{0,12}"]
}

fn key() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "image",
        "command",
        "entrypoint",
        "environment",
        "env_file",
        "ports",
        "expose",
        "volumes",
        "links",
        "depends_on",
        "restart",
        "healthcheck",
        "networks",
        "extra_hosts",
        "tmpfs",
        "ulimits",
        "logging",
        "labels",
        "test",
        "type",
        "source",
        "target",
        "bind",
        "published",
        "condition",
        "aliases",
        "options",
        "nofile",
        "soft",
        "hard",
        "a",
        "b",
        "container_name",
        "stop_grace_period",
        "mem_limit",
        "cpus",
        "tty",
        "cap_add",
        "name",
        "external",
        "default",
    ])
    .prop_map(str::to_owned)
}

/// YAML in flow style.
fn node() -> impl Strategy<Value = String> {
    let leaf = scalar().prop_map(|text| format!("{text:?}"));
    leaf.prop_recursive(4, 24, 4, |inner| {
        let list = prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(", ")));
        let map = prop::collection::btree_map(key(), inner, 0..4).prop_map(map_of);
        prop_oneof![list, map]
    })
}

fn map_of(entries: std::collections::BTreeMap<String, String>) -> String {
    let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{{}}}", entries.join(", "))
}

fn document() -> impl Strategy<Value = String> {
    let service = || prop::collection::btree_map(key(), node(), 0..6).prop_map(map_of);
    (service(), service(), node(), node(), node()).prop_map(|(a, b, networks, volumes, environments)| {
        format!(
            "services: {{a: {a}, b: {b}}}\nnetworks: {networks}\nvolumes: {volumes}\nenvironments: {environments}\n"
        )
    })
}

proptest! {
    #[test]
    fn resolving_never_panics_and_an_error_has_a_message(text in document()) {
        if let Err(diagnostics) = World::default().resolve(&text) {
            prop_assert!(diagnostics.has_errors());
            prop_assert!(diagnostics.iter().all(|diagnostic| !diagnostic.message.is_empty()));
        }
    }

    #[test]
    fn what_resolves_is_in_order(text in document()) {
        let Ok(resolved) = World::default().resolve(&text) else { return Ok(()) };
        let order = resolved.platform.in_order();
        for (at, service) in order.iter().enumerate() {
            for need in &service.depends_on {
                prop_assert!(order[..at].iter().any(|earlier| earlier.name == need.service));
            }
        }
    }

    #[test]
    fn any_text_resolves_or_is_refused(text in "\\PC{0,200}") {
        _ = World::default().resolve(&text);
    }
}

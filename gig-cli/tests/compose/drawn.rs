//! Files drawn at random: each key left out, or in one of its forms.

use gig_testkit::generate::text;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// Keys that have to do with each other, in forms that go together.
const FORMS: &[&[&str]] = &[
    &[r#""image": "redis""#, r#""image": "localhost:5000/a/b:1.2""#, r#""build": "./b""#],
    &[r#""build": {"context": "b", "args": ["A=1", "B=$$x"], "target": "t"}, "image": "b:1""#],
    &[r#""platform": "linux/arm64""#, r#""pull_policy": "never""#, r#""pull_policy": "every_12h""#],
    &[r#""entrypoint": []"#, r#""entrypoint": "sh -c 'a b'""#, r#""entrypoint": null"#],
    &[r#""user": "1:2", "working_dir": "/w""#, r#""hostname": "h", "domainname": "d""#],
    &[r#""env_file": ".env""#, r#""env_file": ["a", {"path": "b", "required": false, "format": "raw"}]"#],
    &[r#""networks": ["back", "front"]"#, r#""network_mode": "host""#, r#""network_mode": "container:x""#],
    &[r#""networks": {"back": {"aliases": ["b", "a"], "ipv4_address": "10.0.0.7", "priority": 3}, "front": null}"#],
    &[r#""volumes": ["data:/d:ro", "./a:/a:Z", "/tmp/x", "~/h:/h:rslave"]"#, r#""volumes": ["data:/d:z,nocopy"]"#],
    &[r#""volumes": [{"type": "bind", "source": "a", "target": "/a", "bind": {"create_host_path": false}}]"#],
    &[r#""volumes": [{"type": "volume", "target": "/a"}, {"type": "image", "source": "a", "target": "/i"}]"#],
    &[r#""volumes": [{"type": "volume", "source": "data", "target": "/v", "volume": {"subpath": "b"}}]"#],
    &[r#""volumes": [{"type": "tmpfs", "target": "/t", "tmpfs": {"size": "10m", "mode": "0o700"}}]"#],
    &[r#""tmpfs": "/run""#, r#""tmpfs": ["/run:rw,size=64m,mode=1777", "/cache:noexec,ro"]"#],
    &[r#""depends_on": ["db"]"#, r#""links": ["db", "db:base"]"#, r#""ipc": "service:db""#],
    &[r#""depends_on": {"db": {"condition": "service_healthy", "restart": true, "required": false}}, "links": ["db"]"#],
    &[r#""restart": "on-failure:3""#, r#""restart": "no""#, r#""deploy": {"restart_policy": {"condition": "any"}}"#],
    &[r#""deploy": {"replicas": 2, "placement": {"constraints": ["a==b"]}}"#, r#""scale": 3"#],
    &[
        r#""deploy": {"resources": {"limits": {"cpus": "0.5", "memory": "50M"}, "reservations": {"memory": "1m"}}}"#,
        r#""mem_limit": "1g", "cpus": 1.5"#,
    ],
    &[r#""deploy": {"resources": {"reservations": {"devices": [{"capabilities": ["gpu"], "count": "all"}]}}}"#],
    &[
        r#""gpus": "all""#,
        r#""gpus": [{"driver": "nvidia", "device_ids": ["0"]}]"#,
        r#""devices": ["/dev/a:/dev/b:r"]"#,
    ],
    &[r#""healthcheck": {"test": "a b", "interval": "90s"}"#, r#""healthcheck": {"disable": true}"#],
    &[r#""healthcheck": {"test": ["CMD", "a"], "timeout": "1m30s", "retries": 4, "start_period": "1h"}"#],
    &[r#""logging": {"driver": "syslog", "options": {"tag": "a"}}"#, r#""init": false"#, r#""tty": true"#],
    &[r#""ulimits": {"nproc": 5, "nofile": {"soft": 1, "hard": 2}}"#, r#""shm_size": "64m""#],
    &[r#""blkio_config": {"weight": 3, "device_read_bps": [{"path": "/dev/a", "rate": "1mb"}]}"#],
    &[r#""dns": "1.1.1.1""#, r#""dns": ["1.1.1.1"], "dns_opt": ["a"], "dns_search": ["b"]"#, r#""sysctls": ["a=1"]"#],
    &[r#""extra_hosts": ["a:1.2.3.4", "b=::1"]"#, r#""extra_hosts": {"c": "host-gateway"}"#, r#""expose": ["80", 90]"#],
    &[r#""secrets": ["s"], "configs": [{"source": "c", "target": "/c", "mode": "0440"}]"#, r#""secrets": ["s"]"#],
    &[r#""cap_add": ["SYS_ADMIN", "NET_ADMIN"], "privileged": true"#, r#""security_opt": ["no-new-privileges:true"]"#],
    &[r#""attach": false, "cpu_count": 2, "develop": {"watch": [{"path": "a", "action": "rebuild", "ignore": "b"}]}"#],
    &[r#""provider": {"type": "t", "options": {"a": 1, "b": ["x", "y"]}}"#, r#""models": ["llm"]"#],
    &[r#""stop_signal": "SIGINT", "stop_grace_period": "1m30s""#, r#""profiles": ["a", "b"]"#, r#""pid": "host""#],
];

/// Draws a file in the services layout.
pub(crate) fn platform() -> impl Strategy<Value = String> {
    (service(), service()).prop_map(|(web, db)| {
        let db = ["depends_on", "links", "ipc", "ports"].iter().fold(db, |mut db, key| {
            db.remove(*key);
            db
        });
        let file = json!({
            "services": { "web": web, "db": db },
            "networks": { "back": { "internal": true, "ipam": { "config": [{ "subnet": "10.0.0.0/24" }] } }, "front": null },
            "volumes": { "data": { "driver": "local", "driver_opts": { "a": "b" } } },
            "secrets": { "s": { "file": "./s" } },
            "configs": { "c": { "content": "a $$ b" } },
        });
        escaped(&file)
    })
}

/// JSON leaves characters as they are that cannot stand in YAML.
fn escaped(file: &Value) -> String {
    let escaped = |c: char| match c {
        ' '..='~' | '\u{10000}'.. => c.to_string(),
        _ => format!("\\u{:04x}", u32::from(c)),
    };
    file.to_string().chars().map(escaped).collect()
}

/// What stands later in the list takes the place of an earlier form of the same key.
fn service() -> impl Strategy<Value = Map<String, Value>> {
    let forms: Vec<_> = FORMS.iter().map(|forms| option::weighted(0.3, select(forms.to_vec()))).collect();
    (forms, texts(), option::of(select(PORTS))).prop_map(|(forms, texts, ports)| {
        let drawn = forms.into_iter().flatten().chain(ports).map(keys);
        let mut service = Map::from_iter([("image".to_owned(), json!("redis"))]);
        service.extend(drawn.flatten().chain(texts));
        service
    })
}

const PORTS: &[&str] = &[
    r#""ports": ["80", "127.0.0.1:8080:80/udp", "9000-9002:9000-9002"]"#,
    r#""ports": [{"target": 80, "published": "8000-8010", "mode": "host", "name": "a", "app_protocol": "http"}]"#,
];

fn keys(form: &str) -> Map<String, Value> {
    serde_json::from_str(&format!("{{{form}}}")).unwrap()
}

/// Draws the keys that may hold any text.
fn texts() -> impl Strategy<Value = Map<String, Value>> {
    let text = || text().prop_map(|text| text.replace('$', "$$"));
    let named = move || btree_map(select(&["A", "b_c", "D.e"][..]), text(), 0..3);
    let drawn = (option::of(vec(text(), 0..4)), named(), named());
    drawn.prop_map(|(command, environment, labels)| {
        let said = json!({ "command": command, "environment": environment, "labels": labels });
        said.as_object().cloned().unwrap_or_default()
    })
}

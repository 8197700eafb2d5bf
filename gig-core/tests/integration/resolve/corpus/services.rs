//! Services in the reference's form: the fields that decide most of what a service is.

use std::collections::{BTreeMap, BTreeSet};

use gig_core::document::{Mapping, Node};
use gig_core::platform::{Condition, HostPort, Mount, MountKind, Platform, Port, Service};
use gig_core::resolve::{Description, Image, Written};
use serde_json::{Map, Value, json};

/// Returns service, field and difference of each field that is not what the reference makes of it.
pub(super) fn differences(expected: &Map<String, Value>, found: &Description) -> Vec<(String, &'static str, String)> {
    let Description { platform: found, written, .. } = found;
    let names = |names: &mut dyn Iterator<Item = String>| names.collect::<BTreeSet<String>>();
    let theirs = names(&mut expected.keys().cloned());
    let ours = names(&mut found.services.iter().map(|service| service.name.to_string()));
    let mut differences: Vec<(String, &str, String)> = theirs
        .symmetric_difference(&ours)
        .map(|name| (name.clone(), "service", "only one of the two has it".to_owned()))
        .collect();
    for service in &found.services {
        // The reference was run without what a service extends.
        let expected = expected.get(service.name.as_str()).filter(|expected| expected["extends"].is_null());
        let Some(expected) = expected else { continue };
        let (ours, theirs) = (our_fields(service, &written[&service.name], found), their_fields(expected));
        let differing = ours.into_iter().zip(theirs).filter(|((_, ours), (_, theirs))| ours != theirs);
        differences.extend(differing.map(|((field, ours), (_, theirs))| {
            (service.name.to_string(), field, format!("ours {ours}\n    theirs {theirs}"))
        }));
    }
    differences
}

type Fields = [(&'static str, Value); 8];

fn our_fields(service: &Service, written: &Written, platform: &Platform) -> Fields {
    let configuration = &service.configuration;
    let set = configuration.environment.iter().map(|(name, value)| (name.clone(), json!(value.expose())));
    let values = set.chain(written.unset.iter().map(|name| (name.clone(), Value::Null)));
    let needs = service.depends_on.iter().map(|need| (need.service.to_string(), json!(condition(need.condition))));
    [
        ("image", json!(image(&written.image))),
        ("build", written.build.as_ref().map_or(Value::Null, built)),
        ("command", json!(configuration.command)),
        ("entrypoint", json!(configuration.entrypoint)),
        ("environment", Value::Object(values.collect())),
        ("ports", sorted(configuration.ports.iter().map(port))),
        ("volumes", sorted(configuration.mounts.iter().filter_map(|mount| volume(mount, platform)))),
        ("depends_on", Value::Object(needs.collect())),
    ]
}

fn their_fields(expected: &Value) -> Fields {
    let list =
        |key: &str, shown: fn(&Value) -> Value| sorted(expected[key].as_array().into_iter().flatten().map(shown));
    let empty_or = |key: &str| expected[key].as_object().cloned().unwrap_or_default();
    let needs = empty_or("depends_on").into_iter().map(|(name, need)| (name, need["condition"].clone()));
    [
        ("image", expected["image"].clone()),
        ("build", their_build(&expected["build"])),
        ("command", expected["command"].clone()),
        ("entrypoint", expected["entrypoint"].clone()),
        ("environment", Value::Object(empty_or("environment"))),
        ("ports", list("ports", their_port)),
        ("volumes", list("volumes", their_volume)),
        ("depends_on", Value::Object(needs.collect())),
    ]
}

/// Returns the keys of `build` that most files have.
fn built(build: &Node) -> Value {
    let args = |args: &Mapping| args.iter().map(|entry| (entry.key.clone(), json!(text(&entry.value)))).collect();
    let keys = build.as_mapping();
    let key = |name: &str| keys.and_then(|keys| keys.value(name));
    let text = |name: &str| key(name).and_then(text);
    json!([
        text("context"),
        text("dockerfile"),
        text("target"),
        key("args").and_then(Node::as_mapping).map_or(json!({}), |mapping| Value::Object(args(mapping)))
    ])
}

fn text(node: &Node) -> Option<&str> {
    node.as_scalar().map(|scalar| scalar.text.as_str())
}

fn their_build(build: &Value) -> Value {
    let args = build["args"].as_object().cloned().unwrap_or_default();
    let set: Map<String, Value> = args.into_iter().filter(|(_, value)| !value.is_null()).collect();
    match build {
        Value::Null => Value::Null,
        build => json!([build["context"], build["dockerfile"], build["target"], set]),
    }
}

/// Their order decides nothing, and what is said twice is said once.
fn sorted(values: impl Iterator<Item = Value>) -> Value {
    values.map(|value| (value.to_string(), value)).collect::<BTreeMap<_, _>>().into_values().collect()
}

/// Returns what stands under `image`.
fn image(image: &Image) -> Option<String> {
    match image {
        Image::Reference(image) => Some(image.to_string()),
        Image::Unfit(text) => Some(text.clone()),
        Image::Built(_) | Image::Missing => None,
    }
}

fn condition(condition: Condition) -> &'static str {
    match condition {
        Condition::Started => "service_started",
        Condition::Healthy => "service_healthy",
        Condition::Completed => "service_completed_successfully",
    }
}

fn port(port: &Port) -> Value {
    let published = match port.host {
        HostPort::Ephemeral => String::new(),
        HostPort::Fixed(port) => port.to_string(),
        HostPort::Range(first, last) => format!("{first}-{last}"),
    };
    let address = port.address.map(|address| address.to_string()).unwrap_or_default();
    json!([address, published, port.container, port.protocol.to_string()])
}

fn their_port(port: &Value) -> Value {
    let text = |key: &str| port[key].as_str().unwrap_or_default();
    json!([text("host_ip"), text("published"), port["target"], text("protocol")])
}

/// Memory under the key `tmpfs` is another key to the reference.
fn volume(mount: &Mount, platform: &Platform) -> Option<Value> {
    let (kind, source, options) = match &mount.kind {
        MountKind::Bind { source, propagation, selinux, .. } => {
            ("bind", source.display().to_string(), json!([propagation, selinux]))
        }
        MountKind::Volume { name, no_copy, .. } => ("volume", key_of(name, platform), json!([no_copy])),
        MountKind::Anonymous => ("volume", String::new(), json!([false])),
        MountKind::Tmpfs { .. } => return None,
    };
    Some(json!([kind, source, mount.target, mount.read_only, options]))
}

fn key_of(name: &str, platform: &Platform) -> String {
    platform.volumes.iter().find(|volume| volume.name == name).map_or(name.to_owned(), |volume| volume.key.to_string())
}

fn their_volume(volume: &Value) -> Value {
    let text = |key: &str| volume[key].as_str().unwrap_or_default();
    let options = match text("type") {
        "bind" => json!([volume["bind"]["propagation"], volume["bind"]["selinux"]]),
        _ => json!([volume["volume"]["nocopy"] == true]),
    };
    json!([text("type"), text("source"), text("target").trim_end_matches('/'), volume["read_only"] == true, options])
}

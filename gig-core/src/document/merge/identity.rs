//! What makes two items of a list the same, so that the later takes the place of the earlier.

use crate::document::{Mapping, Node, NodeValue};
use crate::resolve::interpolate::interpolate;

/// The values of variables.
pub(in crate::document) type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Returns what an item is known by; `None` where it is like no other.
pub(super) type Identity = fn(&Node, Variables<'_>) -> Option<String>;

/// Returns what the items of the list under a key of a service are known by; `None` where all of them are kept.
pub(super) fn of(key: &str) -> Option<Identity> {
    Some(match key {
        "cap_add" | "cap_drop" | "dns" | "dns_opt" | "dns_search" | "expose" | "label_file" | "profiles" => text,
        "tmpfs" => before_equals,
        "configs" => |item, variables| granted(item, "", variables),
        "devices" => device,
        "env_file" => |item, variables| part(item, "path", variables),
        "ports" => port,
        "secrets" => |item, variables| granted(item, "/run/secrets", variables),
        "volumes" => volume,
        _ => return None,
    })
}

/// Returns the text of an item with its variables put in.
pub(super) fn text(item: &Node, variables: Variables<'_>) -> Option<String> {
    interpolate(&item.as_scalar()?.text, variables, &mut |_| {}).ok()
}

fn before_equals(item: &Node, variables: Variables<'_>) -> Option<String> {
    text(item, variables).map(|text| text.split('=').next().unwrap_or_default().to_owned())
}

fn field(mapping: &Mapping, key: &str, variables: Variables<'_>) -> Option<String> {
    text(mapping.value(key)?, variables)
}

/// The text of an item, or one of its fields.
fn part(item: &Node, key: &str, variables: Variables<'_>) -> Option<String> {
    match &item.value {
        NodeValue::Mapping(mapping) => field(mapping, key, variables),
        _ => text(item, variables),
    }
}

/// Where a config or a secret stands in the container.
fn granted(item: &Node, folder: &str, variables: Variables<'_>) -> Option<String> {
    let NodeValue::Mapping(mapping) = &item.value else {
        return text(item, variables).map(|name| format!("{folder}/{name}"));
    };
    let source = || field(mapping, "source", variables).map(|name| format!("{folder}/{name}"));
    field(mapping, "target", variables).or_else(source)
}

fn device(item: &Node, variables: Variables<'_>) -> Option<String> {
    if let NodeValue::Mapping(mapping) = &item.value {
        return field(mapping, "target", variables);
    }
    let text = text(item, variables)?;
    let mut parts = text.split(':');
    let source = parts.next()?;
    Some(parts.next().unwrap_or(source).to_owned())
}

/// A port in its short form is known by its text, as compose has it.
fn port(item: &Node, variables: Variables<'_>) -> Option<String> {
    let NodeValue::Mapping(mapping) = &item.value else { return text(item, variables) };
    let part = |key, otherwise: &str| field(mapping, key, variables).unwrap_or_else(|| otherwise.to_owned());
    let target = field(mapping, "target", variables)?;
    Some(format!("{}:{}:{target}/{}", part("host_ip", "0.0.0.0"), part("published", ""), part("protocol", "tcp")))
}

/// A mount is known by where it stands in the container.
fn volume(item: &Node, variables: Variables<'_>) -> Option<String> {
    if let NodeValue::Mapping(mapping) = &item.value {
        return field(mapping, "target", variables);
    }
    let text = text(item, variables)?;
    let mut parts: Vec<&str> = text.split(':').collect();
    // A drive of Windows holds a colon of its own.
    if parts.len() > 1 && parts[0].len() == 1 && parts[1].starts_with(['\\', '/']) && parts.len() > 2 {
        parts.remove(0);
    }
    Some(parts.get(1).or(parts.first())?.trim_end_matches('/').to_owned())
}

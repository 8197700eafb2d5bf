//! The one form in which two values are merged that may be written in several.

use std::borrow::Cow;

use super::identity::{self, Variables};
use crate::document::{Entry, Mapping, Node, NodeValue, Scalar, Span};
use crate::resolve::interpolate::interpolate;

fn text(text: &str, span: Span) -> Node {
    Node { span, value: NodeValue::Scalar(Scalar { text: text.to_owned(), plain: false }) }
}

/// Makes a map of a list of `KEY=VALUE`; of two with one key the later counts.
pub(super) fn pairs(node: Node, variables: Variables<'_>) -> Node {
    keyed(node, |item| {
        let written = with_key(&item.as_scalar()?.text, variables, &mut |_| {})?;
        let nothing = || Node { span: item.span, value: NodeValue::Null };
        Some(match written.split_once('=') {
            Some((key, value)) => (key.to_owned(), text(value, item.span)),
            None => (written.into_owned(), nothing()),
        })
    })
}

/// Puts the variables of the key into `KEY=VALUE`, since the keys of a map have none. What is put into the value with
/// them is no template any more; a value whose key has none stays as it is written.
fn with_key<'a>(text: &'a str, variables: Variables<'_>, unset: &mut dyn FnMut(&str)) -> Option<Cow<'a, str>> {
    let key = text.split('=').next().unwrap_or_default();
    if !key.contains('$') {
        return Some(Cow::Borrowed(text));
    }
    let text = interpolate(text, variables, unset).ok()?;
    Some(Cow::Owned(match text.split_once('=') {
        Some((key, value)) => format!("{key}={}", value.replace('$', "$$")),
        None => text,
    }))
}

/// Returns whether both are lists, with a key that is not known, since a variable in it is not set or cannot be read.
/// They are put one behind the other, so that it is said where they are decoded.
pub(super) fn are_open_lists(base: &Node, over: &Node, variables: Variables<'_>) -> bool {
    let (Some(base), Some(over)) = (base.as_sequence(), over.as_sequence()) else { return false };
    let is_open = |item: &Node| {
        let mut is_open = false;
        let known = item.as_scalar().and_then(|scalar| with_key(&scalar.text, variables, &mut |_| is_open = true));
        known.is_none() || is_open
    };
    base.iter().chain(over).any(is_open)
}

/// Makes a map of a list of names: of services to depend on, or of networks.
pub(super) fn names(node: Node, path: &[&str], variables: Variables<'_>) -> Node {
    let depends = path.last() == Some(&"depends_on");
    keyed(node, |item| {
        let value = if depends { started(item.span) } else { NodeValue::Null };
        Some((identity::text(item, variables)?, Node { span: item.span, value }))
    })
}

/// What the name of a service alone asks for.
fn started(span: Span) -> NodeValue {
    let value = text("service_started", span);
    let condition = Entry { key: "condition".to_owned(), key_span: span, value };
    NodeValue::Mapping(std::iter::once(condition).collect())
}

/// A list that holds anything else stays one.
fn keyed(node: Node, pair: impl Fn(&Node) -> Option<(String, Node)>) -> Node {
    let Some(items) = node.as_sequence() else { return node };
    let entry = |item: &Node| pair(item).map(|(key, value)| Entry { key, key_span: item.span, value });
    // Of entries with one key the first stays, so the last comes first.
    let Some(mut entries) = items.iter().rev().map(entry).collect::<Option<Mapping>>() else { return node };
    entries = entries.into_entries().collect::<Vec<_>>().into_iter().rev().collect();
    Node { span: node.span, value: NodeValue::Mapping(entries) }
}

/// Makes a map of a text that stands for the value of `key`.
pub(super) fn long(node: Node, key: &str) -> Node {
    if node.as_scalar().is_none() {
        return node;
    }
    let span = node.span;
    let entry = Entry { key: key.to_owned(), key_span: span, value: node };
    Node { span, value: NodeValue::Mapping(std::iter::once(entry).collect()) }
}

/// Makes a list of a single text.
pub(super) fn list(node: Node) -> Node {
    if node.as_scalar().is_none() {
        return node;
    }
    Node { span: node.span, value: NodeValue::Sequence(vec![node]) }
}

/// Makes a list of `HOST=ADDRESS` of a map of hosts, of which one may have several addresses.
pub(super) fn hosts(node: Node) -> Node {
    let Some(mapping) = node.as_mapping() else { return list(node) };
    let addresses = |entry: &Entry| match &entry.value.value {
        NodeValue::Sequence(items) => items.clone(),
        _ => vec![entry.value.clone()],
    };
    let line = |key: &str, address: &Node| {
        let written = address.as_scalar().map_or("", |scalar| scalar.text.as_str());
        text(&format!("{key}={written}"), address.span)
    };
    let lines = mapping.iter().flat_map(|entry| addresses(entry).into_iter().map(|at| line(&entry.key, &at)));
    Node { span: node.span, value: NodeValue::Sequence(lines.collect()) }
}

/// Returns whether both name a driver, and not the same.
pub(super) fn drivers_differ(base: &Node, over: &Node) -> bool {
    let driver = |node: &Node| Some(node.as_mapping()?.value("driver")?.as_scalar()?.text.clone());
    matches!((driver(base), driver(over)), (Some(base), Some(over)) if base != over)
}

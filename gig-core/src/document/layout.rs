//! The top of a file: which layout it has, and what its keys hold.

use super::keys::{self, Support};
use super::report::Report;
use super::{Document, Entry, Layout, Mapping, Node, NodeValue, Span, nearest, service};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::visible::quoted;

/// Sorts the keys at the top into a document and checks its services. What is wrong goes to `report`.
pub(super) fn arrange(layout: Layout, root: Mapping, report: &mut Report) -> Document {
    let mut document = empty(layout, report);
    let declares_services = root.value("services").is_some();
    let says_something = root.iter().any(|entry| entry.key != "version");
    for entry in root.into_entries() {
        match role(&entry.key) {
            Role::Known(support) => take(&mut document, entry, support, report),
            Role::Extension => {}
            Role::Unknown => unknown_key(&entry, report),
        }
    }
    if document.services.is_empty() && !declares_services && !report.diagnostics.has_errors() {
        report.push(no_services(says_something), Span::default());
    }
    service::check(layout, &document.services, report);
    document
}

/// A file of networks alone may be meant for others to include or to be merged with.
fn no_services(says_something: bool) -> Diagnostic {
    let message = "the file names no service";
    let found = match says_something {
        true => Diagnostic::warning("no-services", message),
        false => Diagnostic::error("no-services", message),
    };
    found.hint("services stand under the key `services`, or at the top of the file")
}

fn empty(layout: Layout, report: &Report) -> Document {
    Document {
        sources: report.sources.clone(),
        layout,
        name: None,
        services: Mapping::default(),
        networks: Mapping::default(),
        volumes: Mapping::default(),
        configs: Mapping::default(),
        secrets: Mapping::default(),
        environments: Mapping::default(),
        diagnostics: Diagnostics::default(),
    }
}

/// Finds out which layout a file has, and puts its services under `services` where they are not. A file without any has
/// the layout of today.
pub(super) fn lay_out(root: Mapping) -> (Layout, Mapping) {
    if root.value("services").and_then(Node::as_mapping).is_some() || !root.iter().any(is_service) {
        return (Layout::Services, root);
    }
    let (services, others): (Vec<Entry>, Vec<Entry>) = root.into_entries().partition(is_service);
    let mut root: Mapping = others.into_iter().collect();
    if let Some(first) = services.first() {
        let (key_span, span) = (first.key_span, first.value.span);
        let value = Node { span, value: NodeValue::Mapping(services.into_iter().collect()) };
        // A key `services` that holds no map is wrong, and is reported.
        _ = root.insert(Entry { key: "services".to_owned(), key_span, value });
    }
    (Layout::Fig, root)
}

/// What a key at the top is, where services stand under `services`.
enum Role {
    Known(Support),
    Extension,
    Unknown,
}

fn role(key: &str) -> Role {
    match keys::support(keys::TOP_LEVEL, key) {
        _ if keys::is_extension(key) => Role::Extension,
        Some(support) => Role::Known(support),
        None => Role::Unknown,
    }
}

/// In the fig layout any key may be a service, also one whose name is a word of the format.
fn is_service(entry: &Entry) -> bool {
    match role(&entry.key) {
        Role::Extension => false,
        Role::Known(_) => looks_like_service(&entry.value),
        Role::Unknown => true,
    }
}

/// A service says what it runs; networks and volumes know none of these words.
fn looks_like_service(node: &Node) -> bool {
    let says = |mapping: &Mapping, word| mapping.value(word).is_some_and(|value| !value.is_null());
    let words = ["image", "build", "command", "entrypoint", "extends"];
    node.as_mapping().is_some_and(|mapping| words.iter().any(|word| says(mapping, word)))
}

fn take(document: &mut Document, entry: Entry, support: Support, report: &mut Report) {
    match (entry.key.as_str(), support) {
        ("name", _) => document.name = name(entry, report),
        ("services", _) if entry.value.is_null() => {
            report.push(Diagnostic::error("no-content", "`services` has no content"), entry.key_span);
        }
        ("services", _) => document.services = map(entry, report),
        ("networks", _) => document.networks = map(entry, report),
        ("volumes", _) => document.volumes = map(entry, report),
        ("configs", _) => document.configs = map(entry, report),
        ("secrets", _) => document.secrets = map(entry, report),
        ("environments", _) => document.environments = map(entry, report),
        ("version", Support::Inert(_)) if is_format_of(document.layout, &entry.value) => {}
        (_, Support::Honoured) => {}
        (_, Support::Inert(reason)) => inert(&entry, reason, report),
        (_, Support::Refused(instead)) => refused(&entry, instead, report),
    }
}

/// The versions whose files have this layout say nothing new, but nothing wrong either.
fn is_format_of(layout: Layout, version: &Node) -> bool {
    let versions: &[char] = if layout == Layout::Services { &['2', '3'] } else { &['1'] };
    version.as_scalar().is_some_and(|scalar| scalar.text.starts_with(versions))
}

fn name(entry: Entry, report: &mut Report) -> Option<Node> {
    match entry.value.value {
        NodeValue::Scalar(_) => Some(entry.value),
        NodeValue::Null => None,
        _ => {
            wrong_type(&entry, "text", report);
            None
        }
    }
}

fn map(entry: Entry, report: &mut Report) -> Mapping {
    match entry.value.value {
        NodeValue::Mapping(mapping) => mapping,
        NodeValue::Null => Mapping::default(),
        _ => {
            wrong_type(&entry, "a map", report);
            Mapping::default()
        }
    }
}

fn wrong_type(entry: &Entry, expected: &str, report: &mut Report) {
    let message = format!("{} must be {expected}, found {}", quoted(&entry.key), entry.value.kind());
    report.push(Diagnostic::error("wrong-type", message), entry.value.span);
}

/// Warns that a key has no effect.
pub(super) fn inert(entry: &Entry, reason: &str, report: &mut Report) {
    let message = format!("{} has no effect: {reason}", quoted(&entry.key));
    report.push(Diagnostic::warning("inert-key", message), entry.key_span);
}

/// Refuses a key that is known but not supported.
pub(super) fn refused(entry: &Entry, instead: &str, report: &mut Report) {
    let error = Diagnostic::error("unsupported-key", format!("{} is not supported yet", quoted(&entry.key)));
    report.push(error.hint(instead), entry.key_span);
}

fn unknown_key(entry: &Entry, report: &mut Report) {
    let message = format!("unknown key {} at the top of the file", quoted(&entry.key));
    let error = Diagnostic::error("unknown-key", message);
    let error = match nearest(&entry.key, keys::TOP_LEVEL.iter().map(|key| key.name)) {
        _ if looks_like_service(&entry.value) => error.hint("services stand under the key `services`"),
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("keys of your own start with `x-`"),
    };
    report.push(error, entry.key_span);
}

//! `build`, which gig does not carry out: it is kept for who wants to see what the document says.

use crate::document::{Entry, Mapping, Node, NodeValue, Scalar, Span};
use crate::resolve::context::{Context, Decoded, all};
use crate::resolve::paths;
use crate::resolve::value::Value;

/// The keys of `build` that are maps, and may be written as lists of `KEY=VALUE`.
const MAPS: [&str; 2] = ["args", "labels"];

/// Returns `build` in its long form, as compose normalises it: variables put in, the context an absolute path.
pub(super) fn build(context: &Context<'_>, entry: &Entry) -> Decoded<Node> {
    let span = entry.value.span;
    let mut build = match &entry.value.value {
        NodeValue::Mapping(keys) => {
            let keys = all(keys.iter().map(|entry| key(context, entry)))?;
            keys.into_iter().collect()
        }
        _ => Mapping::from_iter([filled("context", expanded(context, "build", &entry.value)?)]),
    };
    if build.entry("dockerfile").is_none() && build.entry("dockerfile_inline").is_none() {
        // It is not there.
        _ = build.insert(filled("dockerfile", text("Dockerfile".to_owned(), span)));
    }
    // Where it is there, it stays.
    _ = build.insert(filled("context", text(".".to_owned(), span)));
    let keys = build.into_entries().map(|entry| located(context, entry));
    Ok(Node { span, value: NodeValue::Mapping(keys.collect()) })
}

fn key(context: &Context<'_>, entry: &Entry) -> Decoded<Entry> {
    let value = Value::new(context, &entry.key, &entry.value);
    let expanded = if MAPS.contains(&entry.key.as_str()) {
        let set = value.pairs()?.into_iter().filter_map(|pair| {
            let content = pair.value.or_else(|| context.variable(&pair.key))?;
            Some(filled(&pair.key, text(content, pair.at.span())))
        });
        Node { span: entry.value.span, value: NodeValue::Mapping(set.collect()) }
    } else {
        expanded(context, &entry.key, &entry.value)?
    };
    Ok(Entry { value: expanded, ..entry.clone() })
}

/// Puts variables into every text of a node.
fn expanded(context: &Context<'_>, key: &str, node: &Node) -> Decoded<Node> {
    let value = match &node.value {
        NodeValue::Null => NodeValue::Null,
        NodeValue::Scalar(scalar) => {
            NodeValue::Scalar(Scalar { text: Value::new(context, key, node).interpolated()?.text, ..*scalar })
        }
        NodeValue::Sequence(items) => NodeValue::Sequence(all(items.iter().map(|item| expanded(context, key, item)))?),
        NodeValue::Mapping(keys) => {
            let keys = keys.iter().map(|entry| {
                let value = expanded(context, &entry.key, &entry.value)?;
                Ok(Entry { value, ..entry.clone() })
            });
            NodeValue::Mapping(all(keys)?.into_iter().collect())
        }
    };
    Ok(Node { span: node.span, value })
}

/// Makes the path of a context absolute; the context may be a repository instead.
fn located(context: &Context<'_>, entry: Entry) -> Entry {
    let path = match entry.value.as_scalar() {
        Some(scalar) if entry.key == "context" && !is_remote(&scalar.text) => {
            paths::absolute(context, entry.value.span, &scalar.text)
        }
        _ => return entry,
    };
    match path {
        Ok(path) => Entry { value: text(path.display().to_string(), entry.value.span), ..entry },
        Err(_) => entry,
    }
}

fn is_remote(context: &str) -> bool {
    ["https://", "http://", "git://", "ssh://", "github.com/", "git@", "docker-image://", "oci-layout://", "target:"]
        .iter()
        .any(|prefix| context.starts_with(prefix))
}

fn filled(key: &str, value: Node) -> Entry {
    Entry { key: key.to_owned(), key_span: value.span, value }
}

fn text(text: String, span: Span) -> Node {
    Node { span, value: NodeValue::Scalar(Scalar { text, plain: false }) }
}

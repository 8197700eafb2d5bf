//! `build`, which gig does not carry out: it is kept for who wants to see what the document says.

use super::written::{expanded, filled, located, text};
use crate::document::{Entry, Mapping, Node, NodeValue};
use crate::resolve::context::{Context, Decoded, all};
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
    let keys = build.into_entries().map(|entry| with_context(context, entry));
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

/// Makes the path of a context absolute; the context may be a repository instead.
fn with_context(context: &Context<'_>, entry: Entry) -> Entry {
    let is_path = entry.key == "context" && entry.value.as_scalar().is_some_and(|scalar| !is_remote(&scalar.text));
    if is_path { Entry { value: located(context, entry.value), ..entry } } else { entry }
}

fn is_remote(context: &str) -> bool {
    ["https://", "http://", "git://", "ssh://", "github.com/", "git@", "docker-image://", "oci-layout://", "target:"]
        .iter()
        .any(|prefix| context.starts_with(prefix))
}

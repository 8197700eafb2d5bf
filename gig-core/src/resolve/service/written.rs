//! Parts of a document that are kept as they are written, with variables put in.

use crate::document::{Entry, Mapping, Node, NodeValue, Scalar, Span};
use crate::resolve::context::{Context, Decoded, all};
use crate::resolve::paths;
use crate::resolve::value::Value;

/// Puts variables into every text of a node.
pub(super) fn expanded(context: &Context<'_>, key: &str, node: &Node) -> Decoded<Node> {
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

/// Makes a path absolute; what cannot be one stays.
pub(super) fn located(context: &Context<'_>, node: Node) -> Node {
    let path = node.as_scalar().and_then(|scalar| paths::absolute(context, node.span, &scalar.text).ok());
    match path {
        Some(path) => text(path.display().to_string(), node.span),
        None => node,
    }
}

/// Changes the values under `key` of a map.
pub(super) fn changed(node: Node, key: &str, change: impl Fn(Node) -> Node) -> Node {
    let NodeValue::Mapping(keys) = node.value else { return node };
    let change = |entry: Entry| {
        let is_meant = entry.key == key;
        Entry { value: if is_meant { change(entry.value) } else { entry.value }, ..entry }
    };
    Node { span: node.span, value: NodeValue::Mapping(keys.into_entries().map(change).collect()) }
}

/// Leaves out the keys of a map that have the empty text.
pub(super) fn without_empty(node: Node) -> Node {
    let NodeValue::Mapping(keys) = node.value else { return node };
    let says_something = |entry: &Entry| entry.value.as_scalar().is_none_or(|scalar| !scalar.text.is_empty());
    Node { span: node.span, value: NodeValue::Mapping(keys.into_entries().filter(says_something).collect()) }
}

/// Changes all values of a map, or all items of a list.
pub(super) fn all_changed(node: Node, change: impl Fn(Node) -> Node) -> Node {
    let value = match node.value {
        NodeValue::Mapping(keys) => {
            let keys = keys.into_entries().map(|entry| Entry { value: change(entry.value), ..entry });
            NodeValue::Mapping(keys.collect())
        }
        NodeValue::Sequence(items) => NodeValue::Sequence(items.into_iter().map(change).collect()),
        other => other,
    };
    Node { span: node.span, value }
}

/// Makes a list of one where there is none, and texts of its items.
pub(super) fn listed(node: Node) -> Node {
    let quoted = |node: Node| match node.value {
        NodeValue::Scalar(scalar) => text(scalar.text, node.span),
        value => Node { value, ..node },
    };
    let span = node.span;
    let items = match node.value {
        NodeValue::Sequence(items) => items.into_iter().map(quoted).collect(),
        value => vec![quoted(Node { span, value })],
    };
    Node { span, value: NodeValue::Sequence(items) }
}

/// Makes a number of a text that is one.
pub(super) fn number(node: Node) -> Node {
    let NodeValue::Scalar(scalar) = node.value else { return node };
    Node { span: node.span, value: NodeValue::Scalar(Scalar { plain: true, ..scalar }) }
}

/// Makes a map of a list of keys.
pub(super) fn keyed(node: Node) -> Node {
    let NodeValue::Sequence(items) = &node.value else { return node };
    let key = |item: &Node| Some(filled(&item.as_scalar()?.text, Node { span: item.span, value: NodeValue::Null }));
    let keys: Mapping = items.iter().filter_map(key).collect();
    Node { span: node.span, value: NodeValue::Mapping(keys) }
}

/// Makes an entry that has the place of its value.
pub(super) fn filled(key: &str, value: Node) -> Entry {
    Entry { key: key.to_owned(), key_span: value.span, value }
}

/// Makes a text that nothing else can be meant by.
pub(super) fn text(text: String, span: Span) -> Node {
    Node { span, value: NodeValue::Scalar(Scalar { text, plain: false }) }
}

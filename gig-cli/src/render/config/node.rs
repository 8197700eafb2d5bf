//! A part of the document as it is written.

use gig_core::document::{Node, NodeValue, Scalar};
use serde_json::{Value, json};

/// Describes a node. What was written without quotes may be a boolean or a whole number.
pub(super) fn node(node: &Node) -> Value {
    match &node.value {
        NodeValue::Null => Value::Null,
        NodeValue::Scalar(scalar) => self::scalar(scalar),
        NodeValue::Sequence(items) => items.iter().map(self::node).collect(),
        NodeValue::Mapping(mapping) => {
            Value::Object(mapping.iter().map(|entry| (entry.key.clone(), self::node(&entry.value))).collect())
        }
    }
}

fn scalar(scalar: &Scalar) -> Value {
    let boolean = scalar.as_bool().filter(|_| scalar.plain).map(Value::from);
    let number = || scalar.text.parse::<i64>().ok().filter(|_| scalar.plain).map(Value::from);
    boolean.or_else(number).unwrap_or_else(|| json!(scalar.text))
}

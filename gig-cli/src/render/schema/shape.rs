//! The schema of a value, from its shape. Wherever a text is, a variable may be, so numbers may be texts.

use gig_core::document::keys::shape::{Described, Shape};
use serde_json::{Map, Value, json};

use super::{name, with_description};

/// A text in which a variable stands can become anything.
const VARIABLE: &str = r"|\$";

/// Makes the schema of a value.
pub(super) fn value(shape: Shape) -> Value {
    match shape {
        Shape::Anything => json!({}),
        Shape::Nothing => json!({ "type": "null" }),
        Shape::Text => json!({ "type": ["string", "number"] }),
        Shape::Scalar => json!({ "type": ["string", "number", "boolean"] }),
        Shape::Boolean | Shape::Integer | Shape::Decimal | Shape::Size | Shape::Port => number(shape),
        Shape::Duration => json!({ "anyOf": [pattern("string", DURATION, "a time such as `1m30s`"), { "const": 0 }] }),
        Shape::Choice(words) => choice(words, "^$"),
        Shape::ChoiceOr(words, others) => choice(words, others),
        Shape::List(item) => json!({ "type": "array", "items": value(*item) }),
        Shape::Named(Shape::Service) => services(),
        Shape::Named(content) => json!({ "type": "object", "additionalProperties": value(*content) }),
        Shape::Service => json!({ "$ref": "#/definitions/service" }),
        Shape::Keys(table) => json!({ "$ref": format!("#/definitions/{}", name(&table)) }),
        Shape::Declared(table) => {
            json!({ "type": ["object", "null"], "additionalProperties": one_of(&[Shape::Keys(table), Shape::Nothing]) })
        }
        Shape::Open(keys) => json!({ "type": "object", "properties": properties(keys) }),
        Shape::OneOf(shapes) => one_of(shapes),
    }
}

const DURATION: &str = r"^\+?(0|(([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h|d|w))+)$";
const BOOLEAN: &str = "^(true|True|TRUE|false|False|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|y|Y|n|N)$";

/// What YAML may take for something else than a text.
fn number(shape: Shape) -> Value {
    match shape {
        Shape::Boolean => pattern("boolean", BOOLEAN, "`true` or `false`"),
        Shape::Integer => pattern("integer", "^[-+]?[0-9]+$", "a whole number"),
        Shape::Size => pattern("number", "^(-1|[0-9.]+ ?[kKmMgGtTpP]?[iI]?[bB]?)$", "a size such as `512m`"),
        Shape::Port => {
            pattern("integer", "^(.*:)?[0-9]+(-[0-9]+)?(/[a-zA-Z]+)?$", "a port such as `127.0.0.1:8080:80`")
        }
        _ => pattern("number", "^[-+.0-9eE]+$", "a number"),
    }
}

/// A value of this type, or a text that looks like one.
fn pattern(kind: &str, pattern: &str, wanted: &str) -> Value {
    let kinds = if kind == "string" { json!(kind) } else { json!([kind, "string"]) };
    json!({ "type": kinds, "pattern": format!("{pattern}{VARIABLE}"), "patternErrorMessage": format!("expected {wanted}") })
}

/// One of these words, which an editor offers, or a text like that.
fn choice(words: &[&str], others: &str) -> Value {
    json!({ "anyOf": [{ "enum": words }, { "type": "string", "pattern": format!("{others}{VARIABLE}") }] })
}

fn services() -> Value {
    json!({
        "type": "object",
        "propertyNames": { "pattern": "^[a-zA-Z0-9][a-zA-Z0-9._-]*$" },
        "additionalProperties": { "$ref": "#/definitions/service" },
    })
}

fn properties(keys: &[Described]) -> Map<String, Value> {
    keys.iter().map(|key| (key.name.to_owned(), with_description(value(key.shape), key.purpose))).collect()
}

/// Where the shapes are only types they are one type, which an editor explains better.
fn one_of(shapes: &[Shape]) -> Value {
    let schemas: Vec<Value> = shapes.iter().map(|shape| value(*shape)).collect();
    let is_bare = |schema: &Value| schema.as_object().is_some_and(|keys| keys.len() == 1 && keys.contains_key("type"));
    if !schemas.iter().all(is_bare) {
        return json!({ "anyOf": schemas });
    }
    let types = schemas.into_iter().flat_map(|mut schema| match schema["type"].take() {
        Value::Array(types) => types,
        one => vec![one],
    });
    json!({ "type": types.collect::<Vec<_>>() })
}

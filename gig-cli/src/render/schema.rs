//! The JSON schema of a file, for editors: made from the tables of keys and of what stands under them.
//!
//! It is draft-07, which the language servers of editors know best. It says less than `gig check` does: what a value
//! means, and what one key says about another, is not its matter. What other validators pass over, editors show:
//! `deprecationMessage` and `patternErrorMessage`.

mod shape;

use gig_core::document::keys::nested::Nested;
use gig_core::document::keys::shape::{Described, nested, service, top};
use gig_core::document::keys::{self, Key, Support};
use serde_json::{Map, Value, json};

use shape::value;

/// Makes the schema.
pub(crate) fn schema() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "gig.yml",
        "description": "A platform that gig starts. `gig check` says more about a file than this schema can",
        "type": "object",
        "if": { "required": ["services"], "properties": { "services": { "type": "object" } } },
        "then": { "$ref": "#/definitions/services_layout" },
        "else": { "$ref": "#/definitions/fig_layout" },
        "definitions": definitions(),
    })
}

fn definitions() -> Map<String, Value> {
    let tables = nested::NESTED.iter().map(|(table, described)| (name(table), map(table.keys, described)));
    let mut definitions: Map<String, Value> = tables.collect();
    definitions.insert("service".to_owned(), map(keys::SERVICE, service::SERVICE));
    definitions.insert("services_layout".to_owned(), map(keys::TOP_LEVEL, top::TOP_LEVEL));
    definitions.insert("fig_layout".to_owned(), fig_layout());
    definitions.insert("says_what_it_runs".to_owned(), says_what_it_runs());
    definitions
}

/// Names the definition of a table after its first place, without the marks that a reference cannot have.
fn name(table: &Nested) -> String {
    let place = table.under.split(',').next().unwrap_or_default();
    let place = place.strip_prefix("services.*").map_or_else(|| place.to_owned(), |rest| format!("service{rest}"));
    place.replace("_*", "").replace(".*", "").replace("[]", "")
}

/// A map with the keys of a table, and with those of the user.
fn map(keys: &[Key], described: &[Described]) -> Value {
    let properties = keys.iter().zip(described).map(|(key, described)| (key.name.to_owned(), property(key, described)));
    json!({
        "type": "object",
        "properties": properties.collect::<Map<_, _>>(),
        "patternProperties": { "^x-": {} },
        "additionalProperties": false,
    })
}

fn property(key: &Key, described: &Described) -> Value {
    let purpose = described.purpose;
    match key.support {
        Support::Honoured => with_description(value(described.shape), purpose),
        Support::Inert(reason) => {
            let reason = format!("no effect: {reason}");
            let content = apart(value(described.shape));
            deprecated(with_description(content, &format!("{purpose}; {reason}")), reason)
        }
        Support::Refused(instead) => {
            let reason = format!("not supported: {instead}");
            deprecated(with_description(json!({ "not": {} }), &format!("{purpose}; {reason}")), reason)
        }
    }
}

fn with_description(mut schema: Value, description: &str) -> Value {
    schema["description"] = json!(description);
    schema
}

/// An editor strikes such a key through, offers it to nobody, and shows the message.
fn deprecated(mut schema: Value, message: String) -> Value {
    schema["deprecated"] = json!(true);
    schema["deprecationMessage"] = Value::String(message);
    schema
}

/// In draft-07 nothing counts beside a reference but a description.
fn apart(schema: Value) -> Value {
    if schema.get("$ref").is_some() { json!({ "allOf": [schema] }) } else { schema }
}

/// Every key at the top may be a service here; one that the format knows is one where it says what it runs.
fn fig_layout() -> Value {
    let mut layout = map(keys::TOP_LEVEL, top::TOP_LEVEL);
    if let Some(properties) = layout["properties"].as_object_mut() {
        let others = properties.iter_mut().filter(|(key, _)| *key != "services");
        others.for_each(|(_, section)| *section = section_or_service(section.take()));
    }
    layout["additionalProperties"] = json!({ "$ref": "#/definitions/service" });
    layout
}

fn section_or_service(mut section: Value) -> Value {
    let keys = section.as_object_mut();
    let description = keys.and_then(|keys| keys.remove("description")).unwrap_or_default();
    json!({
        "description": description,
        "if": { "$ref": "#/definitions/says_what_it_runs" },
        "then": { "$ref": "#/definitions/service" },
        "else": section,
    })
}

fn says_what_it_runs() -> Value {
    let words = ["image", "build", "command", "entrypoint", "extends"];
    let says = words.map(|word| json!({ "required": [word], "properties": { word: { "not": { "type": "null" } } } }));
    json!({ "type": "object", "anyOf": says })
}

#[cfg(test)]
mod tests;

//! The schema says something of every key, and stands in the documents.

use std::path::Path;

use gig_core::document::keys::nested::NESTED;
use gig_core::document::keys::{Key, SERVICE, Support, TOP_LEVEL};
use serde_json::Value;

use super::{name, schema};
use crate::render::json;

#[test]
fn the_document_is_the_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/gig.schema.json");
    let found = json::text(&schema()).unwrap();
    if std::env::var_os("GIG_UPDATE").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    assert!(found == expected, "docs/gig.schema.json differs: write it anew with GIG_UPDATE=1 and look at it");
}

#[test]
fn every_key_is_there_and_says_what_is_done_with_it() {
    let schema = schema();
    check(&schema["definitions"]["services_layout"], TOP_LEVEL);
    check(&schema["definitions"]["service"], SERVICE);
    for table in NESTED {
        check(&schema["definitions"][name(table)], table.keys);
    }
}

fn check(definition: &Value, keys: &[Key]) {
    let properties = definition["properties"].as_object().unwrap();
    assert_eq!(properties.len(), keys.len());
    for key in keys {
        let property = &properties[key.name];
        assert!(property["description"].is_string(), "{}", key.name);
        assert_eq!(property["deprecated"] == true, key.support != Support::Honoured, "{}", key.name);
        let is_refused = matches!(key.support, Support::Refused(_));
        assert_eq!(property["not"] == serde_json::json!({}), is_refused, "{}", key.name);
    }
}

#[test]
fn every_reference_leads_somewhere_and_no_definition_is_left_over() {
    let schema = schema();
    let mut references = Vec::new();
    collect(&schema, &mut references);
    for reference in &references {
        let pointer = reference.trim_start_matches('#');
        assert!(schema.pointer(pointer).is_some(), "{reference}");
    }
    for name in schema["definitions"].as_object().unwrap().keys() {
        assert!(references.contains(&format!("#/definitions/{name}")), "nothing refers to {name}");
    }
}

fn collect(schema: &Value, references: &mut Vec<String>) {
    match schema {
        Value::Object(keys) => {
            references.extend(keys.get("$ref").and_then(Value::as_str).map(str::to_owned));
            keys.values().for_each(|value| collect(value, references));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, references)),
        _ => {}
    }
}

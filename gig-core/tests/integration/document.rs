//! The reader beside the YAML package: on generated and on real files both see the same.

use std::collections::BTreeSet;

use gig_core::diagnostic::{Diagnostics, SourceText};
use gig_core::document::{self, Document, Mapping, Node, NodeValue, Scalar};
use proptest::prelude::*;
use serde_yaml::Value;

use crate::corpus;

fn parse(text: &str) -> Result<Document, Diagnostics> {
    let document = document::parse(SourceText::new("gig.yml", "/", text))?;
    if document.diagnostics.has_errors() { Err(document.diagnostics) } else { Ok(document) }
}

/// What the package makes of a text, merge keys applied.
fn by_package(text: &str) -> Result<Value, serde_yaml::Error> {
    let mut value: Value = serde_yaml::from_str(text)?;
    // The package merges one level at a time: what is merged in may itself merge something in.
    loop {
        let before = value.clone();
        value.apply_merge()?;
        if value == before {
            return Ok(value);
        }
    }
}

/// Returns whether `node` is what the package made `value` of.
fn agree(node: &Node, value: &Value) -> bool {
    match (&node.value, value) {
        (NodeValue::Null, Value::Null) => true,
        (NodeValue::Scalar(scalar), value) => scalar_agrees(scalar, value),
        (NodeValue::Sequence(items), Value::Sequence(values)) => {
            items.len() == values.len() && items.iter().zip(values).all(|(item, value)| agree(item, value))
        }
        (NodeValue::Mapping(mapping), Value::Mapping(values)) => {
            mapping.len() == values.len() && values.iter().all(|(key, value)| entry_agrees(mapping, key, value))
        }
        _ => false,
    }
}

/// A plain text is compared by letting the package read it alone, a quoted one is text to both.
fn scalar_agrees(scalar: &Scalar, value: &Value) -> bool {
    match value {
        Value::String(text) => *text == scalar.text,
        Value::Bool(truth) => scalar.plain && scalar.as_bool() == Some(*truth),
        Value::Number(_) => {
            scalar.plain && serde_yaml::from_str::<Value>(&scalar.text).is_ok_and(|alone| alone == *value)
        }
        _ => false,
    }
}

fn entry_agrees(mapping: &Mapping, key: &Value, value: &Value) -> bool {
    let same_key =
        |text: &str| key.as_str() == Some(text) || serde_yaml::from_str::<Value>(text).is_ok_and(|alone| alone == *key);
    mapping.iter().any(|entry| same_key(&entry.key) && agree(&entry.value, value))
}

/// Reads `text` below a key of a service, where every tree is let through.
fn check_tree(text: &str) {
    let indented = text.lines().map(|line| format!("      {line}\n")).collect::<String>();
    let file = format!("services:\n  web:\n    x-tree:\n{indented}");
    let document = parse(&file);
    match by_package(&file) {
        Err(error) => assert!(document.is_err(), "the package says {error} to\n{file}"),
        Ok(value) => {
            let document = document.unwrap_or_else(|errors| panic!("{errors:?}\n{file}"));
            let content = document.services.value("web").expect("the service");
            assert!(agree(content, &value["services"]["web"]), "{content:#?}\n{value:#?}\n{file}");
        }
    }
}

#[test]
fn scalars_are_those_of_the_package() {
    let cases = [
        "1.10",
        "0777",
        "0x1f",
        "1_000",
        "22:22",
        "yes",
        "no",
        "on",
        "true",
        "True",
        "'true'",
        "~",
        "null",
        "NULL",
        "'null'",
        "\"\"",
        "-",
        "2015-01-01",
        "1e3",
        ".inf",
        "a: b",
        "|\n  two\n  lines",
        "|-\n  two\n  lines\n\n",
        ">+\n  folded\n  text\n\n",
        "\"\\u00e9\\n\\x41\"",
        "'it''s'",
        "a #b",
        "a # b",
        "[a, [b, 'c,d'], {e: f}]",
        "{a: , b}",
        "!!str 1",
        "!!int 1",
        "!!null ~",
        "!!null ''",
        "!!null x",
        "!!int '1'",
        "!!map {a: b}",
        "!!seq [a]",
        "? a\n: b",
        "&a [*b]",
        "*unknown",
        "- &a x\n- *a",
        "a: &a {b: c}\nd: {<<: *a, b: own}",
        "a: &a {b: c}\nd: &d {b: e}\nf: {<<: [*a, *d]}",
        "a: {<<: text}",
        "a: {<<: [text]}",
        "a: 1\na: 2",
        "a: 1\n'a': 2",
        "{a: 1, a: 2}",
        "<<: {a: 1}\n<<: {b: 2}",
    ];
    cases.into_iter().for_each(check_tree);
}

#[test]
fn a_text_that_does_not_end_its_last_line_keeps_its_last_letter() {
    for ending in [
        "|\n text",
        "|+\n text",
        "|-\n text",
        ">\n text",
        "|\n text\\",
        "text",
        "'text'",
        "|\n text\n",
        "|+\n text\n\n",
    ] {
        let file = format!("web:\n  x-tree: {}", ending.replace("\n ", "\n    "));
        let document = parse(&file).unwrap_or_else(|errors| panic!("{errors:?}\n{file}"));
        let value = by_package(&file).expect("YAML");
        let content = document.services.value("web").expect("the service");
        assert!(agree(content, &value["web"]), "{content:?}\n{file:?}");
    }
}

proptest! {
    #[test]
    fn generated_trees_are_those_of_the_package(value in tree()) {
        check_tree(&serde_yaml::to_string(&value).expect("a tree can be written"));
    }

    #[test]
    fn what_is_written_by_hand_is_read_as_by_the_package(lines in prop::collection::vec(line(), 1..12)) {
        check_tree(&lines.concat());
    }
}

fn tree() -> impl Strategy<Value = Value> {
    let text =
        prop_oneof![any::<String>(), "[a-z0-9:#&*!|>'\"%@, {}\\[\\]-]{0,12}", "[0-9._:x-]{1,8}", "(true|no|~|null|<)"];
    let leaf = prop_oneof![
        text.prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("[a-z0-9~:# ]{1,6}", inner, 0..6).prop_map(|map| Value::Mapping(
                map.into_iter().map(|(key, value)| (Value::from(key), value)).collect()
            )),
        ]
    })
}

/// A line that fits below others about as often as not, with anchors, aliases and merge keys.
fn line() -> impl Strategy<Value = String> {
    let content = prop::sample::select(vec![
        "k1: v",
        "k2:",
        "k3: &a {b: c}",
        "k4: &d [e, 1]",
        "k5: *a",
        "k6: *d",
        "<<: *a",
        "<<: [*a]",
        "k7: \"q: r\"",
        "k8: {s: [t, u], <<: *a}",
        "- i",
        "- &a {j: k}",
        "- *a",
        "-",
        "k9: |",
        "k1: again",
        "text",
        "# comment",
        "- l: m",
    ]);
    (0..3_usize, content).prop_map(|(depth, content)| format!("{}{content}\n", "  ".repeat(depth)))
}

/// What is refused although it is YAML, by its code: the key of the list is what this version does not know.
const NOT_OF_THE_TEXT: [&str; 8] = [
    "missing-file",
    "invalid-extends",
    "unknown-key",
    "unsupported-key",
    "no-content",
    "wrong-type",
    "invalid-name",
    "no-services",
];

#[test]
fn real_files_are_yaml_to_both_or_to_none() {
    let Some(folder) = corpus::folder() else { return };
    for (path, text) in ["v1", "modern"].iter().flat_map(|kind| corpus::files(&folder.join("compose").join(kind))) {
        let codes: BTreeSet<_> = parse(&text).err().into_iter().flatten().map(|error| error.code).collect();
        let refused: Vec<_> =
            codes.into_iter().filter(|code| !NOT_OF_THE_TEXT.contains(code) && *code != "inert-key").collect();
        let package = by_package(&text);
        assert_eq!(refused.is_empty(), package.is_ok(), "{path}: {refused:?}, {:?}", package.err());
        check_services(&path, &text);
    }
}

fn check_services(path: &str, text: &str) {
    let (Ok(document), Ok(value)) = (parse(text), by_package(text)) else { return };
    // What extends another is more than what stands there.
    let is_extended = |text: &str| text.contains("extends:") || text.contains("include:");
    for service in document.services.iter().filter(|_| !is_extended(text)) {
        let expected =
            value.get("services").and_then(|services| services.get(&service.key)).or_else(|| value.get(&service.key));
        assert!(expected.is_some_and(|expected| agree(&service.value, expected)), "{path}: {}", service.key);
    }
}

#[test]
fn real_files_that_are_no_yaml_are_refused_with_their_place() {
    let Some(folder) = corpus::folder() else { return };
    for (path, text) in corpus::files(&folder.join("compose/unparsable")) {
        let errors = parse(&text).expect_err(&path);
        let place = errors.iter().find_map(|error| error.at.clone()).expect("a place");
        let (line, column) = place.source.line_and_column(place.range.start);
        assert!(line >= 1 && column >= 1 && errors.iter().any(|error| error.code == "yaml-syntax"), "{path}");
    }
}

//! What is said about files: the layouts, the keys, the tree.

use super::{Document, Layout, parse};
use crate::diagnostic::{Diagnostics, SourceText};

fn read(text: &str) -> Result<Document, Diagnostics> {
    let document = parse(SourceText::new("gig.yml", "/", text))?;
    if document.diagnostics.has_errors() { Err(document.diagnostics) } else { Ok(document) }
}

fn keys(mapping: &super::Mapping) -> Vec<&str> {
    mapping.iter().map(|entry| entry.key.as_str()).collect()
}

/// Each diagnostic as `line:column code message`.
fn said(text: &str) -> Vec<String> {
    let diagnostics = match read(text) {
        Ok(document) => document.diagnostics,
        Err(diagnostics) => diagnostics,
    };
    let said = diagnostics.into_iter().map(|diagnostic| {
        let at = diagnostic.at.map(|place| place.source.line_and_column(place.range.start));
        let at = at.map_or("-".to_owned(), |(line, column)| format!("{line}:{column}"));
        format!("{at} {} {}", diagnostic.code, diagnostic.message)
    });
    said.collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(said(text), expected, "{text}");
}

#[test]
fn both_layouts_are_read() {
    let fig = read("name: shop\nx-own: 1\nweb:\n  image: a\nvolumes:\n  data:\nenvironments:\n  test: {}\n").unwrap();
    assert_eq!((fig.layout, keys(&fig.services), keys(&fig.volumes)), (Layout::Fig, vec!["web"], vec!["data"]));
    assert_eq!(keys(&fig.environments), ["test"]);
    assert_eq!(fig.name.and_then(|name| name.as_scalar().map(|name| name.text.clone())).as_deref(), Some("shop"));

    let services = read("version: '3.8'\nservices:\n  web: {image: a}\nnetworks: {front: {}}\nvolumes:\n").unwrap();
    assert_eq!((services.layout, keys(&services.services)), (Layout::Services, vec!["web"]));
    assert_eq!((keys(&services.networks), services.volumes.len()), (vec!["front"], 0));
    assert!(services.diagnostics.is_empty());
}

#[test]
fn in_the_fig_layout_a_word_of_the_format_may_name_a_service() {
    let document =
        read("volumes: {image: a}\nnetworks: {build: ., links: [volumes]}\nsecrets: {command: c}\n").unwrap();
    assert_eq!(keys(&document.services), ["volumes", "networks", "secrets"]);
}

#[test]
fn what_is_no_map_of_services_is_refused() {
    check("", &["1:1 no-content the file is empty"]);
    check("# nothing\n", &["1:1 no-content the file is empty"]);
    check("---\n~\n", &["2:1 no-content the file is empty"]);
    check("- a\n", &["1:1 wrong-type the file must be a map of services, found a list"]);
    check("text", &["1:1 wrong-type the file must be a map of services, found text"]);
    check("services:\n", &["1:1 no-content `services` has no content"]);
    check("services: [a]\n", &["1:11 wrong-type `services` must be a map, found a list"]);
    check("name: x\n", &["1:1 no-services the file names no service"]);
    check("a: {image: b}\n---\nc: {}\n", &["2:1 several-documents a second YAML document begins here"]);
}

#[test]
fn services_are_checked_for_name_content_and_keys() {
    check("web:\n", &["1:1 no-content the service `web` has no content"]);
    check("web: text\n", &["1:1 wrong-type the service `web` must be a map, found text"]);
    check("web.old: {image: a}\n", &["1:1 invalid-name `web.old` cannot be the name of a service"]);
    let rule = "it holds letters, digits, `.`, `_` and `-`, starts with a letter or digit, and does not end in \
                `.next`, `.old`, `.previous`, `.failed` or `.lock`";
    check("we b: {image: a}\n", &[&format!("1:1 invalid-name `we b` is not a service name: {rule}")]);
    check("web:\n  imgae: a\n", &["2:3 unknown-key unknown key `imgae` in the service `web`"]);
    check("web:\n  pre_start: []\n", &["2:3 unsupported-key `pre_start` is not supported yet"]);
    check("web:\n  x-mine: {}\n", &[]);
}

#[test]
fn what_has_no_effect_is_a_warning() {
    check("web: {image: a, build: .}\n", &["1:17 inert-key `build` has no effect: gig does not build images"]);
    let reason = "gig does not build images, so the image of this service must be there";
    check("web: {build: .}\n", &[&format!("1:7 inert-key `build` has no effect: {reason}")]);
    let reason = "the layout of the file says all there is to know";
    check("version: '2'\nweb: {image: a}\n", &[&format!("1:1 inert-key `version` has no effect: {reason}")]);
}

#[test]
fn keys_at_the_top_are_known_or_refused() {
    check("services: {}\nnetwork: {}\n", &["2:1 unknown-key unknown key `network` at the top of the file"]);
    check("services: {}\nmodels: {}\n", &["2:1 unsupported-key `models` is not supported yet"]);
    check("include: [a]\n", &["1:11 missing-file failed to read `a`, which is included here: it does not exist"]);
    check("services: {}\nvolumes: [a]\n", &["2:10 wrong-type `volumes` must be a map, found a list"]);
    check("services: {}\nname: [a]\n", &["2:7 wrong-type `name` must be text, found a list"]);
}

#[test]
fn everything_is_said_at_once_and_in_order() {
    check(
        "web:\n  imgae: a\n  ports: *none\n  links: !custom [a]\n  image: a\n  image: b\ndb:\n",
        &[
            "2:3 unknown-key unknown key `imgae` in the service `web`",
            "3:10 unknown-anchor there is no anchor `none` before this alias",
            "4:10 unsupported-tag the tag `!custom` is not supported",
            "6:3 duplicate-key the key `image` occurs twice in this map",
            "7:1 no-content the service `db` has no content",
        ],
    );
    // Written once, said once, however often it is expanded.
    check(
        "a: &a {imag: 1}\nb: *a\n",
        &[
            "1:8 unknown-key unknown key `imag` in the service `a`",
            "1:8 unknown-key unknown key `imag` in the service `b`",
        ],
    );
}

#[test]
fn merged_keys_give_way_to_own_ones_and_stand_at_their_anchor() {
    let text = "x-base: &base {image: base, user: u}\nx-more: &more {user: m, hostname: h}\nweb: {<<: [*base, *more], image: own}\n";
    let document = read(text).unwrap();
    let web = document.services.value("web").and_then(super::Node::as_mapping).unwrap();
    let value = |key| web.value(key).and_then(super::Node::as_scalar).map(|scalar| scalar.text.as_str());
    assert_eq!((value("image"), value("user"), value("hostname")), (Some("own"), Some("u"), Some("h")));
    let place = document.place(web.entry("hostname").unwrap().key_span);
    assert_eq!(place.source.line_and_column(place.range.start), (2, 25));
}

#[test]
fn scalars_keep_their_text_and_keys_are_text() {
    let document = read("web: {image: a, labels: {1: 1.10, true: yes, ~: 'null', no: null}}\r\n").unwrap();
    let labels = document.services.value("web").and_then(super::Node::as_mapping).unwrap().value("labels").unwrap();
    let labels = labels.as_mapping().unwrap();
    let shown: Vec<_> = labels
        .iter()
        .map(|entry| (entry.key.as_str(), entry.value.as_scalar().map(|scalar| (scalar.text.as_str(), scalar.plain))))
        .collect();
    let expected =
        [("1", Some(("1.10", true))), ("true", Some(("yes", true))), ("~", Some(("null", false))), ("no", None)];
    assert_eq!(shown, expected);
}

#[test]
fn spans_are_those_of_the_text_behind_its_byte_order_mark() {
    let text = "\u{feff}wéb:\n  image: \"a\"\n  command: |\n    one\n    two\n\n  ports: [1,\n    2]\n  links:\n  - a\n  - b\n\n# end\n";
    let mut document = read(&text.replace('é', "e")).unwrap();
    assert!(document.sources.first().text.starts_with("web"));
    let web = document.services.value("web").unwrap().clone();
    let spans = web
        .as_mapping()
        .unwrap()
        .iter()
        .map(|entry| document.sources.first().text[std::ops::Range::from(entry.value.span)].to_owned());
    assert_eq!(spans.collect::<Vec<_>>(), ["\"a\"", "|\n    one\n    two", "[1,\n    2]", "- a\n  - b"]);
    document.services = super::Mapping::default();
    check(
        text,
        &[
            "1:1 invalid-name `wéb` is not a service name: it holds letters, digits, `.`, `_` and `-`, starts with a letter or digit, and does not end in `.next`, `.old`, `.previous`, `.failed` or `.lock`",
        ],
    );
}

#[test]
fn keys_that_are_no_text_are_refused() {
    check("? [a]\n: b\nweb: {image: a}\n", &["1:3 invalid-key a key must be text, found a list"]);
    check("? \n: b\nweb: {image: a}\n", &["1:2 invalid-key there is no key before this `:`"]);
    check("web: {image: a, <<: text}\n", &["1:17 wrong-type `<<` takes a map or a list of maps, found text"]);
}

#[test]
fn tags_of_the_core_schema_are_the_only_ones() {
    check("web: !!map {image: !!str a, ports: !!seq [!!int 1], tty: !!bool true}\n", &[]);
    check("web: {image: !!python/object a}\n", &["1:14 unsupported-tag the tag `!!python/object` is not supported"]);
    check("web: {image: a, command: !reset null}\n", &[]);
    check("web: {image: !!map a}\n", &["1:14 wrong-type the tag `!!map` does not go with text"]);
    check(
        "web: {image: a, links: [!!str, b]}\n",
        &["1:25 yaml-syntax there is no value between this tag and the comma"],
    );
    check("web: {image: a, command: 'say !b, c'}\n", &[]);
}

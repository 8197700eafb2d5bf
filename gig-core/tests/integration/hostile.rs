//! Texts that mean harm: each is refused or read, quickly, in little memory, and never with a panic.

use std::fmt::Write;

use gig_core::diagnostic::{self, Diagnostics, SourceText};
use gig_core::document;
use proptest::prelude::*;

/// Parses `text`, which must be refused with `code`.
fn check(what: &str, text: String, code: &str) {
    let errors = match document::parse(SourceText::new("gig.yml", "/", text)) {
        Ok(document) => document.diagnostics,
        Err(diagnostics) => diagnostics,
    };
    assert!(errors.has_errors(), "{what}");
    let codes: Vec<_> = errors.iter().map(|diagnostic| diagnostic.code).collect();
    assert!(codes.contains(&code), "{what}: {codes:?}");
    let shown = diagnostic::render(&errors, false);
    assert!(shown.len() < 100_000, "{what}: the errors take {} bytes to show", shown.len());
}

/// `count` lines, each made of its number.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        writeln!(text, "{}", line(number)).expect("a string takes everything");
        text
    })
}

#[test]
fn aliases_that_multiply_are_refused_before_they_are_expanded() {
    let nine = |number| (0..9).map(|_| format!("*a{number}")).collect::<Vec<_>>().join(", ");
    let bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned()
        + &lines(9, |number| format!("a{}: &a{} [{}]", number + 1, number + 1, nine(number)));
    check("nine to the power of nine", bomb, "too-large");

    let many = format!("a: &a [{}]\nb:\n", "x, ".repeat(20_000)) + &lines(20_000, |_| "- *a".to_owned());
    check("a large list, many times", many, "too-large");

    let long = format!("a: &a \"{}\"\nb:\n", "x".repeat(500_000)) + &lines(20_000, |_| "- *a".to_owned());
    check("a long text, many times", long, "too-large");

    let nested =
        "a0: &a0 [x]\n".to_owned() + &lines(100, |number| format!("a{}: &a{} [*a{number}]", number + 1, number + 1));
    check("deep through aliases", nested, "too-large");

    let merged = lines(100_000, |number| format!("k{number}: 1"));
    let merged = format!("a: &a\n  {}\nb:\n", merged.trim_end().replace('\n', "\n  "))
        + &lines(20_000, |number| format!("  s{number}: {{<<: *a}}"));
    check("merged many times", merged, "too-large");
    check("within itself", "a: &a [*a]\n".to_owned(), "unknown-anchor");
    check("merged into itself", "a: &a\n  <<: *a\n".to_owned(), "unknown-anchor");
}

#[test]
fn depth_is_bounded_whatever_it_is_made_of() {
    check("brackets", "[".repeat(100_000), "too-large");
    check("braces", "{a: ".repeat(100_000), "too-large");
    check("dashes", "- ".repeat(100_000), "too-large");
    check("keys of keys", "? ".repeat(100_000), "too-large");
    check("indentation", lines(1000, |depth| format!("{}a:", " ".repeat(depth))), "too-large");
}

#[test]
fn size_is_bounded() {
    check("a hundred megabytes", "a".repeat(100_000_000), "too-large");
    check("one long text", format!("a: {}", "x".repeat(2_000_000)), "too-large");
    check("very many keys", lines(501_000, |number| format!("{number}:")), "too-large");
    check("very many maps", format!("a: [{}]", "{a},".repeat(340_000)), "too-large");
    check("many directives", lines(900_000, |number| format!("%TAG !{number:x}! a")), "too-large");
}

#[test]
fn errors_are_bounded_too() {
    check("one key, always again", "services:\n".to_owned() + &lines(400_000, |_| " a: 1".to_owned()), "duplicate-key");
    let unknown = lines(300_000, |number| format!("  imag{number}: 1"));
    check("unknown keys", format!("services:\n web:\n{unknown}"), "unknown-key");
    let long = "n".repeat(1000);
    check(
        "unknown keys of a long name",
        format!("services:\n {long}:\n{}", lines(2000, |number| format!("  {number}{long:.100}: 1"))),
        "unknown-key",
    );
    check(
        "an unknown key on a line without end",
        format!("services: {{web: {{nope: 1, image: '{long}'}}}}"),
        "unknown-key",
    );
}

#[test]
fn what_looks_like_tags_is_bounded() {
    check("tags before commas", format!("[{}]", "!a, ".repeat(100_000)), "yaml-syntax");
    check("texts like tags", format!("a: [{}]", "' !a, ', ".repeat(100_000)), "yaml-syntax");
    check("marks", "!".repeat(9_000_000) + ",", "yaml-syntax");
    check("open verbatim tags", "!<".repeat(4_000_000), "yaml-syntax");
}

#[test]
fn characters_that_are_no_text_are_refused_with_their_place() {
    let cases = ["a: b\0", "a: \x1b[31m", "a: \x7f", "\u{9b}31m", "a: \u{ffff}"];
    for text in cases {
        check(text, text.to_owned(), "control-character");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        read_and_render(text);
    }

    #[test]
    fn no_text_that_looks_like_yaml_makes_the_reader_panic(text in yaml_like()) {
        read_and_render(text);
    }
}

fn read_and_render(text: String) {
    let length = text.len();
    match document::parse(SourceText::new("gig.yml", "/", text)) {
        Ok(document) => render(&document.diagnostics, length),
        Err(errors) => {
            assert!(errors.has_errors());
            render(&errors, length);
        }
    }
}

fn render(diagnostics: &Diagnostics, length: usize) {
    let places: Vec<_> = diagnostics.iter().filter_map(|diagnostic| diagnostic.at.as_ref()).collect();
    assert!(places.iter().all(|place| place.range.end <= length));
    assert_eq!(diagnostic::render(diagnostics, true).is_empty(), diagnostics.is_empty());
}

/// Pieces of YAML, well and badly put together.
fn yaml_like() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "a",
        "b:",
        ": ",
        ":",
        "- ",
        "-",
        "? ",
        "[",
        "]",
        "{",
        "}",
        ",",
        ", ",
        "\n",
        "\n  ",
        "\n    ",
        "\t",
        " ",
        "\r\n",
        "\"",
        "'",
        "\\",
        "\\x4",
        "\\u00e9",
        "|",
        "|-\n",
        ">+2\n",
        "#",
        " # c",
        "&a ",
        "*a",
        "*a ",
        "&",
        "*",
        "!",
        "!!str ",
        "!a",
        "!!map",
        "!<",
        ">",
        "!<x>,",
        "!a,",
        "%TAG ! x\n",
        "%YAML 1.2\n",
        "%",
        "---\n",
        "...\n",
        "--- ",
        "<<: ",
        "~",
        "null",
        "é",
        "\u{2028}",
        "\u{85}",
        "\u{feff}",
        "@",
        "`",
        "services:\n",
        "web:\n",
        "image: ",
        "volumes: ",
        "0",
        "%41",
    ];
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

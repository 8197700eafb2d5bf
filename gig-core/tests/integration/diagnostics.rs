//! Every code is explained by an example that yields it and one that does not; `docs/diagnostics.md` shows them.

use std::fmt::Write;

use gig_core::diagnostic::codes::{CHAPTERS, Contrast, Example, Explanation, all, is_lint};
use gig_core::diagnostic::{Diagnostics, SourceText};
use gig_core::document::{self, Surroundings};
use gig_core::resolve::{Lints, resolve};

use super::expected::{check_file, with_table};

/// What no file shows by itself.
const WITHOUT_EXAMPLE: &[&str] = &["engine", "invalid-profile", "readable-secret"];

#[test]
fn the_wrong_example_of_a_code_yields_it_at_a_place_and_the_right_one_nothing() {
    let faults: Vec<String> = all().filter_map(|explanation| fault(explanation).err()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

fn fault(Explanation { code, example, .. }: &Explanation) -> Result<(), String> {
    let Some(Contrast { wrong, right }) = example else {
        return if WITHOUT_EXAMPLE.contains(code) { Ok(()) } else { Err(format!("{code}: no example")) };
    };
    let lints = if is_lint(code) { Lints::Reported } else { Lints::Silent };
    let (wrong, right) = (diagnostics(wrong, lints), diagnostics(right, lints));
    let found: Vec<&str> = wrong.iter().map(|diagnostic| diagnostic.code).collect();
    if found.is_empty() || found.iter().any(|found| found != code) {
        return Err(format!("{code}: the wrong example yields {found:?}"));
    }
    if wrong.iter().any(|diagnostic| diagnostic.at.is_none()) {
        return Err(format!("{code}: it has no place"));
    }
    match right.iter().next() {
        Some(left) => Err(format!("{code}: the right example yields `{}`", left.message)),
        None => Ok(()),
    }
}

fn diagnostics(example: &Example, lints: Lints) -> Diagnostics {
    let around = Surroundings { files: example, variables: &|_| None };
    let source = SourceText::new("gig.yml", example.folder, example.text());
    let document = match document::parse_all(vec![source], &around) {
        Ok(document) => document,
        Err(diagnostics) => return diagnostics,
    };
    let mut inputs = example.inputs();
    inputs.lints = lints;
    match resolve(&document, &example.environment.parse().unwrap(), &inputs) {
        Ok(resolved) => resolved.warnings.into_iter().collect(),
        Err(diagnostics) => diagnostics,
    }
}

#[test]
fn the_document_explains_every_code() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/diagnostics.md")).unwrap();
    let mut chapters = String::new();
    for (title, explanations) in CHAPTERS {
        let _ = write!(chapters, "\n## {title}\n");
        explanations.iter().for_each(|explanation| chapters.push_str(&explained(explanation)));
    }
    check_file("../docs/diagnostics.md", &with_table(&text, "codes", &(chapters + "\n")));
}

fn explained(explanation: &Explanation) -> String {
    let Explanation { code, summary, why, example } = explanation;
    let mut text = format!("\n### {code}\n\n*{summary}*\n\n{why}\n");
    if let Some(Contrast { wrong, right }) = example {
        let _ = write!(text, "\nWrong:\n\n{}\nRight:\n\n{}", shown(wrong), shown(right));
    }
    text
}

fn shown(example: &Example) -> String {
    let visible = gig_core::visible::visible(example.text());
    let mut text = format!("```yaml\n{visible}```\n");
    for (name, content) in example.files {
        let _ = write!(text, "\nwith `{name}`:\n\n```text\n{}\n```\n", content.trim_end());
    }
    text
}

//! What a code means, as text and as JSON.

use std::fmt::Write as _;

use gig_core::diagnostic::codes::{Contrast, Example, Explanation};
use gig_core::visible::visible;
use serde_json::{Value, json};

use super::fold::break_up;
use super::json::VERSION;
use super::table::columns;
use super::{Width, paint};

/// Lists the codes under what they are about.
pub(crate) fn list(chapters: &[(&str, &[Explanation])], width: Width) -> String {
    let chapters: Vec<String> =
        chapters.iter().map(|(title, explanations)| chapter(title, explanations, width)).collect();
    chapters.join("\n")
}

fn chapter(title: &str, explanations: &[Explanation], width: Width) -> String {
    let row = |explanation: &Explanation| vec![format!("  {}", explanation.code), explanation.summary.to_owned()];
    let rows: Vec<Vec<String>> = explanations.iter().map(row).collect();
    format!("{}\n{}", paint::strong(title), columns(&rows, width).concat())
}

/// Explains one.
pub(crate) fn explanation(explanation: &Explanation, width: Width) -> String {
    let Explanation { code, summary, why, example } = explanation;
    let mut text = format!("{}: {summary}\n\n{}\n", paint::strong(code), wrapped(why, width));
    if let Some(Contrast { wrong, right }) = example {
        let _infallible =
            write!(text, "\n{}\n\n{}\n{}\n\n{}", paint::bad("wrong"), shown(wrong), paint::good("right"), shown(right));
    }
    text
}

fn shown(example: &Example) -> String {
    let mut text = indented(example.text());
    if example.environment != "default" {
        let _infallible = writeln!(text, "\n  for the environment `{}`", example.environment);
    }
    for (name, content) in example.files {
        let _infallible = write!(text, "\n  with {name}:\n\n{}", indented(content));
    }
    text
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {}\n", visible(line))).collect()
}

/// How many characters of a paragraph stand on a line.
const LINE: usize = 80;

fn wrapped(paragraph: &str, width: Width) -> String {
    let line = width.map_or(LINE, |width| width.min(LINE));
    break_up(paragraph, line, line).join("\n")
}

/// Puts explanations into a document.
pub(crate) fn documents<'a>(explanations: impl IntoIterator<Item = &'a Explanation>) -> Value {
    json!({ "version": VERSION, "diagnostics": explanations.into_iter().map(document).collect::<Vec<_>>() })
}

fn document(explanation: &Explanation) -> Value {
    let Explanation { code, summary, why, example } = explanation;
    json!({
        "code": code,
        "summary": summary,
        "why": why,
        "wrong": example.map(|contrast| contrast.wrong.text()),
        "right": example.map(|contrast| contrast.right.text()),
    })
}

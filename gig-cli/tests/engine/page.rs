//! A page of the documents whose code blocks are a story: files to write, commands to type, and what they print.
//!
//! A block of `console` has commands behind `$ `, each followed by its output, or by a line `...` where that is left
//! out. Any other block whose first line names a file after the language is that file.

use std::mem;

/// What stands for an output that is left out.
pub(crate) const LEFT_OUT: &str = "...\n";

/// A part of a page, in its order.
#[derive(Debug)]
pub(crate) enum Part {
    /// What no test cares for: its lines, as they are.
    Text(String),
    /// The content of a file.
    File { name: String, content: String },
    /// A command, and what it prints.
    Command { line: String, output: String },
}

/// Takes a page apart.
pub(crate) fn parts(page: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut lines = page.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        text.push_str(line);
        let Some(language) = line.trim_end().strip_prefix("```").filter(|language| !language.is_empty()) else {
            continue;
        };
        let content: String = std::iter::from_fn(|| lines.next_if(|line| !line.starts_with("```"))).collect();
        match language.split_once(' ') {
            Some((_, name)) => {
                parts.push(Part::Text(mem::take(&mut text)));
                parts.push(Part::File { name: name.to_owned(), content });
            }
            None if language == "console" => {
                parts.push(Part::Text(mem::take(&mut text)));
                parts.extend(commands(&content));
            }
            None => text.push_str(&content),
        }
        text.extend(lines.next());
    }
    parts.push(Part::Text(text));
    parts
}

fn commands(block: &str) -> Vec<Part> {
    let mut commands: Vec<Part> = Vec::new();
    for line in block.split_inclusive('\n') {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(typed), _) => {
                commands.push(Part::Command { line: typed.trim_end().to_owned(), output: String::new() });
            }
            (None, Some(Part::Command { output, .. })) => output.push_str(line),
            (None, _) => {}
        }
    }
    commands
}

/// Puts a page together again.
pub(crate) fn page(parts: &[Part]) -> String {
    let part = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::File { content, .. } => content.clone(),
        Part::Command { line, output } => format!("$ {line}\n{output}"),
    };
    parts.iter().map(part).collect()
}

/// Says whether `found` is what `expected` shows, apart from what no two runs have in common.
pub(crate) fn is_shown(expected: &str, found: &str) -> bool {
    expected == LEFT_OUT || expected.lines().map(common).eq(found.lines().map(common))
}

/// Takes from a line what differs between runs and engines: widths, times, ports, the engine, and whether a health
/// check has passed already.
fn common(line: &str) -> String {
    let (line, _) = line.split_once(" on Docker Engine").or(line.split_once(" on engine in")).unwrap_or((line, ""));
    let is_digit = |c: char| c.is_ascii_digit();
    let words = line.split_whitespace().map(|word| match word.split_once("->") {
        Some((host, inside)) => format!("{}->{inside}", host.trim_end_matches(is_digit)),
        None if word == "starting" => "healthy".to_owned(),
        None => word.to_owned(),
    });
    let mut words: Vec<String> = words.collect();
    for at in 1..words.len() {
        let is_unit = matches!(words[at].trim_end_matches([';', ':']), "s" | "min");
        if is_unit && words[at - 1].trim_start_matches('<').parse::<f64>().is_ok() {
            words[at - 1] = "#".to_owned();
        }
    }
    words.join(" ")
}

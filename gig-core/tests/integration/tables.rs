//! What the parsers of compose, docker and their libraries make of values, beside what gig makes of them.
//!
//! The tables are in the folder `tables` of the one that `GIG_CORPUS` names; without it these tests look at nothing and
//! say so. Verdict and value must agree, the wording of errors need not. Where gig means to differ, the input stands
//! in a list with the reason.

mod dotenv;
mod image;
mod interpolation;
mod mounts;
mod ports;
mod quantities;
mod short;

use std::collections::BTreeSet;

use serde_json::Value;

/// One recorded case, and what gig makes of it. `None` is a refusal.
struct Row {
    input: String,
    theirs: Option<Value>,
    ours: Option<Value>,
}

impl Row {
    fn new(input: impl Into<String>, theirs: Option<Value>, ours: Option<Value>) -> Self {
        Self { input: input.into(), theirs, ours }
    }
}

/// An input of which gig makes something else on purpose, and why.
type Deviation = (&'static str, &'static str);

/// Reads the cases of `table`, unless there are no tables.
#[expect(clippy::disallowed_methods, clippy::print_stderr, reason = "the tables are outside of the project")]
fn cases(table: &str) -> Option<Vec<Value>> {
    let Some(corpus) = std::env::var_os("GIG_CORPUS") else {
        eprintln!("{table}: skipped, GIG_CORPUS is not set");
        return None;
    };
    let path = std::path::Path::new(&corpus).join("tables").join(format!("{table}.json"));
    let text = std::fs::read_to_string(path).expect("a table is a readable file");
    let table: Value = serde_json::from_str(&text).expect("a table is JSON");
    Some(table["cases"].as_array().expect("a table has cases").clone())
}

/// Compares the cases of `table`. `rows` makes a case one row or several; what it makes none of is counted as apart.
#[expect(clippy::print_stderr, reason = "the counts are what one looks at")]
fn compare(table: &str, deviations: &[Deviation], rows: impl Fn(&Value) -> Vec<Row>) {
    let Some(cases) = cases(table) else { return };
    let (mut agreed, mut apart, mut wrong) = (0, 0, Vec::new());
    let mut used = BTreeSet::new();
    for case in &cases {
        let rows = rows(case);
        apart += usize::from(rows.is_empty());
        for row in rows {
            match deviations.iter().find(|(input, _)| *input == row.input) {
                _ if row.ours == row.theirs => agreed += 1,
                Some((input, _)) => _ = used.insert(*input),
                None => wrong.push(format!("{}\n  theirs {:?}\n  ours   {:?}", row.input, row.theirs, row.ours)),
            }
        }
    }
    eprintln!("{table}: {agreed} agree, {} deviate on purpose, {apart} apart", used.len());
    assert!(wrong.is_empty(), "{table}: {} disagree\n{}", wrong.len(), wrong.join("\n"));
    let idle: Vec<_> = deviations.iter().filter(|(input, _)| !used.contains(input)).collect();
    assert!(idle.is_empty(), "{table}: deviations that are none: {idle:?}");
}

/// Returns which function was recorded.
fn function(case: &Value) -> &str {
    case["fn"].as_str().unwrap_or_default()
}

/// Returns the input as text: numbers of a YAML file are read as they were written.
fn text(input: &Value) -> String {
    input.as_str().map_or_else(|| input.to_string(), str::to_owned)
}

fn is_accepted(case: &Value) -> bool {
    case.get("error").is_none_or(Value::is_null)
}

/// Returns a field of a case that was accepted.
fn accepted(case: &Value, field: &str) -> Option<Value> {
    is_accepted(case).then(|| case[field].clone())
}

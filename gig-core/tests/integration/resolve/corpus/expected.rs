//! The files with what the reference made of each.

use std::path::Path;

use serde_json::{Map, Value};

/// A file, and what the reference made of it.
pub(super) struct Case {
    /// Its name, without the folder.
    pub(super) file: String,
    /// What stands in it.
    pub(super) text: String,
    /// The services by their names, or what is wrong with the file.
    pub(super) expected: Result<Map<String, Value>, String>,
}

/// Reads all cases of a corpus.
#[expect(clippy::disallowed_methods, reason = "a test may read files")]
pub(super) fn cases(corpus: &Path) -> Vec<Case> {
    let recorded = std::fs::read_to_string(corpus.join("compose/compose-go-expected.jsonl")).expect("the results");
    recorded.lines().map(|line| case(corpus, &serde_json::from_str(line).expect("a result is JSON"))).collect()
}

#[expect(clippy::disallowed_methods, reason = "a test may read files")]
fn case(corpus: &Path, row: &Value) -> Case {
    let path = row["file"].as_str().expect("a result names its file");
    let bytes = std::fs::read(corpus.join(path)).expect("the file of a result");
    let expected = match row["error"].as_str() {
        Some(error) => Err(error.to_owned()),
        None => Ok(row["services"].as_object().cloned().unwrap_or_default()),
    };
    let file = path.rsplit('/').next().unwrap_or(path).to_owned();
    Case { file, text: String::from_utf8_lossy(&bytes).into_owned(), expected }
}

//! Expected files: compared with what is found, and written anew with `GIG_UPDATE=1`.

use std::path::Path;

/// Compares `found` with the file of that path in this crate.
pub(crate) fn check_file(path: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("GIG_UPDATE").is_some() {
        std::fs::write(&path, found).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let differing = found.lines().zip(expected.lines()).position(|(found, expected)| found != expected);
    let line = differing.unwrap_or(found.lines().count().min(expected.lines().count()));
    assert!(
        found == expected,
        "{} differs from line {} on; write it anew with GIG_UPDATE=1 and look at it\nfound:    {:?}\nexpected: {:?}",
        path.display(),
        line + 1,
        found.lines().nth(line),
        expected.lines().nth(line),
    );
}

/// Puts `table` into a document, between the marks of that name.
pub(crate) fn with_table(text: &str, name: &str, table: &str) -> String {
    let marker = format!("<!-- table: {name} -->\n");
    let (before, rest) = text.split_once(&marker).unwrap();
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    format!("{before}{marker}{table}<!-- end -->{after}")
}

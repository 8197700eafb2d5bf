//! Real files and tables that the environment may name; the project holds none.

use std::path::{Path, PathBuf};

/// Returns the folder named by `GIG_CORPUS`; where it is not set, says that the test is skipped.
#[expect(clippy::disallowed_methods, clippy::print_stderr, reason = "a test may look around and talk")]
pub(crate) fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("GIG_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: GIG_CORPUS names no folder of real files");
    }
    folder
}

/// Returns path and content of each file in a folder.
#[expect(clippy::disallowed_methods, reason = "a test may read files")]
pub(crate) fn files(folder: &Path) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder).expect("a folder of the corpus");
    entries.map(|entry| content(&entry.expect("an entry").path())).collect()
}

#[expect(clippy::disallowed_methods, reason = "a test may read files")]
fn content(path: &Path) -> (String, String) {
    let bytes = std::fs::read(path).expect("a file");
    (path.display().to_string(), String::from_utf8_lossy(&bytes).into_owned())
}

//! Files from elsewhere, where there are any: the folder `compose` in the one that `GIG_CORPUS` names.

use std::path::{Path, PathBuf};

use super::World;

/// What became of the files of a folder.
#[derive(Debug, Default)]
struct Counts {
    accepted: usize,
    warned: usize,
    refused: usize,
}

#[test]
#[expect(clippy::print_stderr, reason = "the counts are what the test is for")]
#[expect(clippy::disallowed_methods, reason = "the files are outside the project")]
fn no_file_makes_the_reader_panic() {
    let Some(corpus) = std::env::var_os("GIG_CORPUS").map(PathBuf::from) else {
        eprintln!("skipped: GIG_CORPUS is not set");
        return;
    };
    for folder in ["compose/v1", "compose/modern"] {
        let counts = count(&corpus.join(folder));
        eprintln!("{folder}: {counts:?}");
        assert!(counts.accepted + counts.warned + counts.refused > 0, "there is nothing in {folder}");
    }
}

#[expect(clippy::disallowed_methods, reason = "the files are outside the project")]
fn count(folder: &Path) -> Counts {
    let mut counts = Counts::default();
    for file in std::fs::read_dir(folder).expect("a folder") {
        let Ok(text) = std::fs::read_to_string(file.expect("an entry").path()) else { continue };
        match World::default().resolve(&text) {
            Ok(resolved) if resolved.warnings.is_empty() => counts.accepted += 1,
            Ok(_) => counts.warned += 1,
            Err(_) => counts.refused += 1,
        }
    }
    counts
}

//! `gig config` beside `docker compose config`, and read again by itself, over real files where there are any.
//!
//! The files stand in the folder `compose` of the one that `GIG_CORPUS` names; without it, and without docker compose,
//! what needs them says that it is skipped.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod agreement;
mod deviations;
mod drawn;
mod law;
mod meaning;
mod ours;
mod theirs;

use std::fs;
use std::path::{Path, PathBuf};

/// Returns name and text of the real files of a kind, by name: `modern` or `v1`.
#[expect(clippy::print_stderr, reason = "a test may talk")]
fn files(kind: &str) -> Vec<(String, String)> {
    let Some(corpus) = std::env::var_os("GIG_CORPUS").map(PathBuf::from) else {
        eprintln!("skipped: GIG_CORPUS names no folder of real files");
        return Vec::new();
    };
    let entries = fs::read_dir(corpus.join("compose").join(kind)).unwrap();
    let mut files: Vec<_> = entries.map(|entry| content(&entry.unwrap().path())).collect();
    files.sort();
    files
}

fn content(path: &Path) -> (String, String) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    (name, String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned())
}

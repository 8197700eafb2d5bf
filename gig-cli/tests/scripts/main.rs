//! Command lines over the engine in memory, each with what it must answer beside it.
//!
//! A script is a file beside this one; [`script`] says how it is written. With `GIG_UPDATE=1` in the environment the
//! answers are written anew, to be read before they are kept.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod engine;
mod examples;
mod output;
mod script;
mod world;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let scripts = scripts().into_iter().map(|path| Trial::test(name(&path), move || check(&path)));
    let trials = scripts.chain(examples::trials()).collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn scripts() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scripts");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut scripts: Vec<_> = entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    scripts.sort();
    scripts
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn check(path: &Path) -> Result<(), Failed> {
    let expected = fs::read_to_string(path)?;
    let found = script::answered(&expected)?;
    if std::env::var_os("GIG_UPDATE").is_some() {
        return Ok(fs::write(path, found)?);
    }
    match expected.lines().zip(found.lines()).position(|(expected, found)| expected != found) {
        None if expected == found => Ok(()),
        at => Err(difference(&expected, &found, at).into()),
    }
}

fn difference(expected: &str, found: &str, at: Option<usize>) -> String {
    let at = at.unwrap_or_else(|| expected.lines().count().min(found.lines().count()));
    let line = |text: &str| text.lines().nth(at).unwrap_or("(the end)").to_owned();
    format!("line {}\nexpected: {}\nfound:    {}\n\nall that was found:\n{found}", at + 1, line(expected), line(found))
}

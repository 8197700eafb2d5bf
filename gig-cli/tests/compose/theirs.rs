//! What `docker compose config` says of a text.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Returns whether docker compose is there, and says so where it is not.
#[expect(clippy::print_stderr, reason = "a test may talk")]
pub(crate) fn is_there() -> bool {
    let version = Command::new("docker").args(["compose", "version"]).output();
    let is_there = version.is_ok_and(|output| output.status.success());
    if !is_there {
        eprintln!("skipped: docker compose is not there");
    }
    is_there
}

/// Reads `text` as a file of `folder`, with nothing set but `HOME`: what it says, or what is wrong with it.
pub(crate) fn config(text: &str, folder: &Path) -> Result<Value, String> {
    let file = folder.join("compose.yaml");
    fs::write(&file, text).unwrap();
    let words = ["--profile", "*", "config", "--format", "json", "--no-env-resolution", "--no-consistency"];
    let output = Command::new("docker")
        .args(["compose", "-p", "p", "--project-directory", "/p", "-f"])
        .arg(&file)
        .args(words)
        .current_dir("/")
        .env_clear()
        .envs([("PATH", std::env::var_os("PATH").unwrap_or_default()), ("HOME", "/root".into())])
        .output()
        .unwrap();
    match output.status.success() {
        true => Ok(serde_json::from_slice(&output.stdout).unwrap()),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
    }
}

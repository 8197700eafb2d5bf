//! A POSIX shell computes the same hash, with `printf` and `sha256sum` alone.

use std::process::Command;

use gig_core::platform::{Configuration, Record};

use super::vectors::vectors;

/// How each shell is called; one that is not installed is skipped.
const SHELLS: [&[&str]; 3] = [&["dash"], &["bash", "--posix"], &["busybox", "sh"]];

#[test]
fn a_shell_computes_the_same_hashes() {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("hashes.sh");
    let vectors = vectors();
    let text: String = vectors.iter().map(|vector| hash_command(&vector.configuration)).collect();
    std::fs::write(&script, text).unwrap();

    let expected: Vec<String> = vectors.iter().map(|vector| format!("{}  -", vector.configuration.hash())).collect();
    for shell in SHELLS.into_iter().filter(|shell| is_installed(shell)) {
        let output = Command::new(shell[0]).args(&shell[1..]).arg(&script).output().unwrap();
        assert!(output.status.success(), "{shell:?}: {}", String::from_utf8_lossy(&output.stderr));
        let found = String::from_utf8(output.stdout).unwrap();
        for (index, vector) in vectors.iter().enumerate() {
            let found = found.lines().nth(index);
            assert_eq!(found, Some(expected[index].as_str()), "{} under {shell:?}", vector.name);
        }
    }
}

/// Writes the command that prints the hash of a configuration.
fn hash_command(configuration: &Configuration) -> String {
    let print = |record: &Record| format!("printf '%s\\0' {} {}\n", quoted(&record.key), quoted(record.value.expose()));
    let prints: String = configuration.records().iter().map(print).collect();
    format!("{{\n{prints}}} | sha256sum\n")
}

/// Quotes a text so that a shell takes every character of it as it is.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[expect(clippy::print_stderr, reason = "says what was not tested")]
fn is_installed(shell: &[&str]) -> bool {
    let found =
        Command::new(shell[0]).args(&shell[1..]).args(["-c", ":"]).status().is_ok_and(|status| status.success());
    if !found {
        eprintln!("skipped: `{}` is not installed", shell.join(" "));
    }
    found
}

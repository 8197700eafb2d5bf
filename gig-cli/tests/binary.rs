//! What only the program itself can show: few tests, since each starts a process.

use std::io::Read as _;
use std::process::{Command, Stdio};

fn gig() -> Command {
    Command::new(env!("CARGO_BIN_EXE_gig"))
}

#[test]
fn the_version_is_the_one_of_the_package() {
    let output = gig().arg("--version").output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("gig {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_wrong_command_line_ends_with_2_and_says_so_on_standard_error() {
    let output = gig().arg("--nonsense").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8(output.stderr).unwrap().contains("--nonsense"));
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("gig.yml"), "web:\n  image: web:1\n").unwrap();
    let mut command = gig();
    command.arg("config").current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let mut complaints = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaints).unwrap();
    assert_eq!(complaints, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn the_working_folder_is_known_where_no_shell_sets_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("gig.yml"), "web:\n  image: web:1\n  volumes: [\"$PWD:/work\"]\n").unwrap();
    let output = gig().arg("config").current_dir(folder.path()).env_clear().output().unwrap();
    let source = format!("source: {}\n", folder.path().canonicalize().unwrap().display());
    assert!(String::from_utf8(output.stdout).unwrap().contains(&source));
}

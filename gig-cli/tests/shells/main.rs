//! The scripts of `gig completion`, each in its shell: what a Tab behind a command line offers.
//!
//! A shell that is not installed is reported as ignored.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use libtest_mimic::{Arguments, Failed, Trial};

/// A shell, and how it is asked what it offers behind the words of a command line.
struct Shell {
    name: &'static str,
    /// What makes it read nothing but the script.
    bare: &'static [&'static str],
    script: &'static str,
    /// What separates an offer from its description.
    separator: char,
}

/// Bash calls the function of the script with these variables set.
const BASH: Shell = Shell {
    name: "bash",
    bare: &["--norc", "--noprofile"],
    script: r#"
        source <(gig completion bash)
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_TYPE=9
        _clap_complete_gig gig "${@: -1}"
        printf '%s\n' "${COMPREPLY[@]}""#,
    separator: '\n',
};

/// Zsh hands the offers to a function of its own, which needs a terminal; one that prints them takes its place.
const ZSH: Shell = Shell {
    name: "zsh",
    bare: &["-f"],
    script: r#"
        compdef() { : }
        _describe() { print -l -- "${(@P)3}" }
        source <(gig completion zsh)
        words=("$@") CURRENT=$#
        _clap_dynamic_completer_gig"#,
    separator: ':',
};

/// Fish has a command that asks.
const FISH: Shell = Shell {
    name: "fish",
    bare: &["--no-config"],
    script: r#"
        gig completion fish | source
        complete --do-complete (string join ' ' -- $argv[2..])"#,
    separator: '\t',
};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = [BASH, ZSH, FISH].into_iter().map(trial).collect();
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trial(shell: Shell) -> Trial {
    let version = Command::new(shell.name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    Trial::test(format!("{}::offers_commands_options_and_services", shell.name), move || offers(&shell))
        .with_ignored_flag(version.is_err())
}

fn offers(shell: &Shell) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("gig.yml"), "web:\n  image: web:1\nworker:\n  image: web:1\n")?;
    fs::write(
        folder.path().join("other.yml"),
        "services:\n  api:\n    image: ${UNSET:?}\nenvironments:\n  live: {}\n",
    )?;
    fs::write(folder.path().join("broken.yml"), "web: [\n")?;
    let check = |typed: &[&str], expected: &[&str]| check(shell, folder.path(), typed, expected);
    check(&["st"], &["start", "status", "stop"])?;
    check(&["start", ""], &["web", "worker"])?;
    check(&["start", "web", "wo"], &["worker"])?;
    check(&["start", "--re"], &["--retry"])?;
    check(&["start", "--pull", ""], &["always", "missing", "never"])?;
    check(&["plan", "restart"], &["restart", "restartrm"])?;
    check(&["--format", ""], &["json", "text"])?;
    check(&["-f", "oth"], &["other.yml"])?;
    check(&["-f", "other.yml", "stop", ""], &["api"])?;
    check(&["-f", "other.yml", "-e", ""], &["live"])?;
    check(&["-f", "broken.yml", "start", "w"], &[])?;
    check(&["-f", "absent.yml", "start", "w"], &[])?;
    check(&["-f", "-", "start", "w"], &[])
}

/// Compares what is offered behind `gig` and the words that are typed; the last one is being typed.
fn check(shell: &Shell, folder: &Path, typed: &[&str], expected: &[&str]) -> Result<(), Failed> {
    let output = Command::new(shell.name)
        .args(shell.bare)
        .args(["-c", shell.script, shell.name, "gig"])
        .args(typed)
        .env("PATH", path())
        .env("HOME", folder)
        .env_remove("GIG_FILE")
        .env_remove("COMPOSE_FILE")
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()?;
    let text = String::from_utf8(output.stdout)?;
    let lines = text.lines().filter(|line| !line.is_empty());
    let mut offered: Vec<&str> = lines.map(|line| line.split(shell.separator).next().unwrap_or(line)).collect();
    offered.sort_unstable();
    if offered == expected && output.stderr.is_empty() {
        return Ok(());
    }
    let complaints = String::from_utf8_lossy(&output.stderr);
    Err(format!("{typed:?}: expected {expected:?}, found {offered:?}\n{complaints}").into())
}

fn path() -> OsString {
    let program = Path::new(env!("CARGO_BIN_EXE_gig"));
    let others = env::var_os("PATH").unwrap_or_default();
    let folders = program.parent().map(Path::to_path_buf).into_iter().chain(env::split_paths(&others));
    env::join_paths(folders).unwrap()
}

//! A command that is run to its end: how long it takes, and how much memory at most.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use super::Outcome;

/// The executable that is measured: built as a release is.
pub(super) const GIG: &str = env!("CARGO_BIN_EXE_gig");

/// What tells a command's peak memory; without it there is no such figure.
const TIME: &str = "/usr/bin/time";

/// Runs a command and returns for how many milliseconds it ran. One that fails ends the run.
pub(super) fn milliseconds(command: &mut Command) -> Outcome<f64> {
    let began = Instant::now();
    let output = command.stdin(Stdio::null()).output()?;
    let took = began.elapsed();
    succeeded(command, &output)?;
    Ok(took.as_secs_f64() * 1000.0)
}

/// Runs a command and returns how many megabytes it had at most.
pub(super) fn peak_megabytes(command: &Command) -> Outcome<f64> {
    let mut timed = Command::new(TIME);
    timed.args(["-f", "%M"]).arg(command.get_program()).args(command.get_args());
    let output = timed.stdin(Stdio::null()).output()?;
    succeeded(&timed, &output)?;
    let text = String::from_utf8_lossy(&output.stderr);
    let kilobytes: f64 = text.lines().last().unwrap_or_default().parse()?;
    Ok(kilobytes / 1024.0)
}

/// Returns whether the peak memory of a command can be told.
pub(super) fn tells_memory() -> bool {
    Path::new(TIME).exists()
}

fn succeeded(command: &Command, output: &Output) -> Outcome<()> {
    if output.status.success() {
        return Ok(());
    }
    let (said, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Err(format!("{command:?} failed: {}\n{said}{complained}", output.status).into())
}

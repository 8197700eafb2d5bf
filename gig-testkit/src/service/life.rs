//! The life of the service, from its start to its exit code.
//!
//! Whatever may end it sends the exit code over one channel; the first one decides. Threads that still
//! run end with the process.

use std::fs::{OpenOptions, write};
use std::io::{self, Write, stdout};
use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc::{Sender, channel};
use std::thread::{sleep, spawn};
use std::time::Instant;

use super::server::Server;
use super::settings::Settings;
use super::{complain, connect, log, route, signals};

/// Where to send the exit code.
pub(super) type Ending = Sender<u8>;

/// The exit code when something failed that the service was not told to fail in.
const FAILED: u8 = 1;

/// Lives as told, and returns the exit code.
pub(super) fn live(settings: Settings) -> ExitCode {
    let started = Instant::now();
    let (ending, ended) = channel();
    // First of all: process 1 without a handler ignores SIGTERM.
    if let Err(error) = signals::watch(settings.ignore_signals, ending.clone()) {
        return complain(error);
    }
    crash_when_told(&settings, ending.clone());
    spawn(move || {
        let code = work(settings, started).unwrap_or_else(|error| {
            complain(error);
            FAILED
        });
        let _ = ending.send(code);
    });
    ended.recv().map_or(ExitCode::FAILURE, ExitCode::from)
}

fn crash_when_told(settings: &Settings, ending: Ending) {
    let code = settings.exit_code.unwrap_or(FAILED);
    if let Some(time) = settings.exit_after {
        spawn(move || {
            sleep(time);
            // Nobody listens where the service has ended already.
            let _ = ending.send(code);
        });
    }
}

/// Does what the service is there for; returns only when there is no more to do.
fn work(settings: Settings, started: Instant) -> io::Result<u8> {
    log::lines(&mut stdout().lock(), settings.log_lines, &settings.log_text)?;
    sleep(settings.start_after);
    if let Some(address) = &settings.connect {
        connect::until_accepted(address, settings.connect_within)?;
    }
    if let Some(path) = &settings.version_file {
        write(path, route::version_document(&settings))?;
    }
    if let Some(path) = &settings.job {
        add_line(path, &settings.greeting)?;
        return Ok(settings.exit_code.unwrap_or(0));
    }
    Err(Server::bind(settings, started)?.serve())
}

/// Adds a line to a file, which may be there already: a second run of a job leaves a trace.
fn add_line(path: &Path, line: &str) -> io::Result<()> {
    writeln!(OpenOptions::new().create(true).append(true).open(path)?, "{line}")
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::work;
    use crate::service::Settings;

    #[test]
    fn a_job_adds_its_line_and_ends_with_its_code() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("done");
        let run = |arguments: &[String]| {
            let settings = Settings::read(arguments, |_| None).unwrap();
            work(settings, Instant::now()).unwrap()
        };
        let job = format!("--job={}", file.display());
        assert_eq!(run(&[job.clone(), "--greeting=once".to_owned()]), 0);
        assert_eq!(run(&[job, "--greeting=twice".to_owned(), "--exit-code=7".to_owned()]), 7);
        assert_eq!(std::fs::read_to_string(file).unwrap(), "once\ntwice\n");
    }

    #[test]
    fn a_job_whose_file_cannot_be_written_fails() {
        let settings = Settings::read(&["--job=/nowhere/at/all".to_owned()], |_| None).unwrap();
        assert!(work(settings, Instant::now()).is_err());
    }
}

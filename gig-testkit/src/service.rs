//! A small HTTP service whose behaviour is told to it: what tests run in containers.
//!
//! It is meant to be process 1 of an image that holds nothing but the executable it is part of, so it
//! needs no shell, no file and no other program. Its behaviour is described at [`Settings`]. It serves
//!
//! - `/`: name, version and greeting, as text
//! - `/health`: 200, or 503 once it is unhealthy
//! - `/metrics`: counters, in the text form of Prometheus
//! - `/version.json`: name and version, as JSON
//!
//! HTTPS, keep-alive and request bodies are not here.

mod connect;
mod life;
mod log;
mod probe;
mod route;
mod server;
mod settings;
mod signals;

use std::io::{Write, stderr};
use std::process::ExitCode;

pub use probe::{ProbeError, probe};
pub use server::Server;
pub use settings::{InvalidSetting, Settings};

/// Runs the service until it is asked to end, or `probe URL`, and returns the exit code of the process.
///
/// The arguments are those after the name of the program. `probe URL` asks for the URL once and ends with 0
/// if the answer is a 2xx, else with 1: a health check in list form. Everything else is a setting, as in
/// `--start-after=2.5`, and wins over the environment variable of that name, `START_AFTER`.
pub fn main(arguments: impl IntoIterator<Item = String>) -> ExitCode {
    let arguments: Vec<String> = arguments.into_iter().collect();
    match arguments.as_slice() {
        [command, url] if command == "probe" => probe(url).map_or_else(complain, |()| ExitCode::SUCCESS),
        settings => serve(settings),
    }
}

/// The exit code for arguments and variables that are not understood.
const USAGE: u8 = 2;

fn serve(arguments: &[String]) -> ExitCode {
    match Settings::read(arguments, |name| std::env::var(name).ok()) {
        Ok(settings) => life::live(settings),
        Err(error) => {
            complain(error);
            ExitCode::from(USAGE)
        }
    }
}

fn complain(error: impl std::error::Error) -> ExitCode {
    // The exit code says it too, should nobody listen.
    let _ = writeln!(stderr(), "{error}");
    ExitCode::FAILURE
}

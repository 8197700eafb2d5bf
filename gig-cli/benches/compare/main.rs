//! gig beside the same calls made raw on the engine's socket, and beside `docker compose` where that is installed.
//!
//! `cargo bench` measures everything and prints Markdown; `cargo bench -- start` only what has `start` in its name, and
//! `GIG_BENCH_QUICK=1` one round of the smaller sizes. The contestants take turns within each round, so that what else
//! the machine does disturbs them alike. Nothing fails for being slow: these are figures, not tests.

mod contest;
mod fixed;
mod gap;
mod ground;
mod host;
mod platforms;
mod process;
mod raw;
mod reading;
mod running;
mod table;

use std::io::Write as _;
use std::process::ExitCode;

use ground::Ground;

/// What ends a run: everything is told, nothing is handled.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if_eq("service").is_some() {
        return gig_testkit::service::main(arguments);
    }
    let filter = arguments.find(|argument| !argument.starts_with('-')).unwrap_or_default();
    match measure(&filter) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The exit code says it too, should nobody listen.
            let _ = writeln!(std::io::stderr(), "the benchmark ended early: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(filter: &str) -> Outcome<()> {
    let ground = Ground::prepare()?;
    let outcome = measure_on(&ground, filter);
    ground.clear()?;
    outcome
}

fn measure_on(ground: &Ground, filter: &str) -> Outcome<()> {
    let mut out = std::io::stdout();
    writeln!(out, "{}\n\n{}", host::description(ground), table::HEADING)?;
    let groups = [reading::rows, running::rows, gap::rows, fixed::rows];
    for row in groups.iter().flat_map(|rows| rows(ground)) {
        if row.work.contains(filter) {
            writeln!(out, "{}", row.measured(ground)?)?;
        }
    }
    writeln!(out, "\nLoad at the end: {}.", host::load())?;
    Ok(())
}

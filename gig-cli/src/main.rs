//! The `gig` command: it looks at the process once, and hands everything over.

use std::process::ExitCode;

use clap::Parser as _;
use gig_cli::{Arguments, Command, Host, run, was_asked_by_a_shell};
use mimalloc::MiMalloc;

/// A platform is many small texts: reading a large file takes a sixth less time than with the system's allocator.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    if was_asked_by_a_shell() {
        return ExitCode::SUCCESS;
    }
    let arguments = Arguments::parse();
    if let Some(Command::Service(service)) = &arguments.command {
        return service.serve();
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let (Ok(runtime), Ok(mut host)) = (runtime, Host::of_process()) else {
        return ExitCode::FAILURE;
    };
    ExitCode::from(runtime.block_on(run(&arguments, &mut host)).number())
}

//! The whole way on a real engine, in containers that run this very executable. Without an engine it is ignored.

mod buzzerdeal;
mod demo;
mod ground;
mod page;
mod tutorial;

use std::process::ExitCode;

use gig_docker::{Endpoint, EngineRuntime};
use libtest_mimic::{Arguments, Trial};

/// Set, it makes a missing engine a failure.
const REQUIRED: &str = "GIG_REQUIRE_ENGINE";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if_eq("service").is_some() {
        return gig_testkit::service::main(arguments);
    }
    let is_ignored = std::env::var_os(REQUIRED).is_none() && !engine_answers();
    let trials: Vec<Trial> = buzzerdeal::trials();
    let trials = trials
        .into_iter()
        .chain(demo::trials())
        .chain(tutorial::trials())
        .map(|trial| trial.with_ignored_flag(is_ignored));
    let trials = trials.chain(tutorial::trials_in_memory()).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn engine_answers() -> bool {
    let variable = std::env::var("DOCKER_HOST").ok();
    let Ok(endpoint) = Endpoint::from_docker_host(variable.as_deref()) else { return false };
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return false };
    runtime.block_on(EngineRuntime::connect(&endpoint)).is_ok()
}

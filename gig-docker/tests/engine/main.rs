//! gig on a real engine: the contract of runtimes, and what only a real engine can show.
//!
//! Whether an engine answers is found out when this runs. Where none does, what needs one is reported as ignored;
//! with `GIG_REQUIRE_ENGINE` set it fails. Called with `service` as its first argument, this executable is the
//! fixture service: the images of the tests are made from it, so none is fetched.

#![expect(clippy::unwrap_used, reason = "all of this is a test, which the lint does not see for want of a harness")]

mod bench;
mod facts;
mod fixtures;
mod ground;
mod own_image;
mod remains;

use std::future::Future;
use std::io::{Write, stderr};
use std::process::ExitCode;
use std::sync::Arc;

use gig_testkit::conformance;
use libtest_mimic::{Arguments, Failed, Trial};

use bench::EngineBench;
use ground::Ground;

/// More at once would only wait for the engine.
const AT_ONCE: usize = 4;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1).peekable();
    if words.next_if(|word| word == "service").is_some() {
        return gig_testkit::service::main(words);
    }
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(arguments.test_threads.unwrap_or(AT_ONCE).min(AT_ONCE));
    if arguments.list {
        return libtest_mimic::run(&arguments, trials(None, "not looked for")).exit_code();
    }
    match on_tokio(Ground::prepare()) {
        Ok(ground) => run(&arguments, Arc::new(ground)),
        Err(reason) => libtest_mimic::run(&arguments, trials(None, &reason)).exit_code(),
    }
}

/// Runs the tests, and then looks whether anybody else came to harm.
fn run(arguments: &Arguments, ground: Arc<Ground>) -> ExitCode {
    let conclusion = libtest_mimic::run(arguments, trials(Some(&ground), ""));
    match on_tokio(ground.leave()) {
        Ok(()) => conclusion.exit_code(),
        Err(harm) => {
            // The exit code says it too, should nobody read it.
            let _ = writeln!(stderr(), "{harm}");
            ExitCode::FAILURE
        }
    }
}

fn on_tokio<T>(work: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| error.to_string())?.block_on(work)
}

fn trials(ground: Option<&Arc<Ground>>, reason: &str) -> Vec<Trial> {
    let contract = conformance::all().into_iter().map(|sequence| {
        trial(format!("contract::{}", sequence.name), ground, reason, async move |ground| {
            let bench = EngineBench::on(&ground).await?;
            sequence.check(&bench).await.map_err(|failure| format!("{}: {failure}", sequence.sentence))
        })
    });
    let facts = facts::ALL
        .into_iter()
        .map(|(name, fact)| trial(format!("facts::{name}"), ground, reason, async move |ground| fact(ground).await));
    let ignored = is_ignored(ground);
    let own_images = own_image::trials().into_iter().map(|trial| trial.with_ignored_flag(ignored));
    contract.chain(facts).chain(own_images).collect()
}

fn is_ignored(ground: Option<&Arc<Ground>>) -> bool {
    ground.is_none() && std::env::var_os("GIG_REQUIRE_ENGINE").is_none()
}

fn trial(
    name: String,
    ground: Option<&Arc<Ground>>,
    reason: &str,
    test: impl AsyncFnOnce(Arc<Ground>) -> Result<(), String> + Send + 'static,
) -> Trial {
    let ignored = is_ignored(ground);
    let (ground, reason) = (ground.map(Arc::clone), reason.to_owned());
    let run = move || {
        let ground = ground.ok_or(reason)?;
        on_tokio(test(ground)).map_err(Failed::from)
    };
    Trial::test(name, run).with_ignored_flag(ignored)
}

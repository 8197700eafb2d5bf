//! The engine in memory keeps the contract of every runtime, and the suite finds out who does not.

mod bench;
mod document;

use std::process::ExitCode;

use gig_testkit::call::Call;
use gig_testkit::conformance::{Sequence, all};
use gig_testkit::fault::Verdict;
use libtest_mimic::{Arguments, Failed, Trial};

use bench::MemoryBench;

fn main() -> ExitCode {
    let mut trials: Vec<Trial> = all().into_iter().map(trial).collect();
    trials.push(Trial::test("every_operation_that_is_not_carried_out_is_found_out", finds_lies));
    trials.push(Trial::test("every_lost_answer_is_found_out", finds_losses));
    trials.push(Trial::test("the_document_has_every_sentence", document::agrees));
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn trial(sequence: Sequence) -> Trial {
    Trial::test(sequence.name, move || {
        let runtime = paused()?;
        let verdict = runtime.block_on(async { sequence.check(&MemoryBench::new()).await });
        verdict.map_err(|failure| Failed::from(format!("{}\n{failure}", sequence.sentence)))
    })
}

fn paused() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build()
}

/// The operations that change something, by their words.
const OPERATIONS: [&str; 13] = [
    "prepare image",
    "create network",
    "create volume",
    "create instance",
    "start instance",
    "stop instance",
    "rename instance",
    "set restart policy of instance",
    "connect instance",
    "disconnect instance",
    "remove instance",
    "remove network",
    "remove volume",
];

fn finds_lies() -> Result<(), Failed> {
    finds(Verdict::Lie)
}

fn finds_losses() -> Result<(), Failed> {
    finds(Verdict::Lose)
}

/// Lets `verdict` befall one operation at a time, and expects that a sentence does not hold any more.
fn finds(verdict: Verdict) -> Result<(), Failed> {
    let missed: Vec<&str> = OPERATIONS.into_iter().filter(|operation| !is_found_out(operation, verdict)).collect();
    if missed.is_empty() { Ok(()) } else { Err(format!("no sentence fails under {verdict:?} of {missed:?}").into()) }
}

fn is_found_out(operation: &'static str, verdict: Verdict) -> bool {
    all().into_iter().any(|sequence| {
        let rule = move |call: &Call| if call.operation() == operation { verdict } else { Verdict::Pass };
        let check = async { sequence.check(&MemoryBench::with_rule(rule)).await };
        paused().is_ok_and(|runtime| runtime.block_on(check).is_err())
    })
}

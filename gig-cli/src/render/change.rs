//! What becomes of something, in one word, and how often.

use gig_core::plan::{Change, Plan};

/// All changes, in the order in which they are counted.
const ALL: [Change; 9] = [
    Change::Fetch,
    Change::Create,
    Change::Start,
    Change::Stop,
    Change::Restart,
    Change::Replace,
    Change::Finish,
    Change::Remove,
    Change::Wait,
];

/// Says what has been done where `change` was to be done.
pub(crate) fn past(change: Change) -> &'static str {
    match change {
        Change::Fetch => "fetched",
        Change::Create => "created",
        Change::Start => "started",
        Change::Stop => "stopped",
        Change::Restart => "restarted",
        Change::Replace => "replaced",
        Change::Finish => "finished",
        Change::Remove => "removed",
        Change::Wait => "ready",
    }
}

/// Counts what is to be done: `2 to create`, `1 to replace`.
pub(crate) fn to_do(plan: &Plan) -> Vec<String> {
    counted(plan, |change| match change {
        Change::Wait => "to wait for".to_owned(),
        other => format!("to {other}"),
    })
}

/// Counts what has been done: `2 created`, `1 replaced`.
pub(crate) fn done(plan: &Plan) -> Vec<String> {
    counted(plan, |change| past(change).to_owned())
}

fn counted(plan: &Plan, words: impl Fn(Change) -> String) -> Vec<String> {
    let count = |change| plan.lanes.iter().filter(|lane| lane.change == change).count();
    let counts = ALL.into_iter().map(|change| (change, count(change)));
    counts.filter(|(_, count)| *count > 0).map(|(change, count)| format!("{count} {}", words(change))).collect()
}

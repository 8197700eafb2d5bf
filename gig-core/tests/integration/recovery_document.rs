//! `docs/recovery.md` shows the tables that the planner uses.

use std::fmt::Write;

use gig_core::plan::recovery::{BringUp, Remedy, TABLE, bring_up};
use gig_core::runtime::RunState;

use super::expected::{check_file, with_table};

const STATES: [RunState; 7] = [
    RunState::Created,
    RunState::Running,
    RunState::Paused,
    RunState::Restarting,
    RunState::Exited,
    RunState::Dead,
    RunState::Removing,
];

#[test]
fn the_document_shows_the_tables_of_the_planner() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/recovery.md")).unwrap();
    check_file("../docs/recovery.md", &with_table(&with_table(&text, "names", &names()), "states", &states()));
}

fn names() -> String {
    let mut table =
        "| `.next` | in service | `.old` | what happened | what is done first |\n|---|---|---|---|---|\n".to_owned();
    for row in TABLE {
        let [next, base, old] = [row.next, row.base, row.old].map(|there| if there { "there" } else { "" });
        let _ = writeln!(table, "| {next} | {base} | {old} | {} | {} |", row.found, remedy(row.remedy));
    }
    table
}

fn remedy(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::Nothing => "nothing",
        Remedy::RemoveNext => "`.next` is removed, the one in service gets its restart policy back",
        Remedy::PutBack => "`.old` gets its restart policy and its name back",
        Remedy::Retry => "on trial: proved again, or put back",
        Remedy::FinishRename => "`.next` gets the name; then it is on trial",
        Remedy::RemoveNextAndRetry => "`.next` is removed; the one in service is on trial",
    }
}

fn states() -> String {
    let mut table = "| state | what brings it up |\n|---|---|\n".to_owned();
    for state in STATES {
        let _ = writeln!(table, "| {state} | {} |", brought_up(bring_up(state)));
    }
    table
}

fn brought_up(bring_up: BringUp) -> &'static str {
    match bring_up {
        BringUp::Leave => "nothing; that it is up is looked at in the end",
        BringUp::Start => "it is started",
        BringUp::MakeAnew => "it never ran and may be half made: it is made anew",
        BringUp::RemoveAndMakeAnew => "it is removed and made anew",
    }
}

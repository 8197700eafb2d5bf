//! What an unfinished run can leave behind, and what is done about it: two tables, and the planner's only source.
//!
//! The names tell how far a replacement had come ([`TABLE`]); the state of the instance in service tells how it is
//! brought up ([`bring_up`]). `docs/recovery.md` shows both and is checked against them.

use crate::runtime::RunState;

/// What is done first about the instances of a service, before anything that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Nothing: no run was interrupted.
    Nothing,
    /// `.next` never started: it is removed, and the instance in service gets its restart policy back.
    RemoveNext,
    /// `.old` gets its restart policy and its name back.
    PutBack,
    /// The instance in service is on trial: it is proved again, or `.old` is put back.
    Retry,
    /// `.next` gets the name that is free; then it is on trial.
    FinishRename,
    /// `.next` belongs to a later run: it is removed; then the instance in service is on trial.
    RemoveNextAndRetry,
}

/// One combination of names, and what is done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Whether there is a `.next`.
    pub next: bool,
    /// Whether there is one with the base name.
    pub base: bool,
    /// Whether there is an `.old`.
    pub old: bool,
    /// How it came to this.
    pub found: &'static str,
    /// What is done first.
    pub remedy: Remedy,
}

/// Every combination of the names that a replacement passes through. `.previous` and `.failed` are kept
/// instances: they take no part.
pub const TABLE: [Row; 8] = [
    row(false, false, false, "it is absent", Remedy::Nothing),
    row(false, true, false, "it is in service", Remedy::Nothing),
    row(true, false, false, "the one in service went away while its successor was prepared", Remedy::RemoveNext),
    row(true, true, false, "its successor was prepared and did not take over", Remedy::RemoveNext),
    row(false, false, true, "its successor was put aside, and it was not put back yet", Remedy::PutBack),
    row(false, true, true, "it is on trial, and was neither accepted nor put back", Remedy::Retry),
    row(true, false, true, "it was displaced, and its successor has not taken the name yet", Remedy::FinishRename),
    row(true, true, true, "it is on trial, and another successor was prepared", Remedy::RemoveNextAndRetry),
];

const fn row(next: bool, base: bool, old: bool, found: &'static str, remedy: Remedy) -> Row {
    Row { next, base, old, found, remedy }
}

/// Returns the row of a combination of names.
#[must_use]
pub fn look_up(next: bool, base: bool, old: bool) -> &'static Row {
    let index = TABLE.iter().position(|row| (row.next, row.base, row.old) == (next, base, old));
    &TABLE[index.unwrap_or(0)]
}

/// How the instance in service is brought up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BringUp {
    /// It is up, or the engine keeps trying: it is left alone.
    Leave,
    /// It is started.
    Start,
    /// It never ran, and may be half made: it is made anew.
    MakeAnew,
    /// It cannot be started any more: it is removed and made anew.
    RemoveAndMakeAnew,
}

/// Returns how an instance in that state is brought up.
#[must_use]
pub fn bring_up(state: RunState) -> BringUp {
    match state {
        RunState::Running | RunState::Restarting => BringUp::Leave,
        RunState::Exited | RunState::Paused => BringUp::Start,
        RunState::Created => BringUp::MakeAnew,
        RunState::Dead | RunState::Removing => BringUp::RemoveAndMakeAnew,
    }
}

#[cfg(test)]
mod tests {
    use super::{TABLE, look_up};

    #[test]
    fn every_combination_of_names_has_one_row() {
        for bits in 0..8 {
            let (next, base, old) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0);
            let rows = TABLE.iter().filter(|row| (row.next, row.base, row.old) == (next, base, old)).count();
            assert_eq!(rows, 1);
            assert_eq!(look_up(next, base, old).base, base);
        }
    }
}

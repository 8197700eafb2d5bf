//! What became of something, in one word.

use gig_core::plan::Change;

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

//! What happens, as it happens: one line each, or none.

use std::time::Duration;

use gig_core::execute::{Event, LaneOutcome};
use gig_core::plan::{Action, LaneName, Milestone};
use gig_core::visible::visible;

use super::{paint, seconds};
use crate::options::Detail;

/// Returns the lane that something happens in; `None` where it concerns all.
pub(crate) fn lane<'a>(event: &Event<'a>) -> Option<&'a LaneName> {
    match *event {
        Event::StepBegins { lane, .. }
        | Event::Pulling { lane, .. }
        | Event::StepDone { lane, .. }
        | Event::StepFailed { lane, .. }
        | Event::PuttingBack { lane }
        | Event::LaneEnds { lane, .. } => Some(lane),
        _ => None,
    }
}

/// Says what happens, where it is worth a line that stays.
pub(crate) fn words(event: &Event<'_>, detail: Detail) -> Option<String> {
    match event {
        Event::StepDone { action: done, took, .. } if detail == Detail::Steps => {
            Some(format!("{} ({})", visible(&done.to_string()), seconds(*took)))
        }
        Event::StepDone { action: done, took, .. } => done_words(done, *took),
        Event::StepFailed { error, .. } => Some(paint::bad(visible(error))),
        Event::PuttingBack { .. } => Some("putting back what was changed".to_owned()),
        Event::LaneEnds { outcome, took, .. } => end_words(*outcome, *took),
        Event::Cancelling => {
            Some("stopping: what is under way is finished or put back; once more leaves at once".to_owned())
        }
        _ => None,
    }
}

/// Says what is being done, where it takes long enough to be seen on a terminal.
pub(crate) fn under_way(event: &Event<'_>) -> Option<String> {
    match event {
        Event::StepBegins { action: begun, .. } => Some(visible(&begun.to_string()).into_owned()),
        Event::PuttingBack { .. } => Some("putting back what was changed".to_owned()),
        _ => None,
    }
}

fn done_words(done: &Action, took: Duration) -> Option<String> {
    match done {
        Action::EnsureNetwork { .. } | Action::EnsureVolume { .. } => Some("ready".to_owned()),
        Action::RemoveNetwork { .. } | Action::RemoveVolume { .. } => Some("removed".to_owned()),
        Action::Create { .. } => Some("created".to_owned()),
        Action::Start { .. } => Some("started".to_owned()),
        Action::Stop { .. } => Some("stopped".to_owned()),
        Action::Remove { name, .. } => Some(format!("{name} removed")),
        Action::Prove { until: Milestone::Started, .. } => Some(format!("up after {}", seconds(took))),
        Action::Prove { until, .. } => Some(format!("{until} after {}", seconds(took))),
        Action::PrepareImage { .. } => Some(format!("fetched after {}", seconds(took))),
        Action::Await { .. } | Action::Rename { .. } | Action::SetRestart { .. } => None,
    }
}

fn end_words(outcome: LaneOutcome, took: Duration) -> Option<String> {
    match outcome {
        LaneOutcome::Done | LaneOutcome::NotRun => None,
        LaneOutcome::PutBack => Some(paint::doubtful(format!("not done, after {}", seconds(took)))),
        LaneOutcome::Stuck => Some(paint::bad(format!("could not be put back, after {}", seconds(took)))),
    }
}

//! What happens, as it happens: one line each, or none.

use std::time::Duration;

use gig_core::execute::{Event, LaneOutcome};
use gig_core::plan::{Action, Change, LaneName, Milestone, Plan};
use gig_core::platform::HookPoint;
use gig_core::visible::visible;

use super::change::past;
use super::{paint, seconds};
use crate::options::Detail;

/// Returns the lane that something happens in; `None` where it concerns all.
pub(crate) fn lane<'a>(event: &Event<'a>) -> Option<&'a LaneName> {
    match *event {
        Event::StepBegins { lane, .. }
        | Event::Pulling { lane, .. }
        | Event::StepDone { lane, .. }
        | Event::StepFailed { lane, .. }
        | Event::HookFailed { lane, .. }
        | Event::PuttingBack { lane }
        | Event::LaneEnds { lane, .. } => Some(lane),
        _ => None,
    }
}

/// Says what happens while `plan` is carried out, where it is worth a line that stays.
pub(crate) fn words(event: &Event<'_>, plan: &Plan, detail: Detail) -> Option<String> {
    match event {
        Event::StepDone { action: done, took, .. } if detail == Detail::Steps => {
            Some(format!("{} ({})", visible(&done.to_string()), seconds(*took)))
        }
        // Why, and what it said last, stands in the outcome.
        Event::StepFailed { .. } => Some(paint::bad("failed")),
        Event::HookFailed { error, .. } => {
            Some(paint::doubtful(format!("{}; it goes on all the same", visible(error))))
        }
        Event::PuttingBack { .. } => Some("putting back what was changed".to_owned()),
        Event::LaneEnds { lane, outcome, took } => end_words(plan.lane(lane)?.change, *outcome, *took),
        Event::Cancelling => {
            Some("stopping: what is under way is finished or put back; once more leaves at once".to_owned())
        }
        _ => None,
    }
}

/// Says what is being done, where it takes long enough to be seen on a terminal.
pub(crate) fn under_way(event: &Event<'_>) -> Option<&'static str> {
    match event {
        Event::StepBegins { action, .. } => doing(action),
        Event::PuttingBack { .. } => Some("putting back"),
        _ => None,
    }
}

/// Says what is waited for: what may take long enough to be told where nothing moves.
pub(crate) fn waiting(event: &Event<'_>) -> Option<&'static str> {
    match event {
        Event::StepBegins { action: action @ (Action::Prove { .. } | Action::RunHooks { .. }), .. } => doing(action),
        Event::Pulling { .. } => Some("pulling"),
        _ => None,
    }
}

fn doing(action: &Action) -> Option<&'static str> {
    match action {
        Action::Await { .. } | Action::AwaitIfPossible { .. } => None,
        Action::EnsureNetwork { .. } | Action::EnsureVolume { .. } | Action::Create { .. } => Some("creating"),
        Action::RemoveNetwork { .. } | Action::RemoveVolume { .. } | Action::Remove { .. } => Some("removing"),
        Action::PrepareImage(_) => Some("fetching"),
        Action::Start { .. } => Some("starting"),
        Action::RunHooks { point: HookPoint::PostStart, .. } => Some("running what follows its start"),
        Action::RunHooks { point: HookPoint::PreStop, .. } => Some("running what precedes its stop"),
        Action::Stop { .. } => Some("stopping"),
        Action::Rename { .. } | Action::SetRestart { .. } => Some("renaming"),
        Action::Prove { until: Milestone::Completed, .. } => Some("waiting until it has completed"),
        Action::Prove { .. } => Some("waiting until it is up"),
    }
}

fn end_words(change: Change, outcome: LaneOutcome, took: Duration) -> Option<String> {
    let took = seconds(took);
    match outcome {
        LaneOutcome::Done => Some(format!("{}  {}", paint::good(format!("{:9}", past(change))), paint::faint(took))),
        LaneOutcome::PutBack if change == Change::Replace => Some(paint::doubtful(format!("put back, after {took}"))),
        LaneOutcome::PutBack | LaneOutcome::NotRun => None,
        LaneOutcome::Stuck => Some(paint::bad(format!("could not be put back, after {took}"))),
    }
}

//! An event sink that keeps what it is told, as text.

use std::sync::{Mutex, PoisonError};

use gig_core::execute::{Event, EventSink};
use gig_core::plan::{Action, Target};

/// An event sink that keeps what it is told, a line for each event.
#[derive(Debug, Default)]
pub struct Recorder {
    lines: Mutex<Vec<String>>,
}

impl Recorder {
    /// Makes one that was told nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns what it was told so far, in that order.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl EventSink for Recorder {
    fn event(&self, event: &Event<'_>) {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).push(line(event));
    }
}

/// Writes an event without times, so that lines can be compared.
fn line(event: &Event<'_>) -> String {
    match event {
        Event::StepBegins { lane, action } => format!("{lane}: begins {}", words(action)),
        Event::Pulling { lane, progress } => format!("{lane}: pulls {}/{}", progress.current, progress.total),
        Event::StepDone { lane, action, .. } => format!("{lane}: done {}", words(action)),
        Event::StepFailed { lane, action, error } => format!("{lane}: failed {}: {error}", words(action)),
        Event::HookFailed { lane, error } => format!("{lane}: {error}"),
        Event::PuttingBack { lane } => format!("{lane}: puts back"),
        Event::LaneEnds { lane, outcome, .. } => format!("{lane}: ends {outcome:?}"),
        Event::Cancelling => "cancelling".to_owned(),
        other => format!("{other:?}"),
    }
}

fn words(action: &Action) -> String {
    match action {
        Action::Await { lane, until } => format!("await {lane} {until:?}"),
        Action::AwaitIfPossible { lane, until } => format!("await {lane} {until:?} if possible"),
        Action::EnsureNetwork { name } | Action::EnsureVolume { name } => format!("ensure {name}"),
        Action::RemoveNetwork { name, .. } | Action::RemoveVolume { name } => format!("remove {name}"),
        Action::PrepareImage(wanted) => format!("prepare {}", wanted.image),
        Action::Create { name, .. } => format!("create {name}"),
        Action::Start { target } => format!("start {}", which(target)),
        Action::RunHooks { target, point, .. } => format!("run {} in {}", point.as_str(), which(target)),
        Action::Stop { target, .. } => format!("stop {}", which(target)),
        Action::Rename { target, to } => format!("rename {} to {to}", which(target)),
        Action::SetRestart { target, policy } => format!("set restart of {} to {policy}", which(target)),
        Action::Remove { name, .. } => format!("remove {name}"),
        Action::Prove { target, until, .. } => format!("prove {} {until:?}", which(target)),
    }
}

fn which(target: &Target) -> &str {
    match target {
        Target::New => "new",
        Target::Existing(id) => id.short(),
    }
}

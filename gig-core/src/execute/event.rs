//! What happens while a plan is carried out.

use std::time::Duration;

use crate::plan::{Action, LaneName};
use crate::runtime::PullProgress;

/// Receives what happens, in the order in which it happens.
pub trait EventSink: Send + Sync {
    /// Is told of one happening; it must return soon.
    fn event(&self, event: &Event<'_>);
}

/// Something that happens while a plan is carried out.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A step begins.
    StepBegins {
        /// The lane.
        lane: &'a LaneName,
        /// What is done.
        action: &'a Action,
    },
    /// An image arrives.
    Pulling {
        /// The lane.
        lane: &'a LaneName,
        /// How far it has come.
        progress: PullProgress,
    },
    /// A step is done.
    StepDone {
        /// The lane.
        lane: &'a LaneName,
        /// What was done.
        action: &'a Action,
        /// How long it took.
        took: Duration,
    },
    /// A step has failed; what its `if_fails` lists is done next.
    StepFailed {
        /// The lane.
        lane: &'a LaneName,
        /// What was tried.
        action: &'a Action,
        /// Why, as it came from the engine: not yet fit for a terminal.
        error: &'a str,
    },
    /// A hook has failed whose failure changes nothing: one before a stop, or one in what was put back.
    HookFailed {
        /// The lane.
        lane: &'a LaneName,
        /// Which hook, and why: not yet fit for a terminal.
        error: &'a str,
    },
    /// A lane puts back what it has changed.
    PuttingBack {
        /// The lane.
        lane: &'a LaneName,
    },
    /// A lane has come to its end.
    LaneEnds {
        /// The lane.
        lane: &'a LaneName,
        /// How.
        outcome: super::LaneOutcome,
        /// How long it took.
        took: Duration,
    },
    /// No further step is begun: somebody asked for it.
    Cancelling,
}

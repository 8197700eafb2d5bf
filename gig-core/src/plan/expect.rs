//! What must be seen after the last step.

use super::bring_up::{Case, Decision};
use super::{Change, Expectation, HeldBack, Verb, Wanted};
use crate::name::Replica;
use crate::platform::Condition;

/// What must be seen of an instance that is brought up.
pub(super) fn up(case: &Case<'_>, decision: &Decision) -> Expectation {
    let wanted = if case.is_job() { Wanted::Completed } else { up_as(case, decision) };
    Expectation { replica: case.replica.clone(), wanted }
}

/// What must be seen of an instance that is taken down.
pub(super) fn down(verb: Verb, replica: &Replica) -> Expectation {
    let wanted = if verb == Verb::Rm { Wanted::Absent } else { Wanted::Stopped };
    Expectation { replica: replica.clone(), wanted }
}

/// A release that was only held back need not be seen; one that was put in service must.
fn up_as(case: &Case<'_>, decision: &Decision) -> Wanted {
    let proved = decision.draft.as_ref().is_some_and(|draft| matches!(draft.change, Change::Replace | Change::Finish));
    let healthy = proved || case.awaited == Some(Condition::Healthy);
    let differs = matches!(
        decision.held,
        Some(HeldBack::ConfigurationDiffers(_) | HeldBack::ImageDiffers | HeldBack::FailedBefore(_))
    );
    if differs || !decision.is_wanted {
        return Wanted::Up { hash: None, image: None, healthy };
    }
    // Under an unknown version of the hash, what runs is the wanted release all the same.
    let replaced = decision.draft.is_some();
    let hash = replaced.then(|| case.wanted.hash.clone());
    Wanted::Up { hash, image: case.wanted.image.clone(), healthy }
}

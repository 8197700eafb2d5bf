//! The last look: whether what the plan promises is really so.
//!
//! It goes by what is seen alone, not by what the steps have answered.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::future::try_join_all;

use super::perform::{LAST_LINES, Means};
use super::repeat::repeat;
use super::{LaneOutcome, LaneReport, Unmet};
use crate::name::{Replica, Slot};
use crate::plan::{Action, Expectation, Lane, Plan, Wanted};
use crate::platform::ConfigHash;
use crate::runtime::{Health, ImageId, InstanceId, Observed, ObservedInstance, RunState, RuntimeResult};

/// How often the engine has started instances again since this run has started them.
type Restarts = BTreeMap<InstanceId, u32>;

/// Looks once at everything and returns what should be seen and is not.
///
/// # Errors
/// The look cannot be taken.
pub(super) async fn last_look(plan: &Plan, lanes: &[LaneReport], means: Means<'_>) -> RuntimeResult<Vec<Unmet>> {
    if plan.expectations.is_empty() {
        return Ok(Vec::new());
    }
    let observed = repeat(means.clock, || means.runtime.observe(&plan.project)).await?;
    let started = started(plan, lanes);
    let is_of_interest =
        |seen: &&ObservedInstance| seen.state == RunState::Running && started.contains(&seen.key.replica());
    let looks = observed.instances.iter().filter(is_of_interest).map(|seen| restarts(seen, means));
    let restarts = try_join_all(looks).await?;
    let mut unmet = unmet(&plan.expectations, &observed, &restarts.into_iter().flatten().collect());
    for unmet in unmet.iter_mut().filter(|unmet| started.contains(&unmet.replica)) {
        unmet.last_lines = last_lines(&unmet.replica, &observed, means).await;
    }
    Ok(unmet)
}

/// What was started and did not stay up says best itself why; where its lines cannot be had, there are none.
async fn last_lines(replica: &Replica, observed: &Observed, means: Means<'_>) -> Vec<String> {
    let in_service = |seen: &&ObservedInstance| seen.key.is(replica) && seen.name.slot == Slot::Base;
    let Some(seen) = observed.instances.iter().find(in_service) else { return Vec::new() };
    means.runtime.log_tail(&seen.id, LAST_LINES).await.unwrap_or_default()
}

/// Returns the instances whose lanes have started something: a start sets the engine's count of restarts back to 0, so
/// only of these it says something about this run.
fn started(plan: &Plan, lanes: &[LaneReport]) -> BTreeSet<Replica> {
    let starts = |lane: &Lane| lane.steps.iter().any(|step| matches!(step.action, Action::Start { .. }));
    let done = plan.lanes.iter().zip(lanes).filter(|(_, report)| report.outcome == LaneOutcome::Done);
    done.filter(|(lane, _)| starts(lane)).filter_map(|(lane, _)| lane.name.replica()).collect()
}

async fn restarts(seen: &ObservedInstance, means: Means<'_>) -> RuntimeResult<Option<(InstanceId, u32)>> {
    let inspection = repeat(means.clock, || means.runtime.inspect(&seen.id)).await?;
    Ok(inspection.map(|inspection| (inspection.id, inspection.restarts)))
}

fn unmet(expectations: &[Expectation], observed: &Observed, restarts: &Restarts) -> Vec<Unmet> {
    let unmet = |expectation: &Expectation| {
        let look = Look::new(&expectation.replica, observed, restarts);
        let seen = look.what_is_amiss(&expectation.wanted)?;
        let Expectation { replica, wanted } = expectation.clone();
        Some(Unmet { replica, wanted, seen, serving: look.serves(), last_lines: Vec::new() })
    };
    expectations.iter().filter_map(unmet).collect()
}

/// What is seen of one instance of a service.
struct Look<'a> {
    instances: Vec<&'a ObservedInstance>,
    restarts: &'a Restarts,
}

impl<'a> Look<'a> {
    fn new(replica: &Replica, observed: &'a Observed, restarts: &'a Restarts) -> Self {
        let instances = observed.instances.iter().filter(|seen| seen.key.is(replica)).collect();
        Self { instances, restarts }
    }

    /// Returns what is seen instead of what is wanted; `None` where that is seen.
    fn what_is_amiss(&self, wanted: &Wanted) -> Option<String> {
        match wanted {
            Wanted::Up { hash, image, healthy } => self.not_up(hash.as_ref(), image.as_ref(), *healthy),
            Wanted::Completed => self.each_in_service(|seen| {
                (seen.state != RunState::Exited || seen.exit_code != Some(0)).then(|| state(seen))
            }),
            Wanted::Stopped => self.first(|seen| seen.state.is_alive()).map(named_state),
            Wanted::Absent => self.first(|_| true).map(named_state),
        }
    }

    fn not_up(&self, hash: Option<&ConfigHash>, image: Option<&ImageId>, healthy: bool) -> Option<String> {
        self.each_in_service(|seen| {
            if seen.state != RunState::Running {
                return Some(state(seen));
            }
            let restarts = self.restarts.get(&seen.id).copied().unwrap_or_default();
            let but = match seen.health {
                Health::Unhealthy => "unhealthy".to_owned(),
                Health::Starting if healthy => "not healthy yet".to_owned(),
                _ if restarts > 0 => format!("restarts {restarts}"),
                _ if hash.is_some_and(|hash| seen.hash.as_ref() != Some(hash)) => "another configuration".to_owned(),
                _ if image.is_some_and(|image| seen.image_id != *image) => "another image".to_owned(),
                Health::None | Health::Starting | Health::Healthy => return None,
            };
            Some(format!("up, {but}"))
        })
        .or_else(|| self.first(is_in_the_way).map(|seen| format!("up, and `{}` {}", seen.name, state(seen))))
    }

    /// Asks of all that are in service what is amiss; that there is none is amiss as well.
    fn each_in_service(&self, amiss: impl Fn(&ObservedInstance) -> Option<String>) -> Option<String> {
        let mut in_service = self.instances.iter().filter(|seen| seen.name.slot == Slot::Base).peekable();
        if in_service.peek().is_none() {
            return Some("absent".to_owned());
        }
        in_service.find_map(|seen| amiss(seen))
    }

    fn first(&self, is: impl Fn(&ObservedInstance) -> bool) -> Option<&'a ObservedInstance> {
        self.instances.iter().copied().find(|seen| is(seen))
    }

    /// An instance that was displaced and runs has kept the aliases that traffic follows.
    fn serves(&self) -> bool {
        self.first(|seen| seen.state == RunState::Running && matches!(seen.name.slot, Slot::Base | Slot::Old)).is_some()
    }
}

/// Beside the one in service no other lives, and none is left in a slot that only exists during a run.
fn is_in_the_way(seen: &ObservedInstance) -> bool {
    match seen.name.slot {
        Slot::Base => false,
        Slot::Next | Slot::Old => true,
        Slot::Previous | Slot::Failed => seen.state.is_alive(),
    }
}

fn named_state(seen: &ObservedInstance) -> String {
    match seen.name.slot {
        Slot::Base => state(seen),
        Slot::Next | Slot::Old | Slot::Previous | Slot::Failed => format!("`{}` {}", seen.name, state(seen)),
    }
}

fn state(seen: &ObservedInstance) -> String {
    match (seen.state, seen.exit_code) {
        (RunState::Exited, Some(code)) => format!("exited {code}"),
        (state, _) => state.to_string(),
    }
}

#[cfg(test)]
mod tests;

//! What happens by itself: processes end, health checks find something, restart policies act.

use std::time::Duration;

use gig_core::platform::RestartPolicy;
use gig_core::runtime::{InstanceId, RunState};

use super::instance::{Happening, Instance};
use super::world::World;

/// How long the engine waits before it starts a container again for the first time; it doubles.
const FIRST_BACK_OFF: Duration = Duration::from_millis(100);
/// The longest that the engine waits.
pub(super) const LONGEST_BACK_OFF: Duration = Duration::from_secs(60);
/// After a run of this length the engine begins with the shortest wait again.
const LONG_RUN: Duration = Duration::from_secs(10);

impl World {
    /// Lets everything happen that was due until now.
    pub(super) fn settle(&mut self) {
        let now = self.now();
        while let Some((at, id, happening)) = self.next_until(now) {
            self.happen(&id, happening, at);
        }
    }

    fn next_until(&self, now: Duration) -> Option<(Duration, InstanceId, Happening)> {
        let due = |instance: &Instance| instance.next().map(|(at, what)| (at, instance.id.clone(), what));
        self.instances.values().filter_map(due).min().filter(|(at, _, _)| *at <= now)
    }

    fn happen(&mut self, id: &InstanceId, happening: Happening, at: Duration) {
        let Some(instance) = self.instances.get_mut(id) else { return };
        instance.agenda.retain(|entry| *entry != (at, happening));
        match happening {
            Happening::Finds(health) => instance.health = health,
            Happening::Ends(code) => end(instance, code, at),
            Happening::StartsAgain => self.start_again(id, at),
        }
    }

    fn start_again(&mut self, id: &InstanceId, at: Duration) {
        if let Some(instance) = self.instances.get_mut(id) {
            instance.restarts += 1;
        }
        // Where the engine cannot start it again, it leaves it ended, and asks nobody.
        if self.launch(id, at).is_err()
            && let Some(instance) = self.instances.get_mut(id)
        {
            instance.rest(RunState::Exited, at);
        }
    }

    /// Ends all that lives and starts what policies ask for, as an engine that is started again does.
    pub(super) fn restart_engine(&mut self) {
        let now = self.now();
        for instance in self.instances.values_mut().filter(|instance| instance.state.is_alive()) {
            instance.exit_code = 137;
            instance.rest(RunState::Exited, now);
            instance.agenda = Vec::new();
            if comes_back(instance) {
                instance.state = RunState::Restarting;
                instance.agenda.push((now, Happening::StartsAgain));
            }
        }
        for instance in self.instances.values_mut() {
            if instance.state == RunState::Exited && instance.restart == RestartPolicy::Always {
                instance.state = RunState::Restarting;
                instance.agenda.push((now, Happening::StartsAgain));
            }
        }
        self.settle();
    }
}

/// Ends the process, and plans the next start where the policy asks for one.
fn end(instance: &mut Instance, code: i64, at: Duration) {
    let ran = at.saturating_sub(instance.started_at);
    instance.exit_code = code;
    if !asks_for_another(instance) {
        instance.rest(RunState::Exited, at);
        return;
    }
    let doubled = (instance.back_off * 2).clamp(FIRST_BACK_OFF, LONGEST_BACK_OFF);
    instance.back_off = if ran >= LONG_RUN { FIRST_BACK_OFF } else { doubled };
    instance.rest(RunState::Restarting, at);
    instance.agenda.push((at + instance.back_off, Happening::StartsAgain));
}

fn asks_for_another(instance: &Instance) -> bool {
    if instance.stopped_by_hand {
        return false;
    }
    match instance.restart {
        RestartPolicy::No => false,
        RestartPolicy::Always | RestartPolicy::UnlessStopped => true,
        RestartPolicy::OnFailure(0) => instance.exit_code != 0,
        RestartPolicy::OnFailure(most) => instance.exit_code != 0 && instance.restarts < most,
    }
}

/// Returns whether an engine that starts again brings back what lived when it ended.
fn comes_back(instance: &Instance) -> bool {
    instance.restart != RestartPolicy::No
}

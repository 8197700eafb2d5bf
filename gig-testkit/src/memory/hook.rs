//! Hooks: they end as the image's behaviour says, at once.

use gig_core::platform::Hook;
use gig_core::runtime::{HookEnd, InstanceId, RunState};

use super::refusal::Refusal;
use super::world::World;

impl World {
    pub(super) fn run_hook(&self, id: &InstanceId, hook: &Hook) -> Result<HookEnd, Refusal> {
        let instance = self.instance(id)?;
        if instance.state != RunState::Running {
            return Err(Refusal::conflict(format!("container {} is not running", id.short())));
        }
        let told = instance.behaviour.hooks.iter().find(|(command, _)| *command == hook.command);
        Ok(told.map_or(HookEnd { exit_code: 0, last_lines: Vec::new() }, |(_, end)| end.clone()))
    }
}

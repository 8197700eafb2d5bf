//! Renaming, changing and removing containers.

use gig_core::name::InstanceName;
use gig_core::platform::RestartPolicy;
use gig_core::runtime::{InstanceId, Removed, RunState};

use super::refusal::Refusal;
use super::violation::Violation;
use super::world::World;

impl World {
    pub(super) fn rename(&mut self, id: &InstanceId, name: &InstanceName) -> Result<(), Refusal> {
        let name = name.to_string();
        self.instance(id)?;
        if let Some(holder) = self.named(&name).filter(|holder| holder.id != *id) {
            let message = format!("the container name \"/{name}\" is already in use by container {}", holder.id);
            return Err(Refusal::conflict(message));
        }
        self.instance_mut(id)?.name = name;
        Ok(())
    }

    pub(super) fn set_restart(&mut self, id: &InstanceId, policy: RestartPolicy) -> Result<(), Refusal> {
        let instance = self.instance_mut(id)?;
        if matches!(instance.state, RunState::Dead | RunState::Removing) {
            return Err(Refusal::conflict("container is marked for removal and cannot be \"update\""));
        }
        instance.restart = policy;
        Ok(())
    }

    /// Removes a container. One that is being removed is waited for, which takes no time here.
    pub(super) fn remove(&mut self, id: &InstanceId) -> Result<Removed, Refusal> {
        let Some(instance) = self.instances.get(id) else { return Ok(Removed::Absent) };
        if instance.state.is_alive() {
            let violation = Violation::RunningRemoved { id: id.clone(), name: instance.name.clone() };
            self.ledger.violations.push(violation);
            return Err(Refusal::conflict("you cannot remove a running container"));
        }
        self.instances.remove(id);
        Ok(Removed::Removed)
    }
}

//! What was asked of the engine in memory, and what of it must never have been asked.

use std::collections::BTreeSet;
use std::fmt;

use gig_core::name::ProjectName;
use gig_core::runtime::{InstanceId, RuntimeErrorKind};

use super::instance::Instance;
use super::refusal::Refusal;
use super::violation::Violation;
use super::volume::is_anonymous;
use super::world::{VolumeRecord, World};
use crate::call::Call;

/// A call as the engine in memory wrote it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The call.
    pub call: Call,
    /// The instance that it touched, or made.
    pub instance: Option<InstanceId>,
    /// The name that the instance had before the call, or got from it; else what the call names.
    pub name: String,
    /// Why it was refused, where it was.
    pub refused: Option<RuntimeErrorKind>,
}

impl fmt::Display for Recorded {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.call.describe(&self.name))?;
        match self.refused {
            Some(kind) => write!(formatter, " -> {kind:?}"),
            None => Ok(()),
        }
    }
}

/// What was asked, and what of it must never have been asked.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) calls: Vec<Recorded>,
    pub(super) violations: Vec<Violation>,
    /// The projects that were looked at: nothing else may be touched.
    pub(super) known: BTreeSet<ProjectName>,
    pub(super) data_may_go: bool,
}

impl World {
    /// Carries a call out, and writes it down with what it must not have done.
    pub(super) fn perform<T>(
        &mut self,
        call: &Call,
        action: impl FnOnce(&mut Self) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let name_before = call.instance().and_then(|id| self.instances.get(id)).map(|instance| instance.name.clone());
        let name = name_before.unwrap_or_else(|| call.resource());
        if call.is_mutating() && self.is_foreign(call) {
            self.ledger.violations.push(Violation::ForeignTouched { call: call.describe(&name) });
        }
        let result = action(self);
        let refused = result.as_ref().err().map(|refusal| refusal.kind);
        let made = matches!(call, Call::Create(_)).then(|| self.named(&name).map(|made| made.id.clone())).flatten();
        let instance = call.instance().cloned().or(made);
        self.ledger.calls.push(Recorded { call: call.clone(), instance, name, refused });
        result
    }

    /// Returns whether the call is about something that is not gig's, or of a project that nobody looked at.
    fn is_foreign(&self, call: &Call) -> bool {
        match call {
            Call::RemoveNetwork(id) => self.networks.get(id).is_some_and(|network| !self.is_known(&network.project)),
            Call::RemoveVolume(name) => {
                let of_nobody = |volume: &VolumeRecord| volume.project.is_none() && is_anonymous(name);
                self.volumes.get(name).is_some_and(|volume| !of_nobody(volume) && !self.is_known(&volume.project))
            }
            _ => {
                let instance = call.instance().and_then(|id| self.instances.get(id));
                let project = |instance: &Instance| instance.key().map(|key| key.project.to_string());
                instance.is_some_and(|instance| !self.is_known(&project(instance)))
            }
        }
    }

    fn is_known(&self, project: &Option<String>) -> bool {
        project.as_ref().is_some_and(|project| self.ledger.known.iter().any(|known| known.as_str() == project))
    }
}

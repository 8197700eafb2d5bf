//! Where the hooks of a service stand among what is done.
//!
//! They belong to a start and to a stop, not to a configuration: those of the file as it is now are run, also in an
//! instance that was made of an earlier one. Nothing tells afterwards whether they were run. So a trial that was cut short
//! runs them again; what had nobody to come back to is in service already, and is left as it is.

use std::time::Duration;

use super::{Action, PlanOptions, Target};
use crate::platform::{HookPoint, Service};
use crate::runtime::RunState;

/// The hooks of a service: which there are, and how long they may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hooked {
    after_start: bool,
    before_stop: bool,
    within: Duration,
}

impl Hooked {
    /// Looks at what `service` has.
    pub(super) fn new(service: &Service, options: &PlanOptions) -> Self {
        let has = |point| !service.hooks.at(point).is_empty();
        let within = options.patience;
        Self { after_start: has(HookPoint::PostStart), before_stop: has(HookPoint::PreStop), within }
    }

    /// Starts an instance and sets it up.
    pub(super) fn start(self, target: &Target) -> Vec<Action> {
        let start = Action::Start { target: target.clone() };
        std::iter::once(start).chain(self.after_start(target)).collect()
    }

    /// What is run in an instance that was started.
    pub(super) fn after_start(self, target: &Target) -> Option<Action> {
        self.after_start.then(|| self.run(target, HookPoint::PostStart))
    }

    /// What is run in an instance that will be stopped: nothing, where it does not run.
    pub(super) fn before_stop(self, target: &Target, state: RunState) -> Option<Action> {
        (self.before_stop && state == RunState::Running).then(|| self.run(target, HookPoint::PreStop))
    }

    fn run(self, target: &Target, point: HookPoint) -> Action {
        Action::RunHooks { target: target.clone(), point, within: self.within }
    }
}

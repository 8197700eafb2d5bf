//! The hooks of a service, run in one of its instances one after the other.

use std::time::Duration;

use futures_util::future::{Either, select};

use super::Event;
use super::perform::{ActionError, Performer};
use crate::plan::Target;
use crate::platform::{Hook, HookPoint};
use crate::runtime::{HookEnd, InstanceId, RuntimeError};

/// That a hook has failed.
#[derive(Debug, thiserror::Error)]
#[error("hook {number} of `{}`, `{program}`, {why}", point.as_str())]
pub(super) struct HookFailure {
    point: HookPoint,
    /// Counted from 1.
    number: usize,
    program: String,
    why: Why,
    /// What it wrote last.
    pub(super) last_lines: Vec<String>,
}

#[derive(Debug, thiserror::Error)]
enum Why {
    #[error("ended with exit code {0}")]
    Ended(i64),
    #[error("did not end within {} s", .0.as_secs_f64())]
    TooLate(Duration),
    #[error("could not be run: {0}")]
    NotRun(#[from] RuntimeError),
}

impl Performer<'_> {
    /// Runs the hooks of that point, up to the first that fails. Before a stop a failure is only told of: what cannot
    /// prepare for its end must end all the same.
    pub(super) async fn run_hooks(
        &self,
        target: &Target,
        point: HookPoint,
        within: Duration,
    ) -> Result<(), ActionError> {
        let id = self.id(target)?;
        let (service, _) = self.service()?;
        for (number, hook) in (1..).zip(service.hooks.at(point)) {
            let Err((why, last_lines)) = self.run_hook(id, hook, within).await else { continue };
            let program = hook.command.first().cloned().unwrap_or_default();
            let failure = HookFailure { point, number, program, why, last_lines };
            match point {
                HookPoint::PostStart => return Err(Box::new(failure).into()),
                HookPoint::PreStop => self.tell(&failure),
            }
        }
        Ok(())
    }

    /// Nothing else tells of it, so what it said last is told too.
    fn tell(&self, failure: &HookFailure) {
        let said = failure.last_lines.last().map(|line| format!(": {line}")).unwrap_or_default();
        self.means.events.event(&Event::HookFailed { lane: self.lane, error: &format!("{failure}{said}") });
    }

    /// A hook is run once: where its answer was lost nobody knows what it has done.
    async fn run_hook(&self, id: &InstanceId, hook: &Hook, within: Duration) -> Result<(), (Why, Vec<String>)> {
        let running = self.means.runtime.run_hook(id, hook);
        match select(running, self.means.clock.sleep(within)).await {
            Either::Left((Ok(HookEnd { exit_code: 0, .. }), _)) => Ok(()),
            Either::Left((Ok(end), _)) => Err((Why::Ended(end.exit_code), end.last_lines)),
            Either::Left((Err(error), _)) => Err((error.into(), Vec::new())),
            Either::Right(((), _)) => Err((Why::TooLate(within), Vec::new())),
        }
    }
}

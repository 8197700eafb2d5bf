//! What a lane has changed, put back: a list of actions, done to its end whatever happens.

use std::time::Duration;

use super::Event;
use super::perform::{ActionError, Performer};
use crate::plan::{Action, Target};
use crate::runtime::{InstanceId, RuntimeErrorKind};

/// How long a start waits before it is tried again where another lane is giving back what it needs, a host port or the
/// namespaces it lives in: that stops an instance at the same time, which has five seconds, and may wait for another.
const HAND_OVER: [Duration; 5] = [
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(5),
    Duration::from_secs(10),
];

impl Performer<'_> {
    /// Does all of `actions` and returns the first error.
    ///
    /// An action that fails does not keep the others from being done: each names what it is done to. But once a
    /// stop has failed nothing is started, for two instances would hold one port or write one volume.
    pub(super) async fn put_back(self, actions: &[Action]) -> Option<String> {
        let mut first_error = None;
        let mut may_start = true;
        let mut patience: &[Duration] = &[];
        for action in actions {
            if matches!(action, Action::Await { .. }) {
                patience = &HAND_OVER;
                continue;
            }
            let forbidden = matches!(action, Action::Start { .. }) && !may_start;
            if forbidden || self.is_without_object(action) {
                continue;
            }
            if matches!(action, Action::RunHooks { .. }) {
                self.run_hooks_again(action).await;
                continue;
            }
            if let Err(error) = self.patiently(action, patience).await
                && !is_gone(action, &error)
            {
                may_start &= !matches!(action, Action::Stop { .. });
                first_error.get_or_insert(error.to_string());
            }
        }
        first_error
    }

    /// What serves again is back, whether or not its hooks succeed: those of the file may be meant for another release.
    async fn run_hooks_again(&self, action: &Action) {
        if let Err(error) = self.perform(action).await {
            self.means.events.event(&Event::HookFailed { lane: self.lane, error: &error.to_string() });
        }
    }

    /// Does an action, and a start again after each of the pauses where it fails.
    async fn patiently(&self, action: &Action, pauses: &[Duration]) -> Result<Option<InstanceId>, ActionError> {
        for pause in pauses.iter().filter(|_| matches!(action, Action::Start { .. })) {
            match self.perform(action).await {
                Ok(done) => return Ok(done),
                Err(_) => self.means.clock.sleep(*pause).await,
            }
        }
        self.perform(action).await
    }

    /// What was never created need not be put back.
    fn is_without_object(&self, action: &Action) -> bool {
        self.new.is_none() && target(action) == Some(&Target::New)
    }
}

/// A new instance that somebody has removed meanwhile need not be put back either.
fn is_gone(action: &Action, error: &ActionError) -> bool {
    let not_found = matches!(error, ActionError::Runtime(error) if error.kind == RuntimeErrorKind::NotFound);
    not_found && target(action) == Some(&Target::New)
}

fn target(action: &Action) -> Option<&Target> {
    match action {
        Action::Start { target }
        | Action::RunHooks { target, .. }
        | Action::Stop { target, .. }
        | Action::Rename { target, .. }
        | Action::SetRestart { target, .. }
        | Action::Remove { target, .. }
        | Action::Prove { target, .. } => Some(target),
        Action::Await { .. }
        | Action::AwaitIfPossible { .. }
        | Action::EnsureNetwork { .. }
        | Action::RemoveNetwork { .. }
        | Action::EnsureVolume { .. }
        | Action::RemoveVolume { .. }
        | Action::PrepareImage(_)
        | Action::Create { .. } => None,
    }
}

//! What a lane has changed, put back: a list of actions, done to its end whatever happens.

use std::time::Duration;

use super::perform::{ActionError, Performer};
use crate::plan::{Action, Target};
use crate::runtime::{InstanceId, RuntimeErrorKind};

/// How long a start waits before it is tried again where another lane is giving back what it needs, a host port: that
/// stops an instance at the same time, which has five seconds.
const HAND_OVER: [Duration; 4] =
    [Duration::from_millis(500), Duration::from_secs(1), Duration::from_secs(3), Duration::from_secs(5)];

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
            if let Err(error) = self.patiently(action, patience).await
                && !is_gone(action, &error)
            {
                may_start &= !matches!(action, Action::Stop { .. });
                first_error.get_or_insert(error.to_string());
            }
        }
        first_error
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

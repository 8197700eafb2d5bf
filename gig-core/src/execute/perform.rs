//! What each action is on a runtime: the one match over the actions.
//!
//! When an action is done, and what follows from it, is not decided here.

use crate::clock::Clock;
use crate::name::InstanceName;
use crate::plan::{Action, LaneName, Target};
use crate::platform::{ConfigHash, InheritedVolume, InstanceKey, InstanceSpec, Platform, Service};
use crate::runtime::{
    ContainerRuntime, ImageFacts, Inspection, InstanceId, RuntimeError, RuntimeErrorKind, RuntimeResult, WantedImage,
};

use super::hooks::HookFailure;
use super::prove::{Proof, Unproved};
use super::repeat::repeat;
use super::{Event, EventSink};

/// How many of the last lines of a failed instance are kept.
pub(super) const LAST_LINES: usize = 20;

/// What all steps are done with.
#[derive(Clone, Copy)]
pub(super) struct Means<'a> {
    pub(super) runtime: &'a dyn ContainerRuntime,
    pub(super) platform: &'a Platform,
    pub(super) events: &'a dyn EventSink,
    pub(super) clock: &'a dyn Clock,
}

/// Does the actions of one lane.
pub(super) struct Performer<'a> {
    pub(super) means: Means<'a>,
    pub(super) lane: &'a LaneName,
    /// What the lane has created.
    pub(super) new: Option<InstanceId>,
}

/// That a step has failed.
pub(super) struct StepFailure {
    /// Why.
    pub(super) error: String,
    /// The last lines of the instance that it was done to.
    pub(super) last_lines: Vec<String>,
}

/// Why an action failed.
#[derive(Debug, thiserror::Error)]
pub(super) enum ActionError {
    #[error(transparent)]
    Runtime(#[from] RuntimeError),
    #[error(transparent)]
    Unproved(#[from] Unproved),
    #[error(transparent)]
    Hook(#[from] Box<HookFailure>),
    #[error("the file has changed since the plan was made: {0}")]
    FileChanged(String),
    #[error("the plan speaks of a new instance before it creates one")]
    NothingCreated,
}

impl<'a> Performer<'a> {
    /// Does an action as a step; returns what it has created.
    pub(super) async fn step(self, action: &Action) -> Result<Option<InstanceId>, StepFailure> {
        match self.perform(action).await {
            Ok(created) => Ok(created),
            Err(error) => {
                let message = error.to_string();
                let last_lines = match error {
                    ActionError::Hook(failure) => failure.last_lines,
                    _ => self.last_lines(action).await,
                };
                Err(StepFailure { error: message, last_lines })
            }
        }
    }

    /// Does an action; returns what it has created.
    pub(super) async fn perform(&self, action: &Action) -> Result<Option<InstanceId>, ActionError> {
        let Means { runtime, clock, .. } = self.means;
        match action {
            Action::Await { .. } | Action::AwaitIfPossible { .. } => {}
            Action::EnsureNetwork { name } => self.ensure_network(name).await?,
            Action::RemoveNetwork { id, .. } => drop(repeat(clock, || runtime.remove_network(id)).await?),
            Action::EnsureVolume { name } => self.ensure_volume(name).await?,
            Action::RemoveVolume { name } => drop(repeat(clock, || runtime.remove_volume(name)).await?),
            Action::PrepareImage(wanted) => drop(self.prepare_image(wanted).await?),
            Action::Create { name, hash, inherited } => return self.create(name, hash, inherited).await.map(Some),
            Action::Start { target } => self.start(target).await?,
            Action::RunHooks { target, point, within } => self.run_hooks(target, *point, *within).await?,
            Action::Stop { target, grace } => {
                let id = self.id(target)?;
                repeat(clock, || runtime.stop(id, *grace)).await?;
            }
            Action::Rename { target, to } => {
                let id = self.id(target)?;
                repeat(clock, || runtime.rename(id, to)).await?;
            }
            Action::SetRestart { target, policy } => {
                let id = self.id(target)?;
                repeat(clock, || runtime.set_restart(id, *policy)).await?;
            }
            Action::Remove { target, .. } => {
                let id = self.id(target)?;
                repeat(clock, || runtime.remove(id)).await?;
            }
            Action::Prove { target, until, within, settle } => {
                self.prove(target, Proof { until: *until, within: *within, settle: *settle }).await?;
            }
        }
        Ok(None)
    }

    /// Returns the id of what an action is done to.
    pub(super) fn id<'b>(&'b self, target: &'b Target) -> Result<&'b InstanceId, ActionError> {
        match target {
            Target::New => self.new.as_ref().ok_or(ActionError::NothingCreated),
            Target::Existing(id) => Ok(id),
        }
    }

    /// Looks closely at an instance that must be there.
    pub(super) async fn inspect(&self, id: &InstanceId) -> RuntimeResult<Inspection> {
        let found = repeat(self.means.clock, || self.means.runtime.inspect(id)).await?;
        found.ok_or_else(|| {
            RuntimeError::new(RuntimeErrorKind::NotFound, "inspect instance", id.short(), "it is not there any more")
        })
    }

    async fn ensure_network(&self, name: &str) -> Result<(), ActionError> {
        let Means { runtime, platform, clock, .. } = self.means;
        let known = platform.networks.iter().find(|network| network.name == name);
        let network = known.ok_or_else(|| file_changed(format!("it has no network `{name}`")))?;
        repeat(clock, || runtime.ensure_network(&platform.project, network)).await?;
        Ok(())
    }

    async fn ensure_volume(&self, name: &str) -> Result<(), ActionError> {
        let Means { runtime, platform, clock, .. } = self.means;
        let known = platform.volumes.iter().find(|volume| volume.name == name);
        let volume = known.ok_or_else(|| file_changed(format!("it has no volume `{name}`")))?;
        repeat(clock, || runtime.ensure_volume(&platform.project, volume)).await?;
        Ok(())
    }

    async fn prepare_image(&self, wanted: &WantedImage) -> RuntimeResult<ImageFacts> {
        let Means { runtime, events, clock, .. } = self.means;
        let on_progress = |progress| events.event(&Event::Pulling { lane: self.lane, progress });
        repeat(clock, || runtime.prepare_image(wanted, &on_progress)).await
    }

    async fn create(
        &self,
        name: &InstanceName,
        hash: &ConfigHash,
        inherited: &[InheritedVolume],
    ) -> Result<InstanceId, ActionError> {
        let Means { runtime, platform, clock, .. } = self.means;
        let (service, ordinal) = self.service()?;
        let key = InstanceKey { project: platform.project.clone(), service: service.name.clone(), ordinal };
        let spec = InstanceSpec::new(key, name.clone(), service.configuration.clone()).inheriting(inherited.to_vec());
        if spec.hash != *hash {
            return Err(file_changed(format!("service `{}` is another one there", service.name)));
        }
        Ok(repeat(clock, || runtime.create(&spec)).await?)
    }

    /// The mark is read once: with it, a start whose answer was lost is not made a second time.
    async fn start(&self, target: &Target) -> Result<(), ActionError> {
        let Means { runtime, clock, .. } = self.means;
        let id = self.id(target)?;
        let last = match target {
            Target::New => None,
            Target::Existing(id) => self.inspect(id).await?.started,
        };
        Ok(repeat(clock, || runtime.start(id, last.as_ref())).await?)
    }

    /// Returns the service of the lane, and which of its instances the lane is about.
    pub(super) fn service(&self) -> Result<(&'a Service, u32), ActionError> {
        let found = self
            .lane
            .replica()
            .and_then(|replica| Some((self.means.platform.service(&replica.service)?, replica.ordinal)));
        found.ok_or_else(|| file_changed(format!("it has no service `{}`", self.lane)))
    }

    /// An instance that ran and failed says best itself why; where its lines cannot be had, there are none.
    async fn last_lines(&self, action: &Action) -> Vec<String> {
        let (Action::Start { target } | Action::Prove { target, .. }) = action else { return Vec::new() };
        let Ok(id) = self.id(target) else { return Vec::new() };
        self.means.runtime.log_tail(id, LAST_LINES).await.unwrap_or_default()
    }
}

fn file_changed(what: String) -> ActionError {
    ActionError::FileChanged(what)
}

//! An engine in memory: a [`ContainerRuntime`] that is stricter than a real one, on tokio's time.
//!
//! It keeps the rules of an engine (names are unique, ports and images are looked at when the engine looks
//! at them, policies and health checks act by themselves), refuses what a real engine only seems to do, and
//! writes down every call and every [`Violation`] of what gig promises. Nothing is random: ids are counted.
//! It is not a model of Swarm, and its containers do nothing but live, end and fill their volumes.

mod behaviour;
mod change;
mod create;
mod hook;
mod image;
mod instance;
mod ledger;
mod life;
mod network;
mod normalized;
mod observe;
mod questions;
mod refusal;
mod setup;
mod start;
mod stranger;
mod violation;
mod volume;
mod world;

pub use behaviour::{Availability, Farewell, ImageBehaviour, Life};
pub use ledger::Recorded;
pub use stranger::StrangerScript;
pub use violation::Violation;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use gig_core::name::{InstanceName, ProjectName};
use gig_core::platform::{Hook, ImageReference, InstanceSpec, Network, RestartPolicy, Volume};
use gig_core::runtime::{
    Capabilities, ContainerRuntime, Ensured, HookEnd, ImageFacts, Inspection, InstanceId, NetworkId, Observed,
    OnProgress, PullProgress, Removed, RuntimeResult, StartMark, WantedImage,
};

use crate::call::Call;
use image::Preparation;
use refusal::Refusal;
use world::World;

/// An engine in memory. A clone is another handle of the same engine.
#[derive(Debug, Clone)]
pub struct MemoryRuntime {
    world: Arc<Mutex<World>>,
}

impl MemoryRuntime {
    /// Makes an engine that has nothing.
    #[must_use]
    pub fn new() -> Self {
        Self { world: Arc::new(Mutex::new(World::new())) }
    }

    /// Locks the world after letting happen what was due.
    fn world(&self) -> MutexGuard<'_, World> {
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        world.settle();
        world
    }

    /// Carries a call out between two moments in which others may have theirs carried out.
    async fn call<T>(
        &self,
        call: Call,
        action: impl FnOnce(&mut World) -> Result<T, Refusal> + Send,
    ) -> RuntimeResult<T> {
        tokio::task::yield_now().await;
        let result = self.world().perform(&call, action).map_err(|refusal| refusal.of(&call));
        tokio::task::yield_now().await;
        result
    }

    async fn fetch(
        &self,
        call: &Call,
        image: &ImageReference,
        takes: Duration,
        on_progress: OnProgress<'_>,
    ) -> RuntimeResult<ImageFacts> {
        const PARTS: u32 = 4;
        for part in 1..=PARTS {
            tokio::time::sleep(takes / PARTS).await;
            on_progress(PullProgress { current: u64::from(part), total: u64::from(PARTS) });
        }
        self.world().images.fetch(image).map_err(|refusal| refusal.of(call))
    }
}

impl Default for MemoryRuntime {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl ContainerRuntime for MemoryRuntime {
    fn description(&self) -> String {
        "engine in memory".to_owned()
    }

    fn capabilities(&self) -> Capabilities {
        self.world().capabilities.clone()
    }

    async fn observe(&self, project: &ProjectName) -> RuntimeResult<Observed> {
        self.call(Call::Observe(project.clone()), |world| Ok(world.observe(project))).await
    }

    async fn inspect(&self, id: &InstanceId) -> RuntimeResult<Option<Inspection>> {
        self.call(Call::Inspect(id.clone()), |world| Ok(world.inspect(id))).await
    }

    async fn prepare_image(&self, wanted: &WantedImage, on_progress: OnProgress<'_>) -> RuntimeResult<ImageFacts> {
        let call = Call::PrepareImage(wanted.clone());
        match self.call(call.clone(), |world| world.images.prepare(&wanted.image, wanted.pull)).await? {
            Preparation::Present(facts) => Ok(facts),
            Preparation::Fetch(takes) => self.fetch(&call, &wanted.image, takes, on_progress).await,
        }
    }

    async fn ensure_network(&self, project: &ProjectName, network: &Network) -> RuntimeResult<Ensured> {
        let call = Call::EnsureNetwork(network.name.clone());
        self.call(call, |world| world.ensure_network(project, network)).await
    }

    async fn ensure_volume(&self, project: &ProjectName, volume: &Volume) -> RuntimeResult<Ensured> {
        let call = Call::EnsureVolume(volume.name.clone());
        self.call(call, |world| world.ensure_volume(project, volume)).await
    }

    async fn create(&self, spec: &InstanceSpec) -> RuntimeResult<InstanceId> {
        self.call(Call::Create(spec.name.clone()), |world| world.create(spec)).await
    }

    async fn start(&self, id: &InstanceId, last: Option<&StartMark>) -> RuntimeResult<()> {
        self.call(Call::Start(id.clone()), |world| world.start(id, last)).await
    }

    async fn stop(&self, id: &InstanceId, grace: Option<Duration>) -> RuntimeResult<()> {
        let wait = |world: &mut World| {
            let now = world.now();
            world.stop(id, grace).map(|ended| ended.map(|ended| ended.saturating_sub(now)))
        };
        if let Some(wait) = self.call(Call::Stop(id.clone()), wait).await? {
            tokio::time::sleep(wait).await;
        }
        Ok(())
    }

    async fn run_hook(&self, id: &InstanceId, hook: &Hook) -> RuntimeResult<HookEnd> {
        let call = Call::RunHook(id.clone(), hook.command.clone());
        self.call(call, |world| world.run_hook(id, hook)).await
    }

    async fn rename(&self, id: &InstanceId, name: &InstanceName) -> RuntimeResult<()> {
        self.call(Call::Rename(id.clone(), name.clone()), |world| world.rename(id, name)).await
    }

    async fn set_restart(&self, id: &InstanceId, policy: RestartPolicy) -> RuntimeResult<()> {
        self.call(Call::SetRestart(id.clone(), policy), |world| world.set_restart(id, policy)).await
    }

    async fn connect(&self, network: &str, id: &InstanceId, aliases: &[String]) -> RuntimeResult<()> {
        let call = Call::Connect(id.clone(), network.to_owned());
        self.call(call, |world| world.connect(network, id, aliases)).await
    }

    async fn disconnect(&self, network: &str, id: &InstanceId) -> RuntimeResult<()> {
        let call = Call::Disconnect(id.clone(), network.to_owned());
        self.call(call, |world| world.disconnect(network, id)).await
    }

    async fn remove(&self, id: &InstanceId) -> RuntimeResult<Removed> {
        self.call(Call::Remove(id.clone()), |world| world.remove(id)).await
    }

    async fn remove_network(&self, id: &NetworkId) -> RuntimeResult<Removed> {
        self.call(Call::RemoveNetwork(id.clone()), |world| world.remove_network(id)).await
    }

    async fn remove_volume(&self, name: &str) -> RuntimeResult<Removed> {
        self.call(Call::RemoveVolume(name.to_owned()), |world| world.remove_volume(name)).await
    }

    async fn log_tail(&self, id: &InstanceId, lines: usize) -> RuntimeResult<Vec<String>> {
        self.call(Call::LogTail(id.clone()), |world| world.log_tail(id, lines)).await
    }
}

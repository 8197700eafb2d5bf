//! The boundary: what gig asks of an engine, in plain data.
//!
//! The contract of [`ContainerRuntime`], sentence by sentence, is `docs/runtimes.md`; the suite in
//! gig-testkit checks each sentence on every runtime. No type of an adapter crosses this boundary.

mod capability;
mod error;
mod observe;
mod observed;

pub use capability::Capabilities;
pub use error::{RuntimeError, RuntimeErrorKind};
pub use observe::observe_for;
pub use observed::{
    Health, ImageFacts, ImageId, Inspection, InstanceId, NetworkId, Observed, ObservedInstance, ObservedMount,
    ObservedNetwork, ObservedPort, ObservedVolume, RunState, StartMark, Stranger,
};

use std::time::Duration;

use async_trait::async_trait;

use crate::name::{InstanceName, ProjectName};
use crate::platform::{Hook, ImagePlatform, ImageReference, InstanceSpec, Network, Pull, RestartPolicy, Volume};

/// Whether something had to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ensured {
    /// It was there already.
    Present,
    /// It was made.
    Made,
}

/// Whether something was there to be removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removed {
    /// It was removed.
    Removed,
    /// It was gone already.
    Absent,
}

/// An image that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct WantedImage {
    /// Which one.
    pub image: ImageReference,
    /// For which platform; `None` is the engine's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<ImagePlatform>,
    /// Whether it is fetched.
    pub pull: Pull,
}

impl WantedImage {
    /// Wants `image` for the engine's own platform.
    #[must_use]
    pub fn new(image: ImageReference, pull: Pull) -> Self {
        Self { image, platform: None, pull }
    }
}

/// How a hook ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookEnd {
    /// Its exit code.
    pub exit_code: i64,
    /// What it wrote last, oldest first, as the engine has it: not yet fit for a terminal. At most
    /// [`HookEnd::LINES`] lines.
    pub last_lines: Vec<String>,
}

impl HookEnd {
    /// How many of the last lines are kept.
    pub const LINES: usize = 20;
}

/// How far the fetching of an image has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PullProgress {
    /// Bytes that have arrived.
    pub current: u64,
    /// Bytes that are known to come.
    pub total: u64,
}

/// Receives the progress of fetching an image.
pub type OnProgress<'a> = &'a (dyn Fn(PullProgress) + Send + Sync);

/// The result of a call of a runtime.
pub type RuntimeResult<T> = Result<T, RuntimeError>;

/// An engine that runs instances: one revision of one service each.
///
/// Every mutating call but [`run_hook`](Self::run_hook) may be repeated: doing it twice is doing it once. A call that
/// fails may have been carried out all the same, and says so by [`RuntimeErrorKind::Unavailable`] or
/// [`RuntimeErrorKind::TimedOut`]; every other kind means that it was not.
#[async_trait]
pub trait ContainerRuntime: Send + Sync {
    /// Says which engine this is, for people: `Docker Engine 20.10.24 at unix:///var/run/docker.sock`.
    fn description(&self) -> String;

    /// Returns what the runtime has noticed since it was last asked, and the user should know: not yet fit for a
    /// terminal.
    fn take_warnings(&self) -> Vec<String> {
        Vec::new()
    }

    /// Says what this runtime can do; it does not change while the runtime lives.
    fn capabilities(&self) -> Capabilities;

    /// Looks at everything the engine has that concerns `project`, in one consistent-enough glance.
    async fn observe(&self, project: &ProjectName) -> RuntimeResult<Observed>;

    /// Looks closely at one instance; `None` where there is none of that id.
    async fn inspect(&self, id: &InstanceId) -> RuntimeResult<Option<Inspection>>;

    /// Makes sure that an image is present, fetching it where `wanted` says so, and returns its facts. One that is
    /// present is not asked for its platform: [`create`](Self::create) refuses one that does not fit.
    ///
    /// # Errors
    /// [`RuntimeErrorKind::ImageUnavailable`] or [`RuntimeErrorKind::Unauthorized`] where it cannot be had.
    async fn prepare_image(&self, wanted: &WantedImage, on_progress: OnProgress<'_>) -> RuntimeResult<ImageFacts>;

    /// Makes sure that there is exactly one network of that name; an external one is only looked for.
    async fn ensure_network(&self, project: &ProjectName, network: &Network) -> RuntimeResult<Ensured>;

    /// Makes sure that there is a volume of that name; an external one is only looked for.
    async fn ensure_volume(&self, project: &ProjectName, volume: &Volume) -> RuntimeResult<Ensured>;

    /// Creates an instance without starting it: connected to all its networks, under the aliases of its service.
    ///
    /// An instance of the same name and key that never started is removed and made anew.
    ///
    /// # Errors
    /// [`RuntimeErrorKind::Conflict`] where the name belongs to anything else.
    async fn create(&self, spec: &InstanceSpec) -> RuntimeResult<InstanceId>;

    /// Starts an instance. `last` is the mark of the start before, as [`Inspection::started`] gave it: where the
    /// engine already has another, the start has happened and nothing is done. A paused instance goes on, which is
    /// no start.
    async fn start(&self, id: &InstanceId, last: Option<&StartMark>) -> RuntimeResult<()>;

    /// Asks an instance to stop and kills it after `grace`; `None` is the instance's own grace period.
    /// A stopped one stays as it is.
    async fn stop(&self, id: &InstanceId, grace: Option<Duration>) -> RuntimeResult<()>;

    /// Runs a hook in an instance that runs, and waits for its end. Done twice it is run twice.
    ///
    /// # Errors
    /// [`RuntimeErrorKind::Conflict`] where the instance does not run, [`RuntimeErrorKind::NotFound`] where it is gone.
    /// A program that is not there is an error or an exit code, as the engine has it.
    async fn run_hook(&self, id: &InstanceId, hook: &Hook) -> RuntimeResult<HookEnd>;

    /// Gives an instance another name.
    ///
    /// # Errors
    /// [`RuntimeErrorKind::Conflict`] where the name is taken, [`RuntimeErrorKind::NotFound`] where the instance is gone.
    async fn rename(&self, id: &InstanceId, name: &InstanceName) -> RuntimeResult<()>;

    /// Gives an instance another restart policy.
    async fn set_restart(&self, id: &InstanceId, policy: RestartPolicy) -> RuntimeResult<()>;

    /// Connects an instance to a network under `aliases`; where it is connected already, only the aliases change.
    async fn connect(&self, network: &str, id: &InstanceId, aliases: &[String]) -> RuntimeResult<()>;

    /// Takes an instance off a network.
    async fn disconnect(&self, network: &str, id: &InstanceId) -> RuntimeResult<()>;

    /// Removes a stopped instance. Its volumes stay.
    ///
    /// # Errors
    /// [`RuntimeErrorKind::Conflict`] where it runs.
    async fn remove(&self, id: &InstanceId) -> RuntimeResult<Removed>;

    /// Removes a network of the project that nothing uses any more.
    ///
    /// # Errors
    /// [`RuntimeErrorKind::Conflict`] where something is still connected.
    async fn remove_network(&self, id: &NetworkId) -> RuntimeResult<Removed>;

    /// Removes a volume with everything in it.
    ///
    /// # Errors
    /// [`RuntimeErrorKind::Conflict`] where an instance still has it.
    async fn remove_volume(&self, name: &str) -> RuntimeResult<Removed>;

    /// Returns the last lines that an instance wrote, oldest first, as the engine has them: not yet fit for a terminal.
    async fn log_tail(&self, id: &InstanceId, lines: usize) -> RuntimeResult<Vec<String>>;
}

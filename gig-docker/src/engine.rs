//! A Docker Engine as a runtime of gig: which call does what stands here, how in the modules below.
//!
//! The conversions (`create`, `observe`, `inspect` and the small ones they share) are pure.

mod attachment;
mod block_io;
mod call;
mod create;
mod devices;
mod health;
mod hook;
mod image;
mod inspect;
mod joined;
mod lifecycle;
mod log;
mod mount;
mod namespaces;
mod network;
mod observe;
mod podman;
mod port;
mod resources;
mod restart;
mod security;
mod stated;
mod status;
#[cfg(test)]
mod tests;
mod upload;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use bollard::Docker;
use bollard::models::ImageConfig;
use bollard::query_parameters::{
    InspectContainerOptions, ListContainersOptionsBuilder, ListImagesOptions, ListNetworksOptions, ListVolumesOptions,
};
use gig_core::name::{InstanceName, ProjectName};
use gig_core::platform::{Configuration, Hook, InstanceSpec, Network, RestartPolicy, Volume};
use gig_core::runtime::{
    Capabilities, ContainerRuntime, Ensured, HookEnd, ImageFacts, Inspection, InstanceId, NetworkId, Observed,
    OnProgress, Removed, RuntimeErrorKind, RuntimeResult, StartMark, WantedImage,
};

use self::call::Call;
use self::create::NetworksAtCreation;
use self::observe::Lists;
use crate::connect::{self, ApiVersion, ConnectError, Connection, Introduction};
use crate::credentials::RegistryCredentials;
use crate::limits::Limits;
use crate::locate::Location;

/// A Docker Engine that answers.
pub struct EngineRuntime {
    pub(crate) docker: Docker,
    pub(crate) location: Location,
    pub(crate) introduction: Introduction,
    pub(crate) credentials: RegistryCredentials,
    pub(crate) limits: Limits,
    /// What was noticed and not yet told.
    warnings: Mutex<BTreeSet<String>>,
    /// By id, under which an image never changes.
    image_configs: Mutex<HashMap<String, Arc<ImageConfig>>>,
}

impl EngineRuntime {
    /// Begins the conversation with the engine there.
    ///
    /// # Errors
    /// [`ConnectError`] where nobody answers there, or nobody that gig can speak with.
    pub async fn connect(location: impl Into<Location>) -> Result<Self, ConnectError> {
        Self::connect_within(location, Limits::default()).await
    }

    /// Begins the conversation with limits of one's own.
    ///
    /// # Errors
    /// [`ConnectError`] where nobody answers there, or nobody that gig can speak with.
    pub async fn connect_within(location: impl Into<Location>, limits: Limits) -> Result<Self, ConnectError> {
        let location = location.into();
        let connected = connect::connect(&location.endpoint, limits.answer).await;
        let Connection { docker, introduction } = connected.map_err(|error| location.explain(error))?;
        let warnings = Mutex::new(location.warning().into_iter().collect());
        let (credentials, image_configs) = (RegistryCredentials::default(), Mutex::default());
        Ok(Self { docker, location, introduction, credentials, limits, warnings, image_configs })
    }

    /// Asks registries with these credentials; without them, anonymously.
    #[must_use]
    pub fn with_credentials(self, credentials: RegistryCredentials) -> Self {
        Self { credentials, ..self }
    }

    /// Keeps a warning until somebody takes it.
    pub(crate) fn warn(&self, warning: String) {
        self.warnings().insert(warning);
    }

    fn warnings(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.warnings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn call<'a>(&self, operation: &'static str, resource: &'a str) -> Call<'a> {
        Call::new(operation, resource, self.limits.answer)
    }

    fn networks_at_creation(&self) -> NetworksAtCreation {
        if self.introduction.api >= ApiVersion::SEVERAL_NETWORKS {
            NetworksAtCreation::All
        } else {
            NetworksAtCreation::One
        }
    }

    async fn entrypoint_where_needed(&self, configuration: &Configuration) -> RuntimeResult<Vec<String>> {
        let clears_command = configuration.entrypoint.is_none() && configuration.command.as_deref() == Some(&[]);
        if !clears_command {
            return Ok(Vec::new());
        }
        let image = configuration.image.to_string();
        let answer = self.call("inspect image", &image).answer(self.docker.inspect_image(&image)).await?;
        Ok(answer.config.and_then(|config| config.entrypoint).unwrap_or_default())
    }

    /// Gives the configuration of an image; an image that is gone has nothing to say.
    async fn image_config(&self, id: &str) -> RuntimeResult<Arc<ImageConfig>> {
        let known = self.image_configs.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned();
        if let Some(config) = known {
            return Ok(config);
        }
        let found = self.call("inspect image", id).find(self.docker.inspect_image(id)).await?;
        let config = Arc::new(found.and_then(|image| image.config).unwrap_or_default());
        self.image_configs.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), Arc::clone(&config));
        Ok(config)
    }
}

#[async_trait]
impl ContainerRuntime for EngineRuntime {
    fn description(&self) -> String {
        format!("{} at {}", self.introduction, self.location)
    }

    fn take_warnings(&self) -> Vec<String> {
        std::mem::take(&mut *self.warnings()).into_iter().collect()
    }

    fn capabilities(&self) -> Capabilities {
        let recent = self.introduction.api >= ApiVersion::SEVERAL_NETWORKS;
        let mut capabilities = Capabilities::engine();
        capabilities.several_networks_at_creation = recent;
        capabilities.start_interval = recent;
        capabilities
    }

    async fn observe(&self, project: &ProjectName) -> RuntimeResult<Observed> {
        let call = self.call("observe project", project.as_str());
        let all = ListContainersOptionsBuilder::default().all(true).build();
        let (containers, images, networks, volumes) = futures_util::try_join!(
            call.answer(podman::settled(|| self.docker.list_containers(Some(all.clone())))),
            call.answer(self.docker.list_images(None::<ListImagesOptions>)),
            call.answer(self.docker.list_networks(None::<ListNetworksOptions>)),
            call.answer(self.docker.list_volumes(None::<ListVolumesOptions>)),
        )?;
        let lists = Lists { containers, images, networks, volumes: volumes.volumes.unwrap_or_default() };
        let lists = podman::in_usual_words(self.introduction.make, lists);
        observe::observed(project, lists).map_err(|error| call.error(RuntimeErrorKind::Other, error.to_string()))
    }

    async fn inspect(&self, id: &InstanceId) -> RuntimeResult<Option<Inspection>> {
        let call = self.call("inspect instance", id.as_str());
        let ask = || self.docker.inspect_container(id.as_str(), None::<InspectContainerOptions>);
        let Some(found) = call.find(podman::settled(ask)).await? else { return Ok(None) };
        let image = self.image_config(found.image.as_deref().unwrap_or_default()).await?;
        let inspection = inspect::inspection(found, &image);
        inspection.map(Some).map_err(|error| call.error(RuntimeErrorKind::Other, error.to_string()))
    }

    async fn prepare_image(&self, wanted: &WantedImage, on_progress: OnProgress<'_>) -> RuntimeResult<ImageFacts> {
        image::prepare(self, wanted, on_progress).await
    }

    async fn ensure_network(&self, project: &ProjectName, network: &Network) -> RuntimeResult<Ensured> {
        network::ensure_network(self, project, network).await
    }

    async fn ensure_volume(&self, project: &ProjectName, volume: &Volume) -> RuntimeResult<Ensured> {
        network::ensure_volume(self, project, volume).await
    }

    async fn create(&self, spec: &InstanceSpec) -> RuntimeResult<InstanceId> {
        lifecycle::create(self, spec).await
    }

    async fn start(&self, id: &InstanceId, last: Option<&StartMark>) -> RuntimeResult<()> {
        lifecycle::start(self, id, last).await
    }

    async fn stop(&self, id: &InstanceId, grace: Option<Duration>) -> RuntimeResult<()> {
        lifecycle::stop(self, id, grace).await
    }

    async fn run_hook(&self, id: &InstanceId, hook: &Hook) -> RuntimeResult<HookEnd> {
        hook::run(self, id, hook).await
    }

    async fn rename(&self, id: &InstanceId, name: &InstanceName) -> RuntimeResult<()> {
        lifecycle::rename(self, id, name).await
    }

    async fn set_restart(&self, id: &InstanceId, policy: RestartPolicy) -> RuntimeResult<()> {
        lifecycle::set_restart(self, id, policy).await
    }

    async fn connect(&self, network: &str, id: &InstanceId, aliases: &[String]) -> RuntimeResult<()> {
        network::connect(self, network, id, aliases).await
    }

    async fn disconnect(&self, network: &str, id: &InstanceId) -> RuntimeResult<()> {
        network::disconnect(self, network, id).await
    }

    async fn remove(&self, id: &InstanceId) -> RuntimeResult<Removed> {
        lifecycle::remove(self, id).await
    }

    async fn remove_network(&self, id: &NetworkId) -> RuntimeResult<Removed> {
        network::remove_network(self, id).await
    }

    async fn remove_volume(&self, name: &str) -> RuntimeResult<Removed> {
        network::remove_volume(self, name).await
    }

    async fn log_tail(&self, id: &InstanceId, lines: usize) -> RuntimeResult<Vec<String>> {
        log::tail(self, id, lines).await
    }
}

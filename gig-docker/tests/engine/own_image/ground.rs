//! A project of its own on the engine, with an image of its own, of which nothing is left.

use std::panic::AssertUnwindSafe;

use bollard::Docker;
use bollard::query_parameters::{ListContainersOptionsBuilder, RemoveContainerOptionsBuilder, RemoveImageOptions};
use futures_util::FutureExt;
use gig_core::name::ProjectName;
use gig_core::platform::{
    Configuration, ImageReference, InstanceKey, InstanceSpec, Network, NetworkAttachment, Pull, label,
};
use gig_core::runtime::{ContainerRuntime, ImageFacts, InstanceId, WantedImage};
use gig_docker::{Endpoint, EngineRuntime, own_image};
use libtest_mimic::Failed;

/// The label of everything that tests make, with the id of the test's process.
const TEST_RUN: &str = "gig.test.run";

/// Where a test stands.
pub(super) struct Ground {
    pub(super) engine: EngineRuntime,
    pub(super) image: ImageReference,
    project: ProjectName,
    network: String,
}

/// Runs a test on a ground of its own and clears it, whatever happened.
pub(super) async fn on_ground(name: &str, test: impl AsyncFnOnce(&Ground) -> Result<(), Failed>) -> Result<(), Failed> {
    let ground = Ground::prepare(name).await?;
    let outcome = AssertUnwindSafe(test(&ground)).catch_unwind().await;
    ground.clear().await?;
    outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

impl Ground {
    async fn prepare(name: &str) -> Result<Self, Failed> {
        let engine = EngineRuntime::connect(&endpoint()?).await?;
        let project: ProjectName = format!("gigtest-{}-{name}", std::process::id()).parse()?;
        let image = own_image::ensure(&engine, project.as_str()).await?;
        let network = format!("{project}_default");
        engine.ensure_network(&project, &Network::new("default".parse()?, network.clone())).await?;
        Ok(Self { engine, image, project, network })
    }

    /// Returns the repository of the image: that of no other test, so that it can be removed.
    pub(super) fn repository(&self) -> String {
        self.project.to_string()
    }

    /// Makes a configuration that runs nothing yet.
    pub(super) fn configuration(&self) -> Configuration {
        let mut made = Configuration::new(self.image.clone());
        made.labels.insert(TEST_RUN.to_owned(), std::process::id().to_string());
        made.networks = vec![NetworkAttachment::new(self.network.clone(), Vec::new())];
        made
    }

    /// Creates and starts an instance.
    pub(super) async fn start(&self, service: &str, configuration: Configuration) -> Result<InstanceId, Failed> {
        let key = InstanceKey { project: self.project.clone(), service: service.parse()?, ordinal: 1 };
        let name = format!("{}_{service}", self.project).parse()?;
        let id = self.engine.create(&InstanceSpec::new(key, name, configuration)).await?;
        self.engine.start(&id, None).await?;
        Ok(id)
    }

    pub(super) async fn image_facts(&self) -> Result<ImageFacts, Failed> {
        Ok(self.engine.prepare_image(&WantedImage::new(self.image.clone(), Pull::Never), &|_| {}).await?)
    }

    async fn clear(&self) -> Result<(), Failed> {
        let docker = Docker::connect_with_host(&endpoint()?.to_string())?;
        let own = [("label", vec![format!("{}={}", label::PROJECT, self.project)])].into();
        let list = ListContainersOptionsBuilder::default().all(true).filters(&own).build();
        for container in docker.list_containers(Some(list)).await? {
            let removal = RemoveContainerOptionsBuilder::default().force(true).v(true).build();
            docker.remove_container(&container.id.unwrap_or_default(), Some(removal)).await?;
        }
        docker.remove_network(&self.network).await?;
        docker.remove_image(&self.image.to_string(), None::<RemoveImageOptions>, None).await?;
        Ok(())
    }
}

fn endpoint() -> Result<Endpoint, Failed> {
    Ok(Endpoint::from_docker_host(std::env::var("DOCKER_HOST").ok().as_deref())?)
}

//! The images of the tests, made from this very executable, and the configurations that make them behave.

use std::time::Duration;

use bollard::Docker;
use bollard::models::{ContainerConfig, ContainerCreateBody, HostConfig, PortBinding};
use bollard::query_parameters::{
    CommitContainerOptionsBuilder, CreateContainerOptionsBuilder, RemoveContainerOptionsBuilder,
};
use gig_core::platform::{Configuration, HealthCheck, HealthTest, ImageReference};
use gig_core::runtime::InstanceId;
use gig_docker::{EngineRuntime, own_image};
use gig_testkit::conformance::Fixture;

use crate::{ground, remains};

/// What the service writes when it starts.
pub(crate) const GREETING: &str = "1 at your service";

/// The label of everything that a test makes.
const RUN_LABEL: &str = "gig.test.run";

/// The images.
pub(crate) struct Fixtures {
    service: ImageReference,
    with_volume: ImageReference,
}

impl Fixtures {
    /// Puts the images there.
    pub(crate) async fn make(engine: &EngineRuntime, docker: &Docker) -> Result<Self, String> {
        let repository = remains::own_repository();
        let service = own_image::ensure(engine, &repository).await.map_err(|error| error.to_string())?;
        let with_volume = format!("{repository}:with-volume");
        declare_volume(docker, &service, &repository).await.map_err(|error| error.to_string())?;
        Ok(Self { service, with_volume: with_volume.parse().map_err(|_| "the image has no name")? })
    }

    /// Returns a configuration that behaves like this.
    pub(crate) fn configuration(&self, fixture: Fixture) -> Configuration {
        let image = match fixture {
            Fixture::WithVolume => self.with_volume.clone(),
            Fixture::Absent => "gigtest/absent:1".parse().unwrap(),
            _ => self.service.clone(),
        };
        let mut configuration = Configuration::new(image);
        configuration.command = Some(service(settings(fixture)));
        configuration.labels.insert(RUN_LABEL.to_owned(), std::process::id().to_string());
        configuration.health = check(fixture);
        if fixture == Fixture::Broken {
            configuration.entrypoint = Some(vec!["/not/there".to_owned()]);
        }
        configuration
    }

    /// Makes a container that gig did not make, and starts it.
    pub(crate) async fn stranger(&self, docker: &Docker, name: &str, port: Option<u16>) -> Result<InstanceId, String> {
        let binding = port.map(|port| PortBinding { host_ip: None, host_port: Some(port.to_string()) });
        let body = ContainerCreateBody {
            image: Some(self.service.to_string()),
            cmd: Some(service(&[])),
            labels: Some([(RUN_LABEL.to_owned(), std::process::id().to_string())].into()),
            exposed_ports: port.map(|_| vec!["80/tcp".to_owned()]),
            host_config: Some(HostConfig {
                port_bindings: binding.map(|binding| [("80/tcp".to_owned(), Some(vec![binding]))].into()),
                ..HostConfig::default()
            }),
            ..ContainerCreateBody::default()
        };
        let options = CreateContainerOptionsBuilder::default().name(name).build();
        let made = docker.create_container(Some(options), body).await.map_err(|error| error.to_string())?;
        ground::start(docker, &made.id).await
    }
}

/// Gives the command that makes this executable the service, with these settings.
pub(crate) fn service(settings: &[&str]) -> Vec<String> {
    std::iter::once(&"service").chain(settings).map(|word| (*word).to_owned()).collect()
}

fn settings(fixture: Fixture) -> &'static [&'static str] {
    match fixture {
        Fixture::Service | Fixture::WithVolume | Fixture::Healthy | Fixture::Broken | Fixture::Absent => {
            &["--log-lines=1", "--log-text=at your service"]
        }
        Fixture::Stubborn => &["--ignore-signals=true"],
        Fixture::Succeeds => &["--exit-after=0", "--exit-code=0"],
        Fixture::Fails => &["--exit-after=0", "--exit-code=3"],
        Fixture::Sick => &["--unhealthy-after=0"],
    }
}

fn check(fixture: Fixture) -> Option<HealthCheck> {
    let retries = match fixture {
        Fixture::Healthy => 50,
        Fixture::Sick => 1,
        _ => return None,
    };
    let program = [own_image::EXECUTABLE, "service", "probe", "http://127.0.0.1/health"].map(str::to_owned);
    Some(HealthCheck {
        test: Some(HealthTest::Command(program.to_vec())),
        interval: Some(Duration::from_millis(200)),
        timeout: Some(Duration::from_secs(10)),
        retries: Some(retries),
        start_period: None,
        start_interval: None,
    })
}

/// Makes an image that declares a volume at `/data`.
async fn declare_volume(
    docker: &Docker,
    image: &ImageReference,
    repository: &str,
) -> Result<(), bollard::errors::Error> {
    let body = ContainerCreateBody { image: Some(image.to_string()), ..ContainerCreateBody::default() };
    let name = format!("{}image", remains::own_prefix());
    let options = CreateContainerOptionsBuilder::default().name(&name).build();
    let made = docker.create_container(Some(options), body).await?;
    let options = CommitContainerOptionsBuilder::default()
        .container(&made.id)
        .repo(repository)
        .tag("with-volume")
        .changes("VOLUME /data")
        .build();
    docker.commit_container(options, ContainerConfig::default()).await?;
    let removal = RemoveContainerOptionsBuilder::default().force(true).build();
    docker.remove_container(&made.id, Some(removal)).await
}

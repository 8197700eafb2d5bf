//! The bench of a real engine.

use async_trait::async_trait;
use bollard::Docker;
use bollard::query_parameters::InspectContainerOptions;
use gig_core::clock::Clock;
use gig_core::name::ProjectName;
use gig_core::platform::{Configuration, Hook};
use gig_core::runtime::{ContainerRuntime, InstanceId};
use gig_docker::{EngineRuntime, TokioClock, own_image};
use gig_testkit::conformance::{Bench, Fixture};

use crate::fixtures::{GREETING, service};
use crate::ground::Ground;
use crate::remains;

/// A conversation of its own with the engine of the ground.
pub(crate) struct EngineBench<'a> {
    ground: &'a Ground,
    engine: EngineRuntime,
    docker: Docker,
    clock: TokioClock,
}

impl<'a> EngineBench<'a> {
    pub(crate) async fn on(ground: &'a Ground) -> Result<Self, String> {
        let (engine, docker) = (ground.engine().await?, ground.raw()?);
        Ok(Self { ground, engine, docker, clock: TokioClock::new() })
    }
}

#[async_trait]
impl Bench for EngineBench<'_> {
    fn runtime(&self) -> &dyn ContainerRuntime {
        &self.engine
    }

    fn clock(&self) -> &dyn Clock {
        &self.clock
    }

    fn fresh_project(&self) -> ProjectName {
        self.ground.fresh_project()
    }

    fn configuration(&self, fixture: Fixture) -> Configuration {
        self.ground.fixtures.configuration(fixture)
    }

    fn hook(&self, line: &str, exit_code: i64) -> Hook {
        let (text, code) = (format!("--log-text={line}"), format!("--exit-code={exit_code}"));
        let settings = service(&["--job=/dev/null", "--log-lines=1", &text, &code]);
        Hook::new(std::iter::once(own_image::EXECUTABLE.to_owned()).chain(settings).collect())
    }

    fn broken_hook(&self) -> Hook {
        Hook::new(vec!["/not/there".to_owned()])
    }

    fn greeting(&self) -> String {
        GREETING.to_owned()
    }

    fn free_port(&self) -> u16 {
        self.ground.free_port()
    }

    async fn stranger(&self, name: &str, port: u16) -> Result<InstanceId, String> {
        self.ground.fixtures.stranger(&self.docker, name, Some(port)).await
    }

    async fn aliases(&self, id: &InstanceId, network: &str) -> Result<Vec<String>, String> {
        let found = self.docker.inspect_container(id.as_str(), None::<InspectContainerOptions>).await;
        let settings = found.map_err(|error| error.to_string())?.network_settings;
        let endpoint = settings.and_then(|settings| settings.networks?.remove(network)).ok_or("it is not there")?;
        let names = endpoint.aliases.into_iter().flatten();
        Ok(names.filter(|name| !id.as_str().starts_with(name.as_str())).collect())
    }

    async fn clean_up(&self, project: &ProjectName) -> Result<(), String> {
        remains::of_project(&self.docker, project.as_str()).await
    }
}

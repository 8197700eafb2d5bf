//! The engine under test: which one it is, what was put there for the tests, and a bystander who must not notice them.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use bollard::Docker;
use bollard::query_parameters::{InspectContainerOptions, StartContainerOptions};
use gig_core::name::ProjectName;
use gig_core::runtime::InstanceId;
use gig_docker::{Endpoint, EngineRuntime};

use crate::fixtures::Fixtures;
use crate::remains;

/// Where the tests take place.
pub(crate) struct Ground {
    endpoint: Endpoint,
    pub(crate) fixtures: Fixtures,
    bystander: Bystander,
    projects: AtomicU32,
    ports: Mutex<Vec<u16>>,
}

/// A container that runs all the time, and how it was at the beginning.
struct Bystander {
    id: String,
    started: Option<String>,
}

impl Ground {
    /// Finds the engine that `DOCKER_HOST` names, and puts images and bystander there.
    pub(crate) async fn prepare() -> Result<Self, String> {
        let host = std::env::var("DOCKER_HOST").ok();
        let endpoint = Endpoint::from_docker_host(host.as_deref()).map_err(|error| error.to_string())?;
        let engine = EngineRuntime::connect(&endpoint).await.map_err(|error| error.to_string())?;
        let docker = raw(&endpoint)?;
        remains::of_dead_runs(&docker).await?;
        let fixtures = Fixtures::make(&engine, &docker).await?;
        let bystander = Bystander::put(&docker, &fixtures).await?;
        let (projects, ports) = (AtomicU32::new(0), Mutex::default());
        Ok(Self { endpoint, fixtures, bystander, projects, ports })
    }

    /// Begins a conversation as gig does.
    pub(crate) async fn engine(&self) -> Result<EngineRuntime, String> {
        EngineRuntime::connect(&self.endpoint).await.map_err(|error| error.to_string())
    }

    /// Begins a conversation without gig, to see with other eyes.
    pub(crate) fn raw(&self) -> Result<Docker, String> {
        raw(&self.endpoint)
    }

    /// Returns a name that no other test has, and that is the beginning of no other's.
    pub(crate) fn fresh_project(&self) -> ProjectName {
        let number = self.projects.fetch_add(1, Ordering::Relaxed);
        format!("{}{number}p", remains::own_prefix()).parse().unwrap()
    }

    /// Returns a TCP port that nothing holds and that no other test was given.
    pub(crate) fn free_port(&self) -> u16 {
        let mut given = self.ports.lock().unwrap();
        loop {
            let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
            let port = listener.local_addr().unwrap().port();
            if !given.contains(&port) {
                given.push(port);
                return port;
            }
        }
    }

    /// Removes everything, and fails where the bystander is not as it was.
    pub(crate) async fn leave(&self) -> Result<(), String> {
        let docker = self.raw()?;
        let started = started(&docker, &self.bystander.id).await;
        remains::of_this_run(&docker).await?;
        if started.as_ref() == Ok(&self.bystander.started) {
            return Ok(());
        }
        Err(format!("the bystander started at {:?}, and now {started:?}", self.bystander.started))
    }
}

impl Bystander {
    async fn put(docker: &Docker, fixtures: &Fixtures) -> Result<Self, String> {
        let id = fixtures.stranger(docker, &format!("{}bystander", remains::own_prefix()), None).await?;
        let id = id.as_str().to_owned();
        let started = started(docker, &id).await?;
        Ok(Self { id, started })
    }
}

async fn started(docker: &Docker, id: &str) -> Result<Option<String>, String> {
    let found =
        docker.inspect_container(id, None::<InspectContainerOptions>).await.map_err(|error| error.to_string())?;
    let state = found.state.filter(|state| state.running == Some(true)).ok_or("it does not run")?;
    Ok(state.started_at)
}

fn raw(endpoint: &Endpoint) -> Result<Docker, String> {
    Docker::connect_with_host(&endpoint.to_string()).map_err(|error| error.to_string())
}

/// Starts a container that gig did not make.
pub(crate) async fn start(docker: &Docker, id: &str) -> Result<InstanceId, String> {
    let started = docker.start_container(id, None::<StartContainerOptions>).await;
    started.map(|()| InstanceId::new(id)).map_err(|error| error.to_string())
}

//! The same story where no engine can run gig's own executable: on an engine in memory, in this process.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use gig_core::exit_code::ExitCode;
use gig_core::name::ProjectName;
use gig_core::runtime::{ContainerRuntime, ImageId, RuntimeResult};
use gig_docker::ConnectError;
use gig_docker::own_image::{OwnImageError, Release};
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime};
use gig_testkit::service::{InvalidSetting, Settings};

use super::invocation::{ANOTHER_GREETING, BROKEN_RELEASE, Invocation};
use super::{releases, unexpected, wait};
use crate::error::CommandError;
use crate::host::{Connector, Host, OwnImages};
use crate::render::demo as render;

/// How long a job of an own image takes.
const JOB: Duration = Duration::from_millis(500);

/// The way to an engine in memory, on which own images do what the service in them is told to.
#[derive(Clone, Default)]
pub struct InMemory {
    runtime: MemoryRuntime,
    /// The own images of each project.
    images: Arc<Mutex<BTreeMap<ProjectName, BTreeSet<ImageId>>>>,
}

impl InMemory {
    /// Leads to this engine.
    #[must_use]
    pub fn new(runtime: MemoryRuntime) -> Self {
        Self { runtime, images: Arc::default() }
    }

    fn images(&self) -> MutexGuard<'_, BTreeMap<ProjectName, BTreeSet<ImageId>>> {
        self.images.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells the story, and first `why` it is told like this, and what could be done about it.
pub(super) async fn tell(
    why: &str,
    hint: Option<&str>,
    project: &ProjectName,
    invocation: &Invocation,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let engine = InMemory::default();
    engine.ensure(project, &releases::releases(project)?).await.map_err(unexpected)?;
    host.engine = Box::new(engine.clone());
    // The story is one text: every step of it is told in lines.
    host.bars = None;
    host.console.show(&render::in_memory(why, hint))?;

    let chapters = [
        (None, "start"),
        (None, "status"),
        (Some(ANOTHER_GREETING), "update"),
        (Some(BROKEN_RELEASE), "update"),
        (None, "status"),
    ];
    for (variable, verb) in chapters {
        let exit = invocation.tell(variable, &[verb], host).await?;
        let waited = wait(&engine.runtime, project, host).await?;
        if let Some(signal) = [exit, waited].into_iter().find(|exit| is_cut_short(*exit)) {
            return Ok(signal);
        }
    }
    host.console.show(render::THE_END)?;
    Ok(ExitCode::Done)
}

fn is_cut_short(exit: ExitCode) -> bool {
    matches!(exit, ExitCode::Interrupted | ExitCode::Terminated)
}

#[async_trait]
impl Connector for InMemory {
    async fn connect(&self, _: &BTreeMap<String, String>) -> Result<Box<dyn ContainerRuntime>, ConnectError> {
        Ok(Box::new(self.runtime.clone()))
    }

    async fn own_images(&self, _: &BTreeMap<String, String>) -> Result<Box<dyn OwnImages>, ConnectError> {
        Ok(Box::new(self.clone()))
    }
}

#[async_trait]
impl OwnImages for InMemory {
    async fn ensure(&self, project: &ProjectName, releases: &[Release]) -> Result<(), OwnImageError> {
        if !self.images().contains_key(project) {
            let made = define(&self.runtime, releases);
            let made = made.map_err(|error| OwnImageError::Archive(std::io::Error::other(error)))?;
            self.images().insert(project.clone(), made);
        }
        Ok(())
    }

    async fn made_for(&self, project: &ProjectName) -> RuntimeResult<BTreeSet<ImageId>> {
        Ok(self.images().get(project).cloned().unwrap_or_default())
    }

    async fn remove(&self, project: &ProjectName) -> RuntimeResult<usize> {
        Ok(self.images().remove(project).unwrap_or_default().len())
    }
}

fn define(runtime: &MemoryRuntime, releases: &[Release]) -> Result<BTreeSet<ImageId>, InvalidSetting> {
    let image = |release: &Release| {
        let settings = Settings::read(&[], |name| release.variables.get(name).cloned())?;
        Ok(runtime.image(&release.name.to_string(), behaviour(&settings)))
    };
    releases.iter().map(image).collect()
}

/// Does what the service would do that is told this, as far as an engine can tell.
fn behaviour(settings: &Settings) -> ImageBehaviour {
    let behaviour = match (settings.exit_after, &settings.job) {
        (Some(after), _) => ImageBehaviour::exits(settings.exit_code.unwrap_or(1).into(), after),
        (None, Some(_)) => ImageBehaviour::exits(settings.exit_code.unwrap_or(0).into(), JOB),
        (None, None) => ImageBehaviour::runs(),
    };
    let lines: Vec<String> = (1..=settings.log_lines).map(|number| format!("{number} {}", settings.log_text)).collect();
    behaviour.saying(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

//! A folder and a project on the real engine, of which nothing is left: not even after a run that was killed.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use clap::Parser as _;
use futures_util::FutureExt as _;
use gig_cli::{Arguments, Console, Host, Terminal};
use gig_core::name::ProjectName;
use gig_core::platform::{ImageReference, split_words};
use gig_core::runtime::{ContainerRuntime, Observed};
use gig_docker::{Endpoint, EngineRuntime, own_image};
use libtest_mimic::Failed;
use tempfile::TempDir;

/// Where a test stands: a project whose images are all this executable.
pub(crate) struct Ground {
    pub(crate) engine: EngineRuntime,
    pub(crate) project: ProjectName,
    own: ImageReference,
    images: Mutex<Vec<ImageReference>>,
    folder: TempDir,
}

/// What a command has said, and how it ended.
pub(crate) struct Answer {
    pub(crate) exit: u8,
    pub(crate) text: String,
}

/// Runs a test on a ground of its own and clears it, whatever happened.
pub(crate) async fn on_ground(name: &str, test: impl AsyncFnOnce(&Ground) -> Result<(), Failed>) -> Result<(), Failed> {
    let ground = Ground::prepare(name).await?;
    let outcome = AssertUnwindSafe(test(&ground)).catch_unwind().await;
    ground.clear().await?;
    outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

impl Ground {
    async fn prepare(name: &str) -> Result<Self, Failed> {
        let endpoint = Endpoint::from_docker_host(std::env::var("DOCKER_HOST").ok().as_deref())?;
        let engine = EngineRuntime::connect(&endpoint).await?;
        let project: ProjectName = format!("gigtest-{}-{name}", std::process::id()).parse()?;
        let own = own_image::ensure(&engine, project.as_str()).await?;
        Ok(Self { engine, project, images: Mutex::new(vec![own.clone()]), own, folder: tempfile::tempdir()? })
    }

    /// The folder of the platform's files.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Gives this executable the name of an image of the platform.
    pub(crate) async fn image(&self, name: &str) -> Result<(), Failed> {
        let image: ImageReference = name.parse()?;
        own_image::tag(&self.engine, &self.own, &image).await?;
        self.images.lock().unwrap_or_else(PoisonError::into_inner).push(image);
        Ok(())
    }

    /// Runs `gig` with these words, in the project of the test.
    pub(crate) async fn gig(&self, words: &str) -> Result<Answer, Failed> {
        let project = self.project.as_str();
        let words = ["gig", "-p", project].into_iter().chain(words.split_whitespace());
        self.run(words.map(str::to_owned).collect(), BTreeMap::new()).await
    }

    /// Runs a command line as `gig` has printed it, with the variables before it.
    pub(crate) async fn typed(&self, line: &str) -> Result<Answer, Failed> {
        let mut words = split_words(line)?;
        let command = words.iter().position(|word| !word.contains('=')).unwrap_or(0);
        let variables = words.drain(..command).filter_map(|word| {
            let (name, value) = word.split_once('=')?;
            Some((name.to_owned(), value.to_owned()))
        });
        let variables = variables.collect();
        self.run(words, variables).await
    }

    /// Runs `gig` as a process of its own would.
    async fn run(&self, words: Vec<String>, variables: BTreeMap<String, String>) -> Result<Answer, Failed> {
        let arguments = Arguments::try_parse_from(words)?;
        let output = Output::default();
        let mut host = Host::of_process()?;
        host.program = "gig".to_owned();
        host.environment.extend(variables);
        host.console = Console::new(
            Box::new(io::empty()),
            Box::new(output.clone()),
            Box::new(output.clone()),
            Terminal::default(),
        );
        host.bars = None;
        host.directory = self.folder.path().to_path_buf();
        let exit = gig_cli::run(&arguments, &mut host).await.number();
        Ok(Answer { exit, text: output.text() })
    }

    /// Looks at the project.
    pub(crate) async fn observed(&self) -> Result<Observed, Failed> {
        Ok(self.engine.observe(&self.project).await?)
    }

    /// Whatever the test left is removed without asking its plan: by id, and only what carries the project's labels.
    async fn clear(&self) -> Result<(), Failed> {
        let observed = self.observed().await?;
        for instance in &observed.instances {
            self.engine.stop(&instance.id, Some(std::time::Duration::ZERO)).await?;
            self.engine.remove(&instance.id).await?;
        }
        let own = Some(self.project.as_str());
        for network in observed.networks.iter().filter(|network| network.project.as_deref() == own) {
            self.engine.remove_network(&network.id).await?;
        }
        for volume in observed.volumes.iter().filter(|volume| volume.project.as_deref() == own) {
            self.engine.remove_volume(&volume.name).await?;
        }
        own_image::remove_releases(&self.engine, &self.project).await?;
        let images = self.images.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for image in images {
            own_image::remove(&self.engine, &image).await?;
        }
        Ok(())
    }
}

/// Both streams of a command, as they would stand on a screen.
#[derive(Clone, Default)]
pub(crate) struct Output(Arc<Mutex<Vec<u8>>>);

impl Output {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

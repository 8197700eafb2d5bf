//! Where it is measured: an engine, an image made of this executable, a folder of files. Nothing of it is left, not
//! even of a run that was killed: the next one removes that.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use gig_core::platform::ImageReference;
use gig_docker::{Endpoint, EngineRuntime, own_image};
use serde_json::Value;

use super::Outcome;
use super::contest::Attempt;
use super::process::GIG;
use super::raw::{self, Connection};

/// How the name of everything begins that a benchmark makes; a process number follows.
const PREFIX: &str = "gigbench-";

/// Set, one round of the smaller sizes is all.
const QUICK: &str = "GIG_BENCH_QUICK";

/// Where it is measured.
pub(super) struct Ground {
    /// What the engine says of itself.
    pub(super) engine: String,
    pub(super) socket: PathBuf,
    /// The version of compose, where it is installed.
    pub(super) compose: Option<String>,
    pub(super) image: String,
    pub(super) quick: bool,
    folder: tempfile::TempDir,
}

impl Ground {
    /// Finds the engine that `DOCKER_HOST` names, and puts the image there.
    pub(super) fn prepare() -> Outcome<Self> {
        let host = std::env::var("DOCKER_HOST").ok();
        let endpoint = Endpoint::from_docker_host(host.as_deref())?;
        let socket = endpoint.to_string();
        let socket = socket.strip_prefix("unix://").ok_or("the raw calls need an engine at a unix socket")?;
        let socket = PathBuf::from(socket);
        remove_of_dead_runs(&socket)?;
        let version = Connection::open(&socket)?.call("GET", "/version", None)?;
        let image = block_on(async {
            let engine = EngineRuntime::connect(&endpoint).await?;
            Ok(own_image::ensure(&engine, &own_name()).await?.to_string())
        })?;
        Ok(Self {
            engine: format!("Docker Engine {}", version["Version"].as_str().unwrap_or_default()),
            socket,
            compose: compose_version(),
            image,
            quick: std::env::var_os(QUICK).is_some_and(|value| !value.is_empty()),
            folder: tempfile::tempdir()?,
        })
    }

    /// Returns a name for a project that nobody else has.
    pub(super) fn project(&self, name: &str) -> String {
        format!("{}-{name}", own_name())
    }

    /// Writes a file of the project and returns where it is.
    pub(super) fn file(&self, project: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(format!("{project}.yml"));
        // A file that is missing is noticed by the command that is to read it.
        let _ = std::fs::write(&path, text);
        path
    }

    /// Returns a command of gig.
    pub(super) fn gig(file: &Path, words: &[&str]) -> Command {
        let mut command = Command::new(GIG);
        command.arg("--file").arg(file).args(words);
        command
    }

    /// Returns a command of compose.
    pub(super) fn docker_compose(file: &Path, words: &[&str]) -> Command {
        let mut command = Command::new("docker");
        command.args(["compose", "--file"]).arg(file).args(words);
        command
    }

    /// Lets compose take part where it is installed.
    pub(super) fn if_compose<'a>(&self, attempt: impl FnMut() -> Outcome<f64> + 'a) -> Option<Attempt<'a>> {
        self.compose.is_some().then(|| Box::new(attempt) as _)
    }

    /// Returns for how many milliseconds `work` went on.
    pub(super) fn timed(&self, work: impl FnOnce() -> Outcome<()>) -> Outcome<f64> {
        let began = Instant::now();
        work()?;
        Ok(began.elapsed().as_secs_f64() * 1000.0)
    }

    /// Measures where nothing of a benchmark runs, and leaves it like that.
    pub(super) fn with_room(&self, attempt: impl FnOnce() -> Outcome<f64>) -> Outcome<f64> {
        let figure = attempt();
        self.remove_containers()?;
        figure
    }

    /// Removes every container and network of this run.
    pub(super) fn remove_containers(&self) -> Outcome<()> {
        remove(&self.socket, |name| name.starts_with(&own_name()))
    }

    /// Removes everything of this run.
    pub(super) fn clear(&self) -> Outcome<()> {
        self.remove_containers()?;
        let image: ImageReference = self.image.parse()?;
        block_on(async {
            let engine = EngineRuntime::connect(&Endpoint::from_docker_host(Some(&self.host()))?).await?;
            own_image::remove(&engine, &image).await?;
            Ok(())
        })
    }

    fn host(&self) -> String {
        format!("unix://{}", self.socket.display())
    }
}

fn own_name() -> String {
    format!("{PREFIX}{}", std::process::id())
}

/// Says whether the process that made this is over.
fn is_of_a_dead_run(name: &str) -> bool {
    let process = name.strip_prefix(PREFIX).and_then(|rest| rest.split(['-', ':']).next());
    process.is_some_and(|process| !Path::new("/proc").join(process).exists())
}

fn remove_of_dead_runs(socket: &Path) -> Outcome<()> {
    remove(socket, is_of_a_dead_run)?;
    let images = Connection::open(socket)?.call("GET", "/images/json", None)?;
    let tags =
        images.as_array().into_iter().flatten().flat_map(|image| image["RepoTags"].as_array().into_iter().flatten());
    for tag in tags.filter_map(Value::as_str).filter(|tag| is_of_a_dead_run(tag)) {
        Connection::open(socket)?.call("DELETE", &format!("/images/{tag}"), None)?;
    }
    Ok(())
}

/// Removes the containers and networks whose names are meant.
fn remove(socket: &Path, is_meant: impl Fn(&str) -> bool) -> Outcome<()> {
    let mut engine = Connection::open(socket)?;
    let containers = engine.call("GET", "/containers/json?all=true", None)?;
    let names: Vec<&str> =
        containers.as_array().into_iter().flatten().filter_map(|container| container["Names"][0].as_str()).collect();
    let names: Vec<&str> =
        names.into_iter().map(|name| name.trim_start_matches('/')).filter(|name| is_meant(name)).collect();
    raw::side_by_side(socket, &names, |engine, name| {
        engine.call("DELETE", &format!("/containers/{name}?force=true&v=true"), None).map(drop)
    })?;
    let networks = engine.call("GET", "/networks", None)?;
    for name in networks.as_array().into_iter().flatten().filter_map(|network| network["Name"].as_str()) {
        if is_meant(name) {
            engine.call("DELETE", &format!("/networks/{name}"), None)?;
        }
    }
    Ok(())
}

fn compose_version() -> Option<String> {
    let output = Command::new("docker").args(["compose", "version", "--short"]).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn block_on<T>(work: impl Future<Output = Outcome<T>>) -> Outcome<T> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work)
}

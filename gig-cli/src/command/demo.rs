//! `demo`: a small platform without a registry, to see gig's main job and to try things with.
//!
//! What is shown is what the commands themselves print: `demo` gives one after the other, here or, where no engine can
//! run gig's own executable, on an engine in memory. It makes nothing that it does not find again: its containers carry
//! the labels of its project, so do its images, and its files have a folder that is called after it.

mod down;
pub(crate) mod folder;
mod in_memory;
pub(crate) mod invocation;
pub(crate) mod port;
mod releases;

use std::time::Duration;

use futures_util::future::{Either, select};
use gig_core::clock::Clock;
use gig_core::exit_code::ExitCode;
use gig_core::name::{ProjectName, Slot};
use gig_core::runtime::{ContainerRuntime, Health, Observed, ObservedInstance, RunState, RuntimeResult};

pub use in_memory::InMemory;

use crate::error::CommandError;
use crate::host::Host;
use crate::options::{CommonArguments, Format};
use crate::render::demo as render;
use folder::Folder;
use invocation::Invocation;

/// The project where nobody names one, as the file has it.
const PROJECT: &str = "gig-demo";

/// How long the platform may take to become healthy; it takes seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// The time between two looks at it.
const PAUSE: Duration = Duration::from_millis(200);

/// What `demo` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = "Example: a platform to try things with, and its end\n\n    gig demo\n    gig demo --down")]
pub struct DemoArguments {
    /// Remove everything that it has made: containers, network, volume, images and files
    #[arg(long)]
    down: bool,
}

/// Shows what gig does, on a platform made for it.
pub(crate) async fn demo(
    arguments: &DemoArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    if common.format == Format::Json {
        return Err(CommandError::usage("`demo` is for people, and has no other format than text"));
    }
    // Not the project of the environment: that is a real one.
    let project: ProjectName = common.project.clone().map_or_else(|| PROJECT.parse(), Ok).map_err(unexpected)?;
    let folder = Folder::of(&project, &host.directory);
    let invocation = Invocation::new(&project, &folder, common, host);
    if arguments.down {
        return down::down(&project, &folder, &invocation, host).await;
    }
    match up(&project, &folder, &invocation, host).await? {
        Up::There(exit) => Ok(exit),
        Up::NotHere { why, hint } => in_memory::tell(&why, hint, &project, &invocation, host).await,
    }
}

/// What became of the demo on an engine.
enum Up {
    /// It was started, or that failed.
    There(ExitCode),
    /// There is no engine for it.
    NotHere { why: String, hint: Option<&'static str> },
}

async fn up(
    project: &ProjectName,
    folder: &Folder,
    invocation: &Invocation,
    host: &mut Host,
) -> Result<Up, CommandError> {
    let connected = (host.engine.connect(&host.environment).await, host.engine.own_images(&host.environment).await);
    let (runtime, images) = match connected {
        (Ok(runtime), Ok(images)) => (runtime, images),
        (Err(error), _) | (_, Err(error)) => {
            return Ok(Up::NotHere { why: format!("failed to {error}"), hint: Some(error.hint()) });
        }
    };
    let observed = runtime.observe(project).await?;
    if !observed.instances.is_empty() && images.made_for(project).await?.is_empty() {
        return Err(not_ours(project));
    }
    folder.check()?;
    if let Err(error) = images.ensure(project, &releases::releases(project)?).await {
        return Ok(Up::NotHere { why: error.to_string(), hint: None });
    }
    if folder.prepare(project)? {
        host.console.show(&render::written(&folder.shown_file()))?;
    }
    if let Some(chosen) = port::choose(&observed, folder, host)? {
        host.console.show(&render::other_port(chosen))?;
    }
    open(&*runtime, project, invocation, host).await.map(Up::There)
}

/// Starts the platform, waits for it and says what to do with it.
async fn open(
    runtime: &dyn ContainerRuntime,
    project: &ProjectName,
    invocation: &Invocation,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let started = invocation.follow(&["start"], host).await?;
    if started != ExitCode::Done {
        return Ok(started);
    }
    let waited = wait(runtime, project, host).await?;
    invocation.follow(&["status"], host).await?;
    if waited != ExitCode::Done {
        host.console.tell(render::NOT_HEALTHY)?;
        return Ok(waited);
    }
    let address = address(&runtime.observe(project).await?);
    host.console.show(&render::next(&address, &invocation.things_to_try(&address)))?;
    Ok(ExitCode::Done)
}

/// Waits until all of it is healthy, unless somebody has enough of that.
async fn wait(runtime: &dyn ContainerRuntime, project: &ProjectName, host: &Host) -> Result<ExitCode, CommandError> {
    let healthy = Box::pin(until_healthy(runtime, project, &*host.clock));
    match select(healthy, host.signals.first()).await {
        Either::Left((is_healthy, _)) => Ok(if is_healthy? { ExitCode::Done } else { ExitCode::Broken }),
        Either::Right((signal, _)) => Ok(signal.exit_code()),
    }
}

async fn until_healthy(
    runtime: &dyn ContainerRuntime,
    project: &ProjectName,
    clock: &dyn Clock,
) -> RuntimeResult<bool> {
    let end = clock.now() + PATIENCE;
    loop {
        let observed = runtime.observe(project).await?;
        let mut in_service = observed.instances.iter().filter(|instance| instance.name.slot == Slot::Base);
        if in_service.all(is_well) {
            return Ok(true);
        }
        if clock.now() >= end {
            return Ok(false);
        }
        clock.sleep(PAUSE).await;
    }
}

/// Says whether a service is healthy, or a job done.
fn is_well(instance: &ObservedInstance) -> bool {
    match instance.state {
        RunState::Running => matches!(instance.health, Health::None | Health::Healthy),
        RunState::Exited => instance.exit_code == Some(0),
        _ => false,
    }
}

/// Finds the address that the platform is reached at.
fn address(observed: &Observed) -> String {
    let mut ports = observed.instances.iter().flat_map(|instance| &instance.ports);
    let port = ports.find_map(|port| port.host).unwrap_or(port::DEFAULT);
    format!("http://127.0.0.1:{port}/")
}

fn not_ours(project: &ProjectName) -> CommandError {
    CommandError::unexpected(format!("the project `{project}` is in use, and not by the demo; nothing was touched"))
        .hint("give the demo another name with `-p`")
}

fn unexpected(error: impl std::error::Error) -> CommandError {
    CommandError::unexpected(error.to_string())
}

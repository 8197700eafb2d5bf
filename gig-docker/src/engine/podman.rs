//! Where Podman says otherwise than Docker's engine what means the same.
//!
//! What it cannot do at all is not made up for here; it stands in `docs/engines.md`.

pub(super) mod platform;
#[cfg(test)]
mod tests;

use std::future::Future;
use std::time::Duration;

use bollard::errors::Error;
use bollard::models::{ContainerCreateBody, ContainerSummary, ContainerSummaryStateEnum, ImageSummary};
use bollard::query_parameters::InspectNetworkOptions;
use gig_core::runtime::{RuntimeError, RuntimeErrorKind, RuntimeResult};

use super::observe::Lists;
use super::{EngineRuntime, create, image, lifecycle};
use crate::connect::Make;

/// How often it is looked whether Podman has cleaned up.
const PAUSE: Duration = Duration::from_millis(50);

/// The registry under which it keeps what none was named for.
const LOCAL: &str = "localhost/";

/// Asks again while a process that has ended is said to be `stopped`: a word that the client library does not know, and
/// that Podman says until it has cleaned up. The caller sets the limit.
pub(super) async fn settled<T, A>(mut ask: impl FnMut() -> A) -> Result<T, Error>
where
    A: Future<Output = Result<T, Error>>,
{
    loop {
        match ask().await {
            Err(error) if error.to_string().contains("unknown variant `stopped`") => tokio::time::sleep(PAUSE).await,
            answer => return answer,
        }
    }
}

/// Says how long a stop may take where nothing does: Podman takes that for no time at all, and kills.
pub(super) fn with_grace(make: Make, body: ContainerCreateBody) -> ContainerCreateBody {
    let grace = (make == Make::Podman).then(|| create::whole_seconds(lifecycle::DEFAULT_GRACE));
    ContainerCreateBody { stop_timeout: body.stop_timeout.or(grace), ..body }
}

/// Puts the lists as Docker's engine does: the names of images, and the ports of what runs alone.
pub(super) fn in_usual_words(make: Make, mut lists: Lists) -> Lists {
    if make == Make::Podman {
        lists.images.iter_mut().for_each(add_short_names);
        lists.containers.iter_mut().for_each(shorten_image);
        lists.containers.iter_mut().for_each(forget_ports);
    }
    lists
}

fn add_short_names(image: &mut ImageSummary) {
    for names in [&mut image.repo_tags, &mut image.repo_digests] {
        let short: Vec<_> = names.iter().filter_map(|name| name.strip_prefix(LOCAL)).map(str::to_owned).collect();
        names.extend(short);
    }
}

fn shorten_image(container: &mut ContainerSummary) {
    let name = container.image.as_deref().map(|name| name.strip_prefix(LOCAL).unwrap_or(name));
    container.image = name.and_then(image::familiar).or_else(|| container.image.take());
}

fn forget_ports(container: &mut ContainerSummary) {
    use ContainerSummaryStateEnum::{PAUSED, RUNNING, STOPPING};
    if !matches!(container.state, Some(RUNNING | PAUSED | STOPPING)) {
        container.ports = None;
    }
}

/// Returns by what a network is removed. By its id Podman removes it also while instances are connected; that its
/// names are unique makes them as good.
pub(super) async fn network_to_remove(engine: &EngineRuntime, id: &str) -> RuntimeResult<Option<String>> {
    if engine.introduction.make == Make::Docker {
        return Ok(Some(id.to_owned()));
    }
    let answer = engine.docker.inspect_network(id, None::<InspectNetworkOptions>);
    let found = engine.call("inspect network", id).find(answer).await?;
    Ok(found.and_then(|network| network.name))
}

/// Returns whether Podman may have meant the call itself: it says `not found` of what it cannot do, too.
pub(super) fn may_lack_the_call(engine: &EngineRuntime, error: &RuntimeError) -> bool {
    engine.introduction.make == Make::Podman && error.kind == RuntimeErrorKind::NotFound
}

/// Says that the container is there, but not the call.
pub(super) fn unsupported(engine: &EngineRuntime, error: RuntimeError) -> RuntimeError {
    let message =
        format!("{} cannot change it once the container is made; Podman 5.1 and later can", engine.introduction);
    RuntimeError { kind: RuntimeErrorKind::Unsupported, message, ..error }
}

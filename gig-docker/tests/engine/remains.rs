//! What tests leave on an engine, and its removal: by the names that only tests give, `gigtest-<process>-..`.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::Duration;

use bollard::Docker;
use bollard::errors::Error;
use bollard::models::ContainerSummary;
use bollard::query_parameters::{
    ListContainersOptionsBuilder, ListImagesOptions, ListNetworksOptions, ListVolumesOptions,
    RemoveContainerOptionsBuilder, RemoveImageOptionsBuilder, RemoveVolumeOptions,
};

/// Whether a name is that of something to be removed.
type Belongs<'a> = dyn Fn(&str) -> bool + Sync + 'a;

const PREFIX: &str = "gigtest-";

/// How often the containers are asked for again, and how long the engine gets in between: ten seconds in all.
const LIST_ATTEMPTS: u32 = 200;
const LIST_PAUSE: Duration = Duration::from_millis(50);

/// Begins every name that this run gives.
pub(crate) fn own_prefix() -> String {
    format!("{PREFIX}{}-", std::process::id())
}

/// The repository of this run's images.
pub(crate) fn own_repository() -> String {
    format!("{PREFIX}{}", std::process::id())
}

/// Removes what was left by runs whose process is gone: they were killed.
pub(crate) async fn of_dead_runs(docker: &Docker) -> Result<(), String> {
    remove_all(docker, &is_of_dead_run).await
}

/// Removes all that this run has made, its images too.
pub(crate) async fn of_this_run(docker: &Docker) -> Result<(), String> {
    let own = own_repository();
    remove_all(docker, &|name| name == own || name.starts_with(&own_prefix())).await
}

/// Removes what belongs to a project of this run; no other's name begins with its name.
pub(crate) async fn of_project(docker: &Docker, project: &str) -> Result<(), String> {
    let belongs = |name: &str| name.starts_with(project);
    without_images(docker, project, &belongs).await.map_err(|error| error.to_string())
}

fn is_of_dead_run(name: &str) -> bool {
    let process = name.strip_prefix(PREFIX).and_then(|rest| rest.split(['-', '/', ':']).next());
    let process = process.filter(|digits| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()));
    process.is_some_and(|process| !lives(process))
}

/// A killed process that nobody has waited for is still listed, in state `Z`.
fn lives(process: &str) -> bool {
    if !Path::new("/proc/self").exists() {
        return true;
    }
    let Ok(stat) = std::fs::read_to_string(Path::new("/proc").join(process).join("stat")) else { return false };
    // The name before it, in parentheses, may hold anything.
    stat.rsplit_once(") ").is_some_and(|(_, rest)| !rest.starts_with(['Z', 'X']))
}

async fn remove_all(docker: &Docker, belongs: &Belongs<'_>) -> Result<(), String> {
    let removed = async {
        without_images(docker, PREFIX, belongs).await?;
        images(docker, belongs).await
    };
    removed.await.map_err(|error| format!("cannot clean up: {error}"))
}

/// `part` is in the names of all that belongs.
async fn without_images(docker: &Docker, part: &str, belongs: &Belongs<'_>) -> Result<(), Error> {
    let anonymous = containers(docker, part, belongs).await?;
    for network in docker.list_networks(None::<ListNetworksOptions>).await? {
        if network.name.as_deref().is_some_and(belongs) {
            gone(docker.remove_network(&network.id.unwrap_or_default()).await)?;
        }
    }
    let volumes = docker.list_volumes(None::<ListVolumesOptions>).await?.volumes.unwrap_or_default();
    for volume in volumes.into_iter().filter(|volume| belongs(&volume.name) || anonymous.contains(&volume.name)) {
        gone(docker.remove_volume(&volume.name, None::<RemoveVolumeOptions>).await)?;
    }
    Ok(())
}

/// Removes containers, and returns the volumes without a name that they had: they may have been inherited, and then
/// the engine leaves them.
async fn containers(docker: &Docker, part: &str, belongs: &Belongs<'_>) -> Result<HashSet<String>, Error> {
    let mut anonymous = HashSet::new();
    for container in containers_named(docker, part).await? {
        if !names(&container).any(belongs) {
            continue;
        }
        let volumes = container.mounts.into_iter().flatten().filter_map(|mount| mount.name);
        anonymous.extend(volumes.filter(|name| name.len() == 64));
        let removal = RemoveContainerOptionsBuilder::default().force(true).v(true).build();
        gone(docker.remove_container(&container.id.unwrap_or_default(), Some(removal)).await)?;
    }
    Ok(anonymous)
}

/// Asks again while Podman says of one of them that it is `stopped`, a word that the client library does not know. What
/// has other names is not asked for: a container of another test that crashes again and again would say it all the time.
async fn containers_named(docker: &Docker, part: &str) -> Result<Vec<ContainerSummary>, Error> {
    let filters = HashMap::from([("name", vec![part])]);
    let options = ListContainersOptionsBuilder::default().all(true).filters(&filters).build();
    for _ in 1..LIST_ATTEMPTS {
        match docker.list_containers(Some(options.clone())).await {
            Err(error) if error.to_string().contains("unknown variant `stopped`") => {
                tokio::time::sleep(LIST_PAUSE).await;
            }
            answer => return answer,
        }
    }
    docker.list_containers(Some(options)).await
}

fn names(container: &ContainerSummary) -> impl Iterator<Item = &str> {
    container.names.iter().flatten().map(|name| name.trim_start_matches('/'))
}

async fn images(docker: &Docker, belongs: &Belongs<'_>) -> Result<(), Error> {
    for image in docker.list_images(None::<ListImagesOptions>).await? {
        for tag in image.repo_tags {
            // Podman puts a registry before every name.
            let name = tag.rsplit('/').next().and_then(|name| name.split(':').next());
            if name.is_some_and(belongs) {
                let removal = RemoveImageOptionsBuilder::default().force(true).build();
                gone(docker.remove_image(&tag, Some(removal), None).await.map(drop))?;
            }
        }
    }
    Ok(())
}

/// What is gone, or going, need not be removed.
fn gone(removed: Result<(), Error>) -> Result<(), Error> {
    match removed {
        Err(Error::DockerResponseServerError { status_code: 404, .. }) => Ok(()),
        Err(Error::DockerResponseServerError { status_code: 409, message }) if message.contains("in progress") => {
            Ok(())
        }
        other => other,
    }
}

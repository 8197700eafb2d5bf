//! What the engine's lists say about a project: pure conversions of their answers.
//!
//! Asking is not here.

use std::collections::{BTreeMap, HashMap};

use bollard::models::{ContainerSummary, ImageSummary, MountPoint, Network, Volume};
use gig_core::name::{InstanceName, ProjectName};
use gig_core::platform::{ConfigHash, InstanceKey, RestartPolicy, label};
use gig_core::runtime::{
    ImageId, InstanceId, NetworkId, Observed, ObservedInstance, ObservedMount, ObservedNetwork, ObservedVolume,
    RunState, Stranger,
};

use super::joined::Joined;
use super::{image, port, status};

/// The answers of the engine's four lists.
pub(super) struct Lists {
    pub(super) containers: Vec<ContainerSummary>,
    pub(super) images: Vec<ImageSummary>,
    pub(super) networks: Vec<Network>,
    pub(super) volumes: Vec<Volume>,
}

/// An answer that lacks what every engine says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the engine's answer is without `{field}`")]
pub(super) struct Incomplete {
    pub(super) field: &'static str,
}

/// Gives a field that every engine fills, or says that it is missing.
pub(super) fn required<T>(value: Option<T>, field: &'static str) -> Result<T, Incomplete> {
    value.ok_or(Incomplete { field })
}

/// Puts the lists together: what is the project's own, and everything else.
pub(super) fn observed(project: &ProjectName, lists: Lists) -> Result<Observed, Incomplete> {
    let mut observed = Observed {
        networks: lists.networks.into_iter().map(network).collect::<Result<_, _>>()?,
        volumes: lists.volumes.into_iter().map(volume).collect(),
        images: images(&lists.images),
        ..Observed::default()
    };
    for container in lists.containers {
        match Ownership::of(project, &container) {
            Some(ownership) => observed.instances.push(instance(ownership, container)?),
            None => observed.strangers.push(stranger(container)?),
        }
    }
    observed.instances.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(observed)
}

/// What labels and name together say of an instance of the project.
pub(super) struct Ownership {
    pub(super) name: InstanceName,
    pub(super) key: InstanceKey,
    pub(super) restart: RestartPolicy,
    pub(super) hash: Option<ConfigHash>,
}

impl Ownership {
    fn of(project: &ProjectName, container: &ContainerSummary) -> Option<Self> {
        let labels = container.labels.as_ref()?;
        let ownership = Self::read(labels, own_name(container)?)?;
        (ownership.key.project == *project).then_some(ownership)
    }

    /// Reads the labels of a container called `name`; `None` where one is missing or does not fit the name: then it is
    /// a stranger, which nobody touches.
    pub(super) fn read(labels: &HashMap<String, String>, name: &str) -> Option<Self> {
        let text = |key: &str| labels.get(key).map(String::as_str);
        let key = InstanceKey {
            project: text(label::PROJECT)?.parse().ok()?,
            service: text(label::SERVICE)?.parse().ok()?,
            ordinal: text(label::ORDINAL)?.parse().ok()?,
        };
        let name: InstanceName = name.parse().ok()?;
        let is_todays = text(label::HASH_VERSION) == Some(ConfigHash::VERSION.to_string().as_str());
        let hash = text(label::CONFIG_HASH).filter(|_| is_todays).map(ConfigHash::from_label);
        let restart = text(label::RESTART)?.parse().ok()?;
        (text(label::BASE_NAME)? == name.base.as_str()).then_some(Self { name, key, restart, hash })
    }
}

/// The engine lists a container under its own name and under those that legacy links give it: `/web`, `/proxy/web`.
fn own_name(container: &ContainerSummary) -> Option<&str> {
    let names = container.names.iter().flatten().filter_map(|name| name.strip_prefix('/'));
    names.into_iter().find(|name| !name.contains('/'))
}

fn instance(ownership: Ownership, container: ContainerSummary) -> Result<ObservedInstance, Incomplete> {
    let Ownership { name, key, restart, hash } = ownership;
    let joined = container.labels.as_ref().map(Joined::read).unwrap_or_default().ids();
    let status = status::parse(container.status.as_deref().unwrap_or(""));
    Ok(ObservedInstance {
        id: InstanceId::new(required(container.id, "Id")?),
        name,
        key,
        state: required(status::listed_state(container.state), "State")?,
        health: status.health,
        exit_code: status.exit_code,
        image: container.image.unwrap_or_default(),
        image_id: ImageId::new(required(container.image_id, "ImageID")?),
        hash,
        restart,
        created: container.created.unwrap_or(0),
        since: status.since,
        ports: port::observed(&container.ports.unwrap_or_default()),
        mounts: container.mounts.unwrap_or_default().into_iter().map(mount).collect(),
        joined,
        networks: network_names(container.network_settings.and_then(|settings| settings.networks)),
    })
}

fn stranger(container: ContainerSummary) -> Result<Stranger, Incomplete> {
    Ok(Stranger {
        name: own_name(&container).unwrap_or_default().to_owned(),
        id: InstanceId::new(required(container.id, "Id")?),
        running: status::listed_state(container.state).is_some_and(RunState::is_alive),
        ports: port::observed(&container.ports.unwrap_or_default()),
    })
}

fn mount(mount: MountPoint) -> ObservedMount {
    let is_volume = mount.typ.as_deref() == Some("volume");
    let is_bind = mount.typ.as_deref() == Some("bind");
    ObservedMount {
        target: mount.destination.unwrap_or_default(),
        volume: mount.name.filter(|_| is_volume),
        source: mount.source.filter(|_| is_bind),
        writable: mount.rw.unwrap_or(true),
    }
}

fn network_names<T>(networks: Option<HashMap<String, T>>) -> Vec<String> {
    let mut names: Vec<String> = networks.unwrap_or_default().into_keys().collect();
    names.sort();
    names
}

fn network(network: Network) -> Result<ObservedNetwork, Incomplete> {
    Ok(ObservedNetwork {
        id: NetworkId::new(required(network.id, "Id")?),
        name: required(network.name, "Name")?,
        project: network.labels.and_then(|mut labels| labels.remove(label::PROJECT)),
    })
}

fn volume(mut volume: Volume) -> ObservedVolume {
    ObservedVolume { project: volume.labels.remove(label::PROJECT), name: volume.name }
}

fn images(images: &[ImageSummary]) -> BTreeMap<String, ImageId> {
    let references = |image: &ImageSummary| -> Vec<(String, ImageId)> {
        let all = image.repo_tags.iter().chain(&image.repo_digests);
        all.filter_map(|text| image::familiar(text)).map(|reference| (reference, ImageId::new(&image.id))).collect()
    };
    images.iter().flat_map(references).collect()
}

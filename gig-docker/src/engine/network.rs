//! Networks and volumes: making sure that they are there, joining and leaving them, and removing them.

use std::collections::{BTreeMap, HashMap};

use bollard::models::{
    ContainerInspectResponse, EndpointSettings, Ipam as EngineIpam, IpamConfig, Network as EngineNetwork,
    NetworkConnectRequest, NetworkCreateRequest, NetworkDisconnectRequest, VolumeCreateRequest,
};
use bollard::query_parameters::{InspectContainerOptions, ListNetworksOptionsBuilder, RemoveVolumeOptions};
use gig_core::name::ProjectName;
use gig_core::platform::{AddressPool, Ipam, Network, Volume, label};
use gig_core::runtime::{Ensured, InstanceId, NetworkId, Removed, RuntimeError, RuntimeErrorKind, RuntimeResult};

use super::attachment::EngineNames;
use super::create::unless_empty;
use super::{EngineRuntime, attachment, podman, stated};

/// Makes sure that there is exactly one network of that name. The engine allows several, so whoever makes one looks
/// again afterwards, and of several the one with the lowest id stays: every run that looks comes to the same result.
pub(super) async fn ensure_network(
    engine: &EngineRuntime,
    project: &ProjectName,
    network: &Network,
) -> RuntimeResult<Ensured> {
    let present = networks_named(engine, &network.name).await?;
    if network.external && present.is_empty() {
        let message = "it is external, and there is none of that name";
        return Err(engine.call("find network", &network.name).error(RuntimeErrorKind::NotFound, message));
    }
    if network.external {
        return Ok(Ensured::Present);
    }
    if !present.is_empty() {
        keep_lowest(engine, project, present).await?;
        return Ok(Ensured::Present);
    }
    make_network(engine, project, network).await
}

async fn make_network(engine: &EngineRuntime, project: &ProjectName, network: &Network) -> RuntimeResult<Ensured> {
    let request = NetworkCreateRequest {
        name: network.name.clone(),
        driver: network.driver.clone(),
        options: unless_empty(network.driver_options.clone()),
        internal: Some(network.internal),
        // So that a container of another tool, or a debugging one, can join.
        attachable: Some(true),
        enable_ipv4: network.ipv4,
        enable_ipv6: network.ipv6,
        ipam: (network.ipam != Ipam::default()).then(|| ipam(&network.ipam)),
        labels: Some(labels(project, &network.labels)),
        ..NetworkCreateRequest::default()
    };
    let call = engine.call("create network", &network.name);
    let made = match call.answer(engine.docker.create_network(request)).await {
        Ok(made) => Ok(made.id),
        // Newer engines and Podman refuse a second one of a name: somebody else has just made it.
        Err(error) if error.kind == RuntimeErrorKind::Conflict => Err(error),
        Err(error) => return Err(error),
    };
    let kept = keep_lowest(engine, project, networks_named(engine, &network.name).await?).await?;
    match (kept, made) {
        (Some(kept), Ok(made)) if kept == made => Ok(Ensured::Made),
        (Some(_), _) => Ok(Ensured::Present),
        (None, Err(error)) => Err(error),
        (None, Ok(_)) => Err(call.error(RuntimeErrorKind::Other, "it was made, and is not there")),
    }
}

async fn networks_named(engine: &EngineRuntime, name: &str) -> RuntimeResult<Vec<EngineNetwork>> {
    let filters = HashMap::from([("name", vec![name])]);
    let options = ListNetworksOptionsBuilder::default().filters(&filters).build();
    let mut found = engine.call("list networks", name).answer(engine.docker.list_networks(Some(options))).await?;
    // The engine's filter takes a part of a name for the name.
    found.retain(|network| network.name.as_deref() == Some(name));
    found.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(found)
}

/// Removes all but the first, where they are the project's and nothing is connected; the engine itself refuses the rest.
async fn keep_lowest(
    engine: &EngineRuntime,
    project: &ProjectName,
    sorted: Vec<EngineNetwork>,
) -> RuntimeResult<Option<String>> {
    let mut networks = sorted.into_iter();
    let kept = networks.next().and_then(|network| network.id);
    let is_own = |network: &EngineNetwork| {
        network.labels.as_ref().and_then(|labels| labels.get(label::PROJECT)).map(String::as_str)
            == Some(project.as_str())
    };
    for id in networks.filter(is_own).filter_map(|network| network.id) {
        match remove_network(engine, &NetworkId::new(id)).await {
            Err(error) if error.kind != RuntimeErrorKind::Conflict => return Err(error),
            Ok(_) | Err(_) => {}
        }
    }
    Ok(kept)
}

fn labels(project: &ProjectName, of_file: &BTreeMap<String, String>) -> HashMap<String, String> {
    of_file.clone().into_iter().chain([(label::PROJECT.to_owned(), project.to_string())]).collect()
}

fn ipam(ipam: &Ipam) -> EngineIpam {
    let pool = |pool: &AddressPool| IpamConfig {
        subnet: pool.subnet.clone(),
        ip_range: pool.ip_range.clone(),
        gateway: pool.gateway.clone(),
        auxiliary_addresses: unless_empty(pool.aux_addresses.clone()),
    };
    EngineIpam {
        driver: ipam.driver.clone(),
        options: unless_empty(ipam.options.clone()),
        config: Some(ipam.pools.iter().map(pool).collect()),
    }
}

/// Removes a network that nothing uses.
pub(super) async fn remove_network(engine: &EngineRuntime, id: &NetworkId) -> RuntimeResult<Removed> {
    let call = engine.call("remove network", id.as_str());
    let Some(name) = podman::network_to_remove(engine, id.as_str()).await? else { return Ok(Removed::Absent) };
    match call.find(engine.docker.remove_network(&name)).await {
        Ok(Some(())) => Ok(Removed::Removed),
        Ok(None) => Ok(Removed::Absent),
        // "has active endpoints" comes with status 403.
        Err(error) if error.kind == RuntimeErrorKind::Rejected => {
            Err(RuntimeError { kind: RuntimeErrorKind::Conflict, ..error })
        }
        Err(error) => Err(error),
    }
}

/// Makes sure that there is a volume of that name.
pub(super) async fn ensure_volume(
    engine: &EngineRuntime,
    project: &ProjectName,
    volume: &Volume,
) -> RuntimeResult<Ensured> {
    let call = engine.call("find volume", &volume.name);
    let name = call.checked_name(&volume.name)?;
    if call.find(engine.docker.inspect_volume(name)).await?.is_some() {
        return Ok(Ensured::Present);
    }
    if volume.external {
        return Err(call.error(RuntimeErrorKind::NotFound, "it is external, and there is none of that name"));
    }
    let request = VolumeCreateRequest {
        name: Some(volume.name.clone()),
        driver: volume.driver.clone(),
        driver_opts: Some(volume.driver_options.clone().into_iter().collect()),
        labels: Some(labels(project, &volume.labels)),
        ..VolumeCreateRequest::default()
    };
    engine.call("create volume", &volume.name).answer(engine.docker.create_volume(request)).await?;
    Ok(Ensured::Made)
}

/// Removes a volume with everything in it.
pub(super) async fn remove_volume(engine: &EngineRuntime, name: &str) -> RuntimeResult<Removed> {
    let call = engine.call("remove volume", name).within(engine.limits.work);
    let name = call.checked_name(name)?;
    let removed = call.find(engine.docker.remove_volume(name, None::<RemoveVolumeOptions>)).await?;
    Ok(removed.map_or(Removed::Absent, |()| Removed::Removed))
}

/// Connects an instance under exactly `aliases`. The engine cannot change them, so an instance that is connected
/// under others leaves first.
pub(super) async fn connect(
    engine: &EngineRuntime,
    network: &str,
    id: &InstanceId,
    aliases: &[String],
) -> RuntimeResult<()> {
    let instance = look(engine, id).await?;
    let mut known = EndpointSettings::default();
    if let Some(endpoint) = endpoint_on(&instance, network) {
        let hostname = instance.config.as_ref().and_then(|config| config.hostname.as_deref());
        let added = EngineNames {
            id: id.as_str(),
            hostname: hostname.filter(|name| !aliases.iter().any(|alias| alias == name)),
        };
        if attachment::aliases(endpoint, added) == aliases.iter().cloned().collect() {
            return Ok(());
        }
        known = endpoint.clone();
        disconnect(engine, network, id).await?;
    }
    let links =
        instance.config.and_then(|config| config.labels).map(|labels| stated::links(&labels)).unwrap_or_default();
    let settings = attachment::settings(aliases.to_vec(), stated::link_texts(&links));
    let endpoint = attachment::rejoined(&known, settings);
    join(engine, network, id.as_str(), endpoint).await
}

/// Connects an instance that is not connected yet.
pub(super) async fn join(
    engine: &EngineRuntime,
    network: &str,
    id: &str,
    endpoint: EndpointSettings,
) -> RuntimeResult<()> {
    let call = engine.call("connect to network", network).within(engine.limits.work);
    let name = call.checked_name(network)?;
    let request = NetworkConnectRequest { container: id.to_owned(), endpoint_config: Some(endpoint) };
    call.answer(engine.docker.connect_network(name, request)).await
}

/// Takes an instance off a network; one that is not on it stays as it is.
pub(super) async fn disconnect(engine: &EngineRuntime, network: &str, id: &InstanceId) -> RuntimeResult<()> {
    let call = engine.call("disconnect from network", network).within(engine.limits.work);
    let name = call.checked_name(network)?;
    let request = NetworkDisconnectRequest { container: id.to_string(), force: Some(false) };
    match call.answer(engine.docker.disconnect_network(name, request)).await {
        Err(error) if !error.is_answer_lost() => match endpoint_on(&look(engine, id).await?, network) {
            Some(_) => Err(error),
            None => Ok(()),
        },
        other => other,
    }
}

async fn look(engine: &EngineRuntime, id: &InstanceId) -> RuntimeResult<ContainerInspectResponse> {
    let ask = || engine.docker.inspect_container(id.as_str(), None::<InspectContainerOptions>);
    engine.call("inspect instance", id.as_str()).answer(podman::settled(ask)).await
}

fn endpoint_on<'a>(instance: &'a ContainerInspectResponse, network: &str) -> Option<&'a EndpointSettings> {
    instance.network_settings.as_ref()?.networks.as_ref()?.get(network)
}

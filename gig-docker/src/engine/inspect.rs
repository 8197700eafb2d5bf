//! What a close look at an instance says: the way back from the engine's words, a pure conversion.
//!
//! The engine writes an instance's settings and those of its image together; what equals the image's is taken for the
//! image's. So a setting that the file repeats from the image does not come back.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use bollard::models::{
    ContainerConfig, ContainerInspectResponse, ContainerState, HealthStatusEnum, HostConfig, ImageConfig,
};
use gig_core::platform::{Configuration, Dns, ExtraHost, ImageReference};
use gig_core::runtime::{Health, ImageId, Inspection, InstanceId, RunState, StartMark};
use gig_core::secret::Secret;

use super::attachment::EngineNames;
use super::joined::Joined;
use super::observe::{Incomplete, Ownership, required};
use super::{attachment, devices, health, mount, namespaces, port, resources, restart, security, stated, status};

/// Says an answer in gig's words; `image` is the configuration of the instance's image.
pub(super) fn inspection(answer: ContainerInspectResponse, image: &ImageConfig) -> Result<Inspection, Incomplete> {
    let configuration = configuration(&answer, image);
    let state = answer.state.unwrap_or_default();
    let run_state = required(status::inspected_state(state.status), "State.Status")?;
    let host = answer.host_config.unwrap_or_default();
    Ok(Inspection {
        id: InstanceId::new(required(answer.id, "Id")?),
        name: required(answer.name, "Name")?.trim_start_matches('/').to_owned(),
        state: run_state,
        health: state_health(&state),
        exit_code: has_ended(run_state).then_some(state.exit_code).flatten(),
        started: start_mark(&state),
        restarts: answer.restart_count.and_then(|count| u32::try_from(count).ok()).unwrap_or(0),
        restart: restart::from_engine(host.restart_policy.as_ref()),
        configuration,
        image_id: ImageId::new(required(answer.image, "Image")?),
    })
}

fn has_ended(state: RunState) -> bool {
    matches!(state, RunState::Exited | RunState::Dead | RunState::Restarting)
}

/// The engine writes the year 1 where an instance never started.
pub(super) fn start_mark(state: &ContainerState) -> Option<StartMark> {
    let started = state.started_at.as_deref().filter(|text| !text.is_empty() && !text.starts_with("0001-"));
    started.map(StartMark::new)
}

/// Of an instance that does not run the engine repeats the last health it had.
fn state_health(state: &ContainerState) -> Health {
    if state.running == Some(false) {
        return Health::None;
    }
    match state.health.as_ref().and_then(|health| health.status) {
        Some(HealthStatusEnum::STARTING) => Health::Starting,
        Some(HealthStatusEnum::HEALTHY) => Health::Healthy,
        Some(HealthStatusEnum::UNHEALTHY) => Health::Unhealthy,
        Some(HealthStatusEnum::NONE | HealthStatusEnum::EMPTY) | None => Health::None,
    }
}

/// Gives the configuration of an instance of gig's, as far as the answer tells it.
fn configuration(answer: &ContainerInspectResponse, image: &ImageConfig) -> Option<Configuration> {
    let (own, host, id) = (answer.config.as_ref()?, answer.host_config.as_ref()?, answer.id.as_deref()?);
    let ownership = Ownership::read(own.labels.as_ref()?, answer.name.as_deref()?.trim_start_matches('/'))?;
    let reference: ImageReference = own.image.as_deref()?.parse().ok()?;
    let endpoints = answer.network_settings.as_ref().and_then(|settings| settings.networks.clone()).unwrap_or_default();
    let first = host.network_mode.as_deref();
    let added = EngineNames { id, hostname: own.hostname.as_deref() };
    let mut configuration = Configuration::new(reference);
    fill_from_own(&mut configuration, own, image);
    fill_from_host(&mut configuration, host, |name| stated::is_stated(own.labels.as_ref(), name));
    configuration.hostname = own.hostname.clone().filter(|name| !name.is_empty() && !id.starts_with(name.as_str()));
    configuration.platform = own.labels.as_ref().and_then(stated::platform);
    configuration.links = own.labels.as_ref().map(stated::links).unwrap_or_default();
    configuration.volumes_from = own.labels.as_ref().map(stated::read_volumes_from).unwrap_or_default();
    configuration.files = own.labels.as_ref().map(stated::files).unwrap_or_default();
    configuration.logging = own.labels.as_ref().and_then(|labels| stated::logging(labels, host.log_config.as_ref()));
    configuration.network_mode =
        first.filter(|_| stated::is_stated(own.labels.as_ref(), "network_mode")).map(str::to_owned);
    if configuration.network_mode.is_none() {
        configuration.networks = attachment::from_engine(&ownership.key, added, first, &endpoints);
    }
    configuration.expose =
        port::only_exposed(list(&own.exposed_ports), list(&image.exposed_ports), &configuration.ports);
    Joined::read(own.labels.as_ref()?).name_in(&mut configuration);
    stated::restore_endpoints(&mut configuration, own.labels.as_ref()?);
    stated::restore_order(&mut configuration, own.labels.as_ref()?);
    // The engine has `no` for a kept instance; the label has what it is in service.
    configuration.restart = ownership.restart;
    Some(configuration)
}

fn fill_from_own(configuration: &mut Configuration, own: &ContainerConfig, image: &ImageConfig) {
    let (entrypoint, command) = process(own, image);
    configuration.entrypoint = entrypoint;
    configuration.command = command;
    configuration.environment = environment(list(&own.env), list(&image.env));
    configuration.working_dir = beyond(own.working_dir.as_ref(), image.working_dir.as_ref());
    configuration.user = beyond(own.user.as_ref(), image.user.as_ref());
    configuration.domainname = own.domainname.clone().filter(|name| !name.is_empty());
    configuration.labels = labels(own.labels.as_ref(), image.labels.as_ref());
    configuration.health = health::from_engine(own.healthcheck.as_ref(), image.healthcheck.as_ref());
    configuration.stop_signal = beyond(own.stop_signal.as_ref(), image.stop_signal.as_ref());
    configuration.stop_grace =
        own.stop_timeout.and_then(|seconds| u64::try_from(seconds).ok()).map(Duration::from_secs);
    configuration.tty = own.tty.unwrap_or(false);
    configuration.stdin_open = own.open_stdin.unwrap_or(false);
}

fn fill_from_host(configuration: &mut Configuration, host: &HostConfig, is_stated: impl Fn(&str) -> bool) {
    configuration.ports = host.port_bindings.as_ref().map(port::published).unwrap_or_default();
    configuration.mounts = mount::from_engine(host);
    configuration.extra_hosts = list(&host.extra_hosts).iter().filter_map(|text| extra_host(text)).collect();
    configuration.init = host.init;
    configuration.security = security::from_engine(host, &is_stated);
    configuration.namespaces = namespaces::from_engine(host, &is_stated);
    configuration.devices = devices::from_engine(host);
    configuration.sysctls = by_name(&host.sysctls);
    configuration.runtime = host.runtime.clone().filter(|_| is_stated("runtime"));
    configuration.resources = resources::from_engine(host, &is_stated);
    configuration.annotations = by_name(&host.annotations);
    configuration.dns = Dns {
        servers: list(&host.dns).to_vec(),
        options: list(&host.dns_options).to_vec(),
        search: list(&host.dns_search).to_vec(),
    };
}

fn by_name(map: &Option<HashMap<String, String>>) -> BTreeMap<String, String> {
    map.clone().unwrap_or_default().into_iter().collect()
}

/// Gives the elements of a list that the engine may leave out.
pub(super) fn list(list: &Option<Vec<String>>) -> &[String] {
    list.as_deref().unwrap_or_default()
}

fn beyond(own: Option<&String>, image: Option<&String>) -> Option<String> {
    own.filter(|text| !text.is_empty() && Some(*text) != image).cloned()
}

/// An entrypoint of its own keeps the image's command away; a cleared command comes with the image's entrypoint.
fn process(own: &ContainerConfig, image: &ImageConfig) -> (Option<Vec<String>>, Option<Vec<String>>) {
    let (entrypoint, command) = (list(&own.entrypoint), list(&own.cmd));
    let cleared = |words: &[String]| if words == [String::new()] { Vec::new() } else { words.to_vec() };
    if entrypoint != list(&image.entrypoint) {
        return (Some(cleared(entrypoint)), (!command.is_empty()).then(|| command.to_vec()));
    }
    (None, (command != list(&image.cmd)).then(|| command.to_vec()))
}

fn environment(own: &[String], image: &[String]) -> BTreeMap<String, Secret> {
    let pair = |(name, value): (&str, &str)| (name.to_owned(), Secret::new(value));
    own.iter().filter(|entry| !image.contains(entry)).filter_map(|entry| entry.split_once('=')).map(pair).collect()
}

fn labels(own: Option<&HashMap<String, String>>, image: Option<&HashMap<String, String>>) -> BTreeMap<String, String> {
    let is_image = |key: &String, value: &String| image.and_then(|labels| labels.get(key)) == Some(value);
    let of_file = |(key, value): &(&String, &String)| !stated::is_gigs(key) && !is_image(key, value);
    own.into_iter().flatten().filter(of_file).map(|(key, value)| (key.clone(), value.clone())).collect()
}

fn extra_host(text: &str) -> Option<ExtraHost> {
    let (host, address) = text.split_once([':', '='])?;
    Some(ExtraHost { host: host.to_owned(), address: address.to_owned() })
}

//! What the engine is told when an instance is created: a pure conversion.
//!
//! The way back is in `inspect`; the two are kept together by a test.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use bollard::models::{ContainerCreateBody, EndpointSettings, HostConfig, HostConfigLogConfig, NetworkingConfig};
use gig_core::platform::{Configuration, InstanceSpec, Logging};
use gig_core::secret::Secret;

use super::{attachment, devices, health, mount, namespaces, port, resources, restart, security, stated};

/// What is sent to make an instance.
#[derive(Debug, PartialEq)]
pub(super) struct Creation {
    /// The body of the call that creates it.
    pub(super) body: ContainerCreateBody,
    /// The networks that it is connected to afterwards, since the engine takes only one at creation.
    pub(super) connections: Vec<(String, EndpointSettings)>,
}

/// How many networks the engine takes at creation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NetworksAtCreation {
    One,
    All,
}

/// Says `spec` in the engine's words. `image_entrypoint` is only looked at where the command is cleared.
pub(super) fn creation(spec: &InstanceSpec, at_creation: NetworksAtCreation, image_entrypoint: &[String]) -> Creation {
    let configuration = &spec.configuration;
    let mut endpoints = configuration
        .networks
        .iter()
        .filter(|attachment| !attachment::is_predefined(&attachment.network))
        .map(|one| (one.network.clone(), attachment::endpoint(&spec.key, one, &configuration.links)))
        .enumerate()
        .map(|(index, (network, endpoint))| match &configuration.mac_address {
            Some(mac) if index == 0 => (network, attachment::with_mac(endpoint, mac)),
            _ => (network, endpoint),
        });
    let first = match at_creation {
        NetworksAtCreation::One => endpoints.by_ref().take(1).collect(),
        NetworksAtCreation::All => endpoints.by_ref().collect(),
    };
    let connections = endpoints.collect();
    Creation { body: body(spec, first, image_entrypoint), connections }
}

/// The configuration is taken apart whole, so that a new field cannot be forgotten here.
fn body(
    spec: &InstanceSpec,
    endpoints: HashMap<String, EndpointSettings>,
    image_entrypoint: &[String],
) -> ContainerCreateBody {
    let Configuration {
        image,
        platform: _,
        entrypoint,
        command,
        environment,
        working_dir,
        user,
        hostname,
        domainname,
        labels,
        annotations,
        ports,
        expose,
        mounts,
        volumes_from,
        files: _,
        networks,
        network_mode,
        mac_address: _,
        links: _,
        extra_hosts,
        dns,
        restart: policy,
        health: check,
        stop_signal,
        stop_grace,
        init,
        security: rights,
        namespaces: shared,
        devices: granted,
        sysctls,
        runtime,
        resources: limits,
        logging,
        tty,
        stdin_open,
    } = &*spec.configuration;
    let (entrypoint, command) = process(entrypoint.as_deref(), command.as_deref(), image_entrypoint);
    let mounts = mount::to_engine(mounts, &spec.inherited);
    let network = network_mode.clone().or_else(|| networks.first().map(|first| first.network.clone()));
    let mut host = HostConfig {
        port_bindings: Some(port::bindings(ports)),
        binds: Some(mounts.binds),
        mounts: Some(mounts.mounts),
        tmpfs: Some(mounts.tmpfs),
        volumes_from: unless_empty(volumes_from.iter().map(stated::volumes_from)),
        network_mode: network,
        extra_hosts: Some(extra_hosts.iter().map(|entry| format!("{}:{}", entry.host, entry.address)).collect()),
        restart_policy: Some(restart::to_engine(*policy)),
        dns: Some(dns.servers.clone()),
        dns_options: Some(dns.options.clone()),
        dns_search: Some(dns.search.clone()),
        annotations: unless_empty(annotations.clone()),
        sysctls: unless_empty(sysctls.clone()),
        runtime: runtime.clone(),
        init: *init,
        log_config: logging.as_ref().map(log_config),
        ..HostConfig::default()
    };
    security::to_engine(rights, &mut host);
    namespaces::to_engine(shared, &mut host);
    devices::to_engine(granted, &mut host);
    resources::to_engine(limits, &mut host);
    ContainerCreateBody {
        image: Some(image.to_string()),
        entrypoint,
        cmd: command,
        env: Some(variables(environment)),
        working_dir: working_dir.clone(),
        user: user.clone(),
        hostname: hostname.clone(),
        domainname: domainname.clone(),
        labels: Some(all_labels(spec, labels)),
        exposed_ports: Some(port::exposed(ports, expose)),
        healthcheck: check.as_ref().map(health::to_engine),
        stop_signal: stop_signal.clone(),
        stop_timeout: stop_grace.map(whole_seconds),
        tty: Some(*tty),
        open_stdin: Some(*stdin_open),
        networking_config: Some(NetworkingConfig { endpoints_config: Some(endpoints) }),
        host_config: Some(host),
        ..ContainerCreateBody::default()
    }
}

fn all_labels(spec: &InstanceSpec, of_file: &BTreeMap<String, String>) -> HashMap<String, String> {
    let own = spec.labels().into_iter().chain(stated::labels(&spec.configuration));
    of_file.clone().into_iter().chain(own).collect()
}

/// The engine replaces an empty command by the image's, unless there is an entrypoint: so a cleared command needs the
/// image's entrypoint spelt out. A cleared entrypoint is written as one empty word.
fn process(
    entrypoint: Option<&[String]>,
    command: Option<&[String]>,
    image_entrypoint: &[String],
) -> (Option<Vec<String>>, Option<Vec<String>>) {
    let entrypoint = match (entrypoint, command) {
        (None, Some([])) => Some(image_entrypoint.to_vec()),
        (None, _) => None,
        (Some([]), _) => Some(vec![String::new()]),
        (Some(words), _) => Some(words.to_vec()),
    };
    (entrypoint, command.map(<[String]>::to_vec))
}

fn variables(environment: &BTreeMap<String, Secret>) -> Vec<String> {
    environment.iter().map(|(name, value)| format!("{name}={}", value.expose())).collect()
}

fn log_config(logging: &Logging) -> HostConfigLogConfig {
    let options = logging.options.iter().map(|(name, value)| (name.clone(), value.expose().to_owned()));
    HostConfigLogConfig { typ: Some(logging.driver.clone().unwrap_or_default()), config: Some(options.collect()) }
}

/// The engine counts in whole seconds; a part of one counts as one.
pub(super) fn whole_seconds(duration: Duration) -> i64 {
    let seconds = duration.as_secs() + u64::from(duration.subsec_nanos() > 0);
    number(seconds)
}

/// Gives a number of the engine's, which counts up to half as far.
pub(super) fn number(amount: u64) -> i64 {
    i64::try_from(amount).unwrap_or(i64::MAX)
}

/// Collects what there is. Where there is nothing, nothing is said: to some engines an empty list is a wish of its own.
pub(super) fn unless_empty<T, C: FromIterator<T>>(items: impl IntoIterator<Item = T>) -> Option<C> {
    let mut items = items.into_iter().peekable();
    items.peek().is_some().then(|| items.collect())
}

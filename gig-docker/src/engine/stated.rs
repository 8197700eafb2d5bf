//! What a file states and the engine forgets or mixes with its own: labels of this adapter hold it.
//!
//! An instance that leaves a network loses its links there, the engine adds its own settings to what an instance logs
//! with, and it keeps no order of mounts, ports and networks. No label holds a value that could be a secret.

use std::collections::HashMap;

use bollard::models::HostConfigLogConfig;
use gig_core::platform::{
    Configuration, ImagePlatform, Link, Logging, NetworkAttachment, UploadedFile, VolumesFrom, label,
};
use gig_core::secret::Secret;

use super::{joined, mount, port, upload};

/// The links, as `target:alias`, with commas between.
const LINKS: &str = "gig.links";
/// The log driver, or nothing, and the names of its options, with commas between.
const LOGGING: &str = "gig.logging";
/// The names of what was stated, among what the engine fills in where nothing is, with commas between.
const STATED: &str = "gig.stated";
/// The files that were put into it, one on a line, by the digests of their contents.
const FILES: &str = "gig.files";
/// The hardware address of the service, and of each network that says more its priority and hardware address.
const MAC: &str = "gig.mac";
const ENDPOINTS: &str = "gig.endpoints";
/// For which platform its image must be: of an instance the engine tells the operating system only.
const PLATFORM: &str = "gig.platform";
/// Whose volumes it has, one on a line, with what those mount.
const VOLUMES_FROM: &str = "gig.volumes-from";
/// The targets of the mounts, one on a line, where they are not in the order in which they are read back.
const MOUNTS: &str = "gig.order.mounts";
/// The published ports, likewise.
const PORTS: &str = "gig.order.ports";
/// The networks, likewise.
const NETWORKS: &str = "gig.order.networks";

/// Returns whether gig gave that label, and not a file.
pub(super) fn is_gigs(name: &str) -> bool {
    let of_specification = [
        label::PROJECT,
        label::SERVICE,
        label::ORDINAL,
        label::BASE_NAME,
        label::CONFIG_HASH,
        label::HASH_VERSION,
        label::RESTART,
    ];
    of_specification.contains(&name)
        || [
            LINKS,
            LOGGING,
            STATED,
            FILES,
            VOLUMES_FROM,
            MAC,
            ENDPOINTS,
            PLATFORM,
            MOUNTS,
            PORTS,
            NETWORKS,
            joined::LABEL,
        ]
        .contains(&name)
}

/// Gives the labels that keep what is stated; none where nothing is.
pub(super) fn labels(configuration: &Configuration) -> Vec<(String, String)> {
    let Configuration { links, logging, files, mounts, ports, networks, .. } = configuration;
    let (mut sorted_mounts, mut sorted_ports) = (mounts.clone(), ports.clone());
    mount::sort(&mut sorted_mounts);
    port::sort(&mut sorted_ports);
    let further: Vec<&str> = networks.iter().skip(1).map(|one| one.network.as_str()).collect();
    [
        (LINKS, (!links.is_empty()).then(|| link_texts(links).join(","))),
        (LOGGING, logging.as_ref().map(logging_text)),
        (VOLUMES_FROM, volumes_from_lines(configuration)),
        (MAC, configuration.mac_address.clone()),
        (ENDPOINTS, endpoints(networks)),
        (PLATFORM, configuration.platform.as_ref().map(ToString::to_string)),
        (STATED, Some(filled_in(configuration).join(",")).filter(|names| !names.is_empty())),
        (FILES, (!files.is_empty()).then(|| lines(files.iter().map(upload::stated)))),
        (MOUNTS, (sorted_mounts != *mounts).then(|| lines(mounts.iter().map(|one| one.target.clone())))),
        (PORTS, (sorted_ports != *ports).then(|| lines(ports.iter().map(ToString::to_string)))),
        (NETWORKS, (!further.is_sorted()).then(|| lines(networks.iter().map(|one| one.network.clone())))),
    ]
    .into_iter()
    .filter_map(|(label, text)| Some((label.to_owned(), text?)))
    .collect()
}

fn endpoints(networks: &[NetworkAttachment]) -> Option<String> {
    let line = |NetworkAttachment { network, endpoint, .. }: &NetworkAttachment| {
        let (priority, mac) = (endpoint.priority, endpoint.mac_address.as_deref());
        let priority = priority.map(|priority| priority.to_string()).unwrap_or_default();
        (endpoint.priority.is_some() || mac.is_some())
            .then(|| format!("{network},{priority},{}", mac.unwrap_or_default()))
    };
    let lines: Vec<String> = networks.iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Puts back what of the networks the engine does not keep.
pub(super) fn restore_endpoints(configuration: &mut Configuration, labels: &HashMap<String, String>) {
    configuration.mac_address = labels.get(MAC).cloned();
    for line in labels.get(ENDPOINTS).map(String::as_str).unwrap_or_default().lines() {
        let mut words = line.split(',');
        let (network, priority, mac) = (words.next(), words.next(), words.next());
        if let Some(found) = configuration.networks.iter_mut().find(|one| Some(one.network.as_str()) == network) {
            found.endpoint.priority = priority.and_then(|text| text.parse().ok());
            found.endpoint.mac_address = mac.filter(|mac| !mac.is_empty()).map(str::to_owned);
        }
    }
}

/// Reads for which platform the image must be.
pub(super) fn platform(labels: &HashMap<String, String>) -> Option<ImagePlatform> {
    labels.get(PLATFORM)?.parse().ok()
}

fn volumes_from_lines(configuration: &Configuration) -> Option<String> {
    let line = |from: &VolumesFrom| format!("{},{}", volumes_from(from), from.mounts.as_deref().unwrap_or_default());
    let from = &configuration.volumes_from;
    (!from.is_empty()).then(|| lines(from.iter().map(line)))
}

/// Says in the engine's words whose volumes an instance has.
pub(super) fn volumes_from(from: &VolumesFrom) -> String {
    let VolumesFrom { container, read_only, mounts: _ } = from;
    format!("{container}:{}", if *read_only { "ro" } else { "rw" })
}

/// Reads whose volumes an instance has.
pub(super) fn read_volumes_from(labels: &HashMap<String, String>) -> Vec<VolumesFrom> {
    let read = |line: &str| {
        let (from, mounts) = line.split_once(',')?;
        let (container, mode) = from.rsplit_once(':')?;
        let mounts = Some(mounts.to_owned()).filter(|mounts| !mounts.is_empty());
        Some(VolumesFrom { container: container.to_owned(), read_only: mode == "ro", mounts })
    };
    labels.get(VOLUMES_FROM).map(String::as_str).unwrap_or_default().lines().filter_map(read).collect()
}

fn filled_in(configuration: &Configuration) -> Vec<&'static str> {
    let Configuration { security, namespaces, resources, runtime, network_mode, .. } = configuration;
    let stated = [
        ("security_opt", !security.options.is_empty()),
        ("cgroup", namespaces.cgroup.is_some()),
        ("ipc", namespaces.ipc.is_some()),
        ("runtime", runtime.is_some()),
        ("network_mode", network_mode.is_some()),
        ("memswap", resources.memswap.is_some()),
        ("mem_swappiness", resources.mem_swappiness.is_some()),
        ("oom_kill_disable", resources.oom_kill_disable.is_some()),
        ("oom_score_adj", resources.oom_score_adj.is_some()),
    ];
    stated.into_iter().filter(|(_, stated)| *stated).map(|(name, _)| name).collect()
}

/// Returns whether something was stated that the engine would have filled in.
pub(super) fn is_stated(labels: Option<&HashMap<String, String>>, name: &str) -> bool {
    let stated = labels.and_then(|labels| labels.get(STATED)).map(String::as_str).unwrap_or_default();
    stated.split(',').any(|stated| stated == name)
}

fn lines(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}

/// Puts back the order that was stated.
pub(super) fn restore_order(configuration: &mut Configuration, labels: &HashMap<String, String>) {
    let Configuration { mounts, ports, networks, .. } = configuration;
    sort_as(labels.get(MOUNTS), mounts, |mount| mount.target.clone());
    sort_as(labels.get(PORTS), ports, ToString::to_string);
    sort_as(labels.get(NETWORKS), networks, |attachment| attachment.network.clone());
}

fn sort_as<T>(order: Option<&String>, items: &mut [T], name: impl Fn(&T) -> String) {
    let Some(order) = order else { return };
    items.sort_by_key(|item| {
        let name = name(item);
        order.lines().position(|line| line == name)
    });
}

/// Says links as the engine and the label have them.
pub(super) fn link_texts(links: &[Link]) -> Vec<String> {
    links.iter().map(|link| format!("{}:{}", link.target, link.alias)).collect()
}

fn logging_text(logging: &Logging) -> String {
    let driver = logging.driver.as_deref().unwrap_or_default();
    let words: Vec<&str> = std::iter::once(driver).chain(logging.options.keys().map(String::as_str)).collect();
    words.join(",")
}

/// Reads the links.
pub(super) fn links(labels: &HashMap<String, String>) -> Vec<Link> {
    let link = |(target, alias): (&str, &str)| Link { target: target.to_owned(), alias: alias.to_owned() };
    let texts = labels.get(LINKS).map(String::as_str).unwrap_or_default().split(',');
    texts.filter_map(|text| text.split_once(':')).map(link).collect()
}

/// Reads the files.
pub(super) fn files(labels: &HashMap<String, String>) -> Vec<UploadedFile> {
    let lines = labels.get(FILES).map(String::as_str).unwrap_or_default().lines();
    lines.filter_map(upload::read_stated).collect()
}

/// Picks from what the engine has what was stated.
pub(super) fn logging(labels: &HashMap<String, String>, engine: Option<&HostConfigLogConfig>) -> Option<Logging> {
    let mut words = labels.get(LOGGING)?.split(',');
    let driver = words.next().filter(|driver| !driver.is_empty()).map(str::to_owned);
    let values = engine.and_then(|log| log.config.as_ref());
    let option = |name: &str| Some((name.to_owned(), Secret::new(values?.get(name)?)));
    Some(Logging { driver, options: words.filter_map(option).collect() })
}

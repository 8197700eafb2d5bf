//! The places of an instance on its networks, in gig's words and in the engine's, in both directions.
//!
//! Making networks is not here.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use bollard::models::{EndpointIpamConfig, EndpointSettings};
use gig_core::platform::{Endpoint, InstanceKey, Link, NetworkAttachment};

use super::create::unless_empty;
use super::stated;

/// The option by which the engine learns the name of an interface.
const INTERFACE: &str = "com.docker.network.endpoint.ifname";

/// The aliases that an instance in service has on every network.
pub(super) fn base_aliases(key: &InstanceKey) -> [String; 2] {
    [key.service.to_string(), format!("{}_{}", key.project, key.service)]
}

/// Returns whether the engine itself made the network; it knows neither aliases nor links.
pub(super) fn is_predefined(network: &str) -> bool {
    matches!(network, "default" | "bridge" | "host" | "none") || network.starts_with("container:")
}

/// Says in the engine's words how an instance of `key` stands on a network.
pub(super) fn endpoint(key: &InstanceKey, attachment: &NetworkAttachment, links: &[Link]) -> EndpointSettings {
    let aliases: BTreeSet<String> = base_aliases(key).into_iter().chain(attachment.aliases.iter().cloned()).collect();
    placed(settings(aliases.into_iter().collect(), stated::link_texts(links)), &attachment.endpoint)
}

/// What an engine is too old for it passes over.
fn placed(settings: EndpointSettings, endpoint: &Endpoint) -> EndpointSettings {
    let Endpoint { ipv4, ipv6, link_local, mac_address, driver_options, priority: _, gateway_priority, interface } =
        endpoint;
    let addresses = EndpointIpamConfig {
        ipv4_address: ipv4.map(|address| address.to_string()),
        ipv6_address: ipv6.map(|address| address.to_string()),
        link_local_ips: unless_empty(link_local.clone()),
    };
    let interface = interface.clone().map(|name| (INTERFACE.to_owned(), name));
    let options: HashMap<String, String> = driver_options.clone().into_iter().chain(interface).collect();
    EndpointSettings {
        ipam_config: (addresses != EndpointIpamConfig::default()).then_some(addresses),
        mac_address: mac_address.clone(),
        driver_opts: unless_empty(options),
        gw_priority: *gateway_priority,
        ..settings
    }
}

/// Gives an endpoint the hardware address of its service, unless it has one of its own.
pub(super) fn with_mac(endpoint: EndpointSettings, mac: &str) -> EndpointSettings {
    EndpointSettings { mac_address: endpoint.mac_address.or_else(|| Some(mac.to_owned())), ..endpoint }
}

/// Gives what of an endpoint stays when its instance leaves the network and joins it again under other aliases.
pub(super) fn rejoined(endpoint: &EndpointSettings, settings: EndpointSettings) -> EndpointSettings {
    EndpointSettings {
        ipam_config: endpoint.ipam_config.clone(),
        driver_opts: endpoint.driver_opts.clone(),
        gw_priority: endpoint.gw_priority,
        ..settings
    }
}

/// Says aliases and links in the engine's words.
pub(super) fn settings(aliases: Vec<String>, links: Vec<String>) -> EndpointSettings {
    EndpointSettings { aliases: unless_empty(aliases), links: unless_empty(links), ..EndpointSettings::default() }
}

/// The names that the engine itself adds to the aliases of an instance: the start of its id, and its host name.
#[derive(Debug, Clone, Copy)]
pub(super) struct EngineNames<'a> {
    pub(super) id: &'a str,
    pub(super) hostname: Option<&'a str>,
}

impl EngineNames<'_> {
    fn contains(self, alias: &str) -> bool {
        (alias.len() == 12 && self.id.starts_with(alias)) || self.hostname == Some(alias)
    }
}

/// Gives the aliases of an endpoint without those that the engine added.
pub(super) fn aliases(endpoint: &EndpointSettings, added: EngineNames<'_>) -> BTreeSet<String> {
    endpoint.aliases.iter().flatten().filter(|alias| !added.contains(alias)).cloned().collect()
}

/// Says in gig's words on which networks an instance is: the one it was created on first, the others by name.
pub(super) fn from_engine(
    key: &InstanceKey,
    added: EngineNames<'_>,
    first: Option<&str>,
    endpoints: &HashMap<String, EndpointSettings>,
) -> Vec<NetworkAttachment> {
    let first = first.filter(|name| *name != "default");
    let mut names: Vec<&String> = endpoints.keys().filter(|name| first.is_some() || !is_predefined(name)).collect();
    names.sort_by_key(|name| (Some(name.as_str()) != first, *name));
    names.into_iter().map(|name| attachment(key, added, name, &endpoints[name])).collect()
}

fn attachment(
    key: &InstanceKey,
    added: EngineNames<'_>,
    network: &str,
    endpoint: &EndpointSettings,
) -> NetworkAttachment {
    let base = base_aliases(key);
    let own = aliases(endpoint, added).into_iter().filter(|alias| !base.contains(alias));
    NetworkAttachment { endpoint: own_endpoint(endpoint), ..NetworkAttachment::new(network, own.collect()) }
}

/// Hardware addresses and priorities stand in a label.
fn own_endpoint(endpoint: &EndpointSettings) -> Endpoint {
    let addresses = endpoint.ipam_config.clone().unwrap_or_default();
    let parsed = |text: Option<String>| text.filter(|text| !text.is_empty());
    let mut driver_options: BTreeMap<String, String> =
        endpoint.driver_opts.clone().unwrap_or_default().into_iter().collect();
    Endpoint {
        ipv4: parsed(addresses.ipv4_address).and_then(|text| text.parse().ok()),
        ipv6: parsed(addresses.ipv6_address).and_then(|text| text.parse().ok()),
        link_local: addresses.link_local_ips.unwrap_or_default(),
        interface: driver_options.remove(INTERFACE),
        driver_options,
        gateway_priority: endpoint.gw_priority.filter(|&priority| priority != 0),
        ..Endpoint::default()
    }
}

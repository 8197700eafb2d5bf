//! The places of an instance on its networks, in gig's words and in the engine's, in both directions.
//!
//! Making networks is not here.

use std::collections::{BTreeSet, HashMap};

use bollard::models::EndpointSettings;
use gig_core::platform::{InstanceKey, Link, NetworkAttachment};

use super::stated;

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
    settings(aliases.into_iter().collect(), stated::link_texts(links))
}

/// Says aliases and links in the engine's words.
pub(super) fn settings(aliases: Vec<String>, links: Vec<String>) -> EndpointSettings {
    let given = |list: Vec<String>| (!list.is_empty()).then_some(list);
    EndpointSettings { aliases: given(aliases), links: given(links), ..EndpointSettings::default() }
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
    NetworkAttachment { network: network.to_owned(), aliases: own.collect() }
}

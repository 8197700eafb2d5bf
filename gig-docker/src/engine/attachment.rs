//! The places of an instance on its networks, in gig's words and in the engine's, in both directions.
//!
//! Making networks is not here.

use std::collections::{BTreeSet, HashMap};

use bollard::models::EndpointSettings;
use gig_core::platform::{InstanceKey, Link, NetworkAttachment};

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
    settings(aliases.into_iter().collect(), link_texts(links))
}

/// Says aliases and links in the engine's words.
pub(super) fn settings(aliases: Vec<String>, links: Vec<String>) -> EndpointSettings {
    let given = |list: Vec<String>| (!list.is_empty()).then_some(list);
    EndpointSettings { aliases: given(aliases), links: given(links), ..EndpointSettings::default() }
}

/// Says links in the engine's words.
pub(super) fn link_texts(links: &[Link]) -> Vec<String> {
    links.iter().map(|link| format!("{}:{}", link.target, link.alias)).collect()
}

/// Says in gig's words what the engine keeps as links.
pub(super) fn links(texts: &[String]) -> Vec<Link> {
    let link = |(target, alias): (&str, &str)| Link { target: target.to_owned(), alias: alias.to_owned() };
    texts.iter().filter_map(|text| text.split_once(':')).map(link).collect()
}

/// Gives the aliases of an endpoint. Up to API 1.44 the engine adds the start of the instance's id.
pub(super) fn aliases(endpoint: &EndpointSettings, id: &str) -> BTreeSet<String> {
    let own = |alias: &&String| !(alias.len() == 12 && id.starts_with(alias.as_str()));
    endpoint.aliases.iter().flatten().filter(own).cloned().collect()
}

/// Says in gig's words on which networks an instance is: the one it was created on first, the others by name.
pub(super) fn from_engine(
    key: &InstanceKey,
    id: &str,
    first: Option<&str>,
    endpoints: &HashMap<String, EndpointSettings>,
) -> Vec<NetworkAttachment> {
    let first = first.filter(|name| *name != "default");
    let mut names: Vec<&String> = endpoints.keys().filter(|name| first.is_some() || !is_predefined(name)).collect();
    names.sort_by_key(|name| (Some(name.as_str()) != first, *name));
    names.into_iter().map(|name| attachment(key, id, name, &endpoints[name])).collect()
}

fn attachment(key: &InstanceKey, id: &str, network: &str, endpoint: &EndpointSettings) -> NetworkAttachment {
    let base = base_aliases(key);
    let own = aliases(endpoint, id).into_iter().filter(|alias| !base.contains(alias));
    NetworkAttachment { network: network.to_owned(), aliases: own.collect() }
}

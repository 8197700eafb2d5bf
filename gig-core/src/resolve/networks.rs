//! The top-level `networks`.

use indexmap::IndexMap;

use super::context::{Context, Decoded};
use super::shared::{Declared, engine_name};
use super::value::Value;
use crate::document::keys::nested;
use crate::name::{NetworkKey, ProjectName};
use crate::platform::Network;

/// The key of the network that a service is on when it names none.
pub(super) const DEFAULT: &str = "default";

/// Decodes the networks of the document and adds the project's own.
pub(super) fn declared(context: &Context<'_>, project: &ProjectName) -> Declared<Network> {
    let default = DEFAULT.parse().expect("`default` is a network name");
    let mut entries = IndexMap::from([(DEFAULT.to_owned(), Ok(own(default, project)))]);
    for entry in context.document.networks.iter() {
        let value = Value::new(context, &entry.key, &entry.value);
        let key = entry.key.parse::<NetworkKey>();
        let network = key
            .map_err(|error| context.error(entry.key_span, "invalid-name", error.to_string()))
            .and_then(|key| network(value, own(key, project)));
        entries.insert(entry.key.clone(), network);
    }
    Declared { kind: "network", entries }
}

fn own(key: NetworkKey, project: &ProjectName) -> Network {
    let name = format!("{project}_{key}");
    Network::new(key, name)
}

fn network(value: Value<'_>, mut network: Network) -> Decoded<Network> {
    if value.is_null() {
        return Ok(network);
    }
    let fields = value.fields(&nested::NETWORK)?;
    let (external, name) = engine_name(fields)?;
    network.external = external;
    network.name = name.unwrap_or(if external { network.key.to_string() } else { network.name });
    network.driver = fields.decode("driver", Value::text)?.filter(|driver| !driver.is_empty());
    network.internal = fields.decode("internal", Value::boolean)?.unwrap_or(false);
    Ok(network)
}

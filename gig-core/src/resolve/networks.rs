//! The top-level `networks`.

use indexmap::IndexMap;

use super::context::{Context, Decoded, all};
use super::shared::{Declared, by_name, engine_name};
use super::value::{Fields, Value};
use crate::document::keys::nested;
use crate::name::{NetworkKey, ProjectName};
use crate::platform::{AddressPool, Ipam, Network};

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
    network.driver_options = fields.decode("driver_opts", by_name)?.unwrap_or_default();
    network.internal = fields.decode("internal", Value::boolean)?.unwrap_or(false);
    network.attachable = fields.decode("attachable", Value::boolean)?;
    network.ipv4 = fields.decode("enable_ipv4", Value::boolean)?;
    network.ipv6 = fields.decode("enable_ipv6", Value::boolean)?;
    network.labels = fields.decode("labels", by_name)?.unwrap_or_default();
    network.ipam = fields.decode("ipam", ipam)?.unwrap_or_default();
    Ok(network)
}

fn ipam(value: Value<'_>) -> Decoded<Ipam> {
    let fields = value.fields(&nested::IPAM)?;
    let pools = |value: Value<'_>| all(value.list()?.into_iter().map(|item| pool(item.fields(&nested::IPAM_CONFIG)?)));
    Ok(Ipam {
        driver: fields.decode("driver", Value::text)?.filter(|driver| !driver.is_empty()),
        options: fields.decode("options", by_name)?.unwrap_or_default(),
        pools: fields.decode("config", pools)?.unwrap_or_default(),
    })
}

fn pool(fields: Fields<'_>) -> Decoded<AddressPool> {
    let text = |key| Ok(fields.decode(key, Value::text)?.filter(|text| !text.is_empty()));
    Ok(AddressPool {
        subnet: text("subnet")?,
        ip_range: text("ip_range")?,
        gateway: text("gateway")?,
        aux_addresses: fields.decode("aux_addresses", by_name)?.unwrap_or_default(),
    })
}

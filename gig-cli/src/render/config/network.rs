//! Networks, and how a service is on them.

use gig_core::platform::{AddressPool, Ipam, Network, NetworkAttachment, Platform};
use serde_json::{Value, json};

use super::Keys;

/// Describes a network.
pub(super) fn network(network: &Network) -> Value {
    let mut keys = Keys::default();
    keys.put("name", json!(network.name));
    keys.put_true("external", network.external);
    keys.put_some("driver", network.driver.as_ref());
    keys.put("driver_opts", json!(network.driver_options));
    keys.put_true("internal", network.internal);
    keys.put_true("attachable", network.attachable == Some(true));
    keys.put("enable_ipv4", json!(network.ipv4));
    keys.put("enable_ipv6", json!(network.ipv6));
    keys.put("labels", json!(network.labels));
    keys.put_even_null("ipam", ipam(&network.ipam));
    keys.into()
}

fn ipam(ipam: &Ipam) -> Value {
    let mut keys = Keys::default();
    keys.put_some("driver", ipam.driver.as_ref());
    keys.put("options", json!(ipam.options));
    keys.put("config", ipam.pools.iter().map(pool).collect());
    keys.into()
}

fn pool(pool: &AddressPool) -> Value {
    let mut keys = Keys::default();
    keys.put_some("subnet", pool.subnet.as_ref());
    keys.put_some("gateway", pool.gateway.as_ref());
    keys.put_some("ip_range", pool.ip_range.as_ref());
    keys.put("aux_addresses", json!(pool.aux_addresses));
    keys.into()
}

/// Describes the networks that a service is on, each under its key.
pub(super) fn networks(attachments: &[NetworkAttachment], platform: &Platform) -> Value {
    let entry = |attachment: &NetworkAttachment| {
        let known = platform.networks.iter().find(|network| network.name == attachment.network);
        let key = known.map_or_else(|| attachment.network.clone(), |network| network.key.to_string());
        (key, self::attachment(attachment))
    };
    Value::Object(attachments.iter().map(entry).collect())
}

/// What has no more to say than that it is on the network is `null`.
fn attachment(attachment: &NetworkAttachment) -> Value {
    let endpoint = &attachment.endpoint;
    let mut keys = Keys::default();
    keys.put("aliases", json!(attachment.aliases));
    keys.put_some("ipv4_address", endpoint.ipv4);
    keys.put_some("ipv6_address", endpoint.ipv6);
    keys.put("link_local_ips", json!(endpoint.link_local));
    keys.put_some("mac_address", endpoint.mac_address.as_ref());
    keys.put("driver_opts", json!(endpoint.driver_options));
    keys.put("priority", json!(endpoint.priority));
    keys.put("gw_priority", json!(endpoint.gateway_priority));
    keys.put_some("interface_name", endpoint.interface.as_ref());
    if keys.0.is_empty() { Value::Null } else { keys.into() }
}

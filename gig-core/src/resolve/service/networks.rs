//! `networks` of a service.

use std::str::FromStr;

use super::{Draft, present};
use crate::diagnostic::Diagnostic;
use crate::document::keys::nested;
use crate::platform::{Endpoint, NetworkAttachment};
use crate::resolve::context::{Decoded, Placed};
use crate::resolve::networks::DEFAULT;
use crate::resolve::shared::by_name;
use crate::resolve::value::{Fields, Shape, Value};
use crate::visible::quoted;

const DECLARE: &str = "declare it under the top-level `networks`";

/// `networks`: a list of keys, or a map with how it stands there.
pub(super) fn networks(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    match value.shape() {
        Shape::List(items) => {
            let join_listed = |item: Value<'_>| {
                let key = item.text()?;
                join(draft, &item.placed(key.as_str()), Vec::new(), Endpoint::default())
            };
            items.into_iter().map(join_listed).fold(Ok(()), Result::and)
        }
        Shape::Map(_) => {
            let join_keyed = |(entry, value): (&crate::document::Entry, Value<'_>)| {
                let (aliases, endpoint) = attachment(value)?;
                join(draft, &Placed { value: entry.key.as_str(), span: entry.key_span }, aliases, endpoint)
            };
            value.entries()?.into_iter().map(join_keyed).fold(Ok(()), Result::and)
        }
        Shape::Null | Shape::Scalar => Err(value.wrong_type("a list or a map")),
    }
}

/// Puts a service that names no network on the project's own.
pub(super) fn join_default(draft: &mut Draft<'_>) -> Decoded<()> {
    if !draft.networks.is_empty() || draft.configuration.network_mode.is_some() {
        return Ok(());
    }
    let span = draft.name.span;
    join(draft, &Placed { value: DEFAULT, span }, Vec::new(), Endpoint::default())
}

fn attachment(value: Value<'_>) -> Decoded<(Vec<String>, Endpoint)> {
    if value.is_null() {
        return Ok((Vec::new(), Endpoint::default()));
    }
    let fields = value.fields(&nested::ATTACHMENT)?;
    let mut aliases = fields.decode("aliases", Value::texts)?.unwrap_or_default();
    aliases.sort_unstable();
    aliases.dedup();
    Ok((aliases, endpoint(fields)?))
}

fn endpoint(fields: Fields<'_>) -> Decoded<Endpoint> {
    Ok(Endpoint {
        ipv4: fields.decode("ipv4_address", |value| address(value, "IPv4"))?.flatten(),
        ipv6: fields.decode("ipv6_address", |value| address(value, "IPv6"))?.flatten(),
        link_local: fields.decode("link_local_ips", Value::texts)?.unwrap_or_default(),
        mac_address: fields.decode("mac_address", Value::text)?.and_then(present),
        driver_options: fields.decode("driver_opts", by_name)?.unwrap_or_default(),
        priority: fields.decode("priority", Value::number)?,
        gateway_priority: fields.decode("gw_priority", Value::number)?,
        interface: fields.decode("interface_name", Value::text)?.and_then(present),
    })
}

/// An empty text leaves the address to the engine.
fn address<T: FromStr>(value: Value<'_>, kind: &str) -> Decoded<Option<T>> {
    value.parse_with("invalid-address", |text| match text {
        "" => Ok(None),
        _ => text.parse().map(Some).map_err(|_| format!("{} is not an {kind} address", quoted(text))),
    })
}

/// `mac_address` of the service is that of the network it is created on.
pub(super) fn mac_address(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.mac_address = present(value.text()?);
    Ok(())
}

fn join(draft: &mut Draft<'_>, key: &Placed<&str>, aliases: Vec<String>, endpoint: Endpoint) -> Decoded<()> {
    let context = draft.shared.context;
    let network = draft.shared.networks.used(context, key.value, key.span, DECLARE)?;
    let network = network.map_or_else(|| key.value.to_owned(), |network| network.name.clone());
    if draft.networks.contains_key(&network) {
        let message = format!("the service is on network {} twice", quoted(&network));
        context.flaw(Diagnostic::error("duplicate-network", message).at(context.place(key.span)))?;
    }
    draft.networks.insert(network.clone(), NetworkAttachment { network, aliases, endpoint });
    Ok(())
}

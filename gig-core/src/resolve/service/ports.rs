//! `ports`.

use std::collections::HashSet;

use super::Draft;
use crate::document::keys::nested;
use crate::platform::{Port, parse_ports};
use crate::resolve::WrittenPort;
use crate::resolve::context::Decoded;
use crate::resolve::value::{Shape, Value};
use crate::visible::quoted;

/// What happens where a variable leaves the address empty.
const DANGER: &str = "the port would be open to every address";

/// `ports`.
pub(super) fn ports(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let items = value.list()?;
    let (is_several, mut known) = (items.len() > 1, HashSet::new());
    let publish = |item: Value<'_>| {
        let (mut ports, written) = match item.shape() {
            Shape::Map(_) => long(item)?,
            Shape::Null | Shape::Scalar | Shape::List(_) => (short(item)?, WrittenPort::default()),
        };
        // What is only described may be said in two ways, as for the host and for a swarm.
        let said = value.context.is_described().then_some(&written);
        // One item says nothing twice.
        if is_several {
            ports.retain(|port| known.insert((*port, said.cloned())));
        }
        draft.describe(|all| all.ports.extend(std::iter::repeat_n(written, ports.len())));
        draft.ports.extend(ports.into_iter().map(|port| item.placed(port)));
        Ok(())
    };
    // What is right is kept, to be compared with what other services publish.
    items.into_iter().map(publish).fold(Ok(()), Result::and)
}

fn short(value: Value<'_>) -> Decoded<Vec<Port>> {
    let interpolated = value.interpolated()?;
    // An address that is empty by a default, or that nothing is written for, is meant to be.
    if !has_empty_address(&interpolated.text) || has_empty_address(&value.filled(&interpolated.unset, "unset")?) {
        return value.parse_interpolated(&interpolated, "invalid-port", parse_ports);
    }
    value.refuse_gaps(&interpolated, DANGER)?;
    parse_ports(&interpolated.text).map_err(|error| value.error("invalid-port", error.to_string()))
}

fn has_empty_address(text: &str) -> bool {
    text.rsplitn(3, ':').nth(2) == Some("")
}

/// The long form is the short one in pieces, so it is put together and parsed as such.
fn long(value: Value<'_>) -> Decoded<(Vec<Port>, WrittenPort)> {
    let fields = value.fields(&nested::PORT)?;
    let written = WrittenPort {
        on_host: fields.decode("mode", mode)?.unwrap_or(false),
        name: fields.decode("name", Value::text)?,
        app_protocol: fields.decode("app_protocol", Value::text)?,
    };
    let target = fields.required("target")?.text()?;
    let published = fields.decode("published", Value::text)?.unwrap_or_default();
    let address = fields.decode("host_ip", |address| address.text_without_gaps(DANGER))?;
    let protocol = fields.decode("protocol", Value::text)?.unwrap_or_else(|| "tcp".to_owned());
    let host = match address.filter(|address| !address.is_empty()) {
        Some(address) if address.contains(':') && !address.starts_with('[') => format!("[{address}]:{published}:"),
        Some(address) => format!("{address}:{published}:"),
        None if published.is_empty() => String::new(),
        None => format!("{published}:"),
    };
    let ports = parse_ports(&format!("{host}{target}/{protocol}"));
    Ok((ports.map_err(|error| value.error("invalid-port", error.to_string()))?, written))
}

/// Returns whether it is the host's mode. Without a swarm, both modes publish on the host.
fn mode(value: Value<'_>) -> Decoded<bool> {
    value.parse_with("unknown-value", |text| match text {
        "host" => Ok(true),
        "ingress" => Ok(false),
        _ => Err(format!("{} is not a mode of ports: it is `host` or `ingress`", quoted(text))),
    })
}

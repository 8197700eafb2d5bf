//! `ports`.

use super::Draft;
use crate::document::keys::nested;
use crate::platform::{Port, parse_ports};
use crate::resolve::context::Decoded;
use crate::resolve::value::{Shape, Value};
use crate::visible::quoted;

/// `ports`.
pub(super) fn ports(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let publish = |item: Value<'_>| {
        let ports = match item.shape() {
            Shape::Map(_) => long(item)?,
            Shape::Null | Shape::Scalar | Shape::List(_) => short(item)?,
        };
        draft.ports.extend(ports.into_iter().map(|port| item.placed(port)));
        Ok(())
    };
    // What is right is kept, to be compared with what other services publish.
    value.list()?.into_iter().map(publish).fold(Ok(()), Result::and)
}

fn short(value: Value<'_>) -> Decoded<Vec<Port>> {
    value.parse_with("invalid-port", parse_ports)
}

/// The long form is the short one in pieces, so it is put together and parsed as such.
fn long(value: Value<'_>) -> Decoded<Vec<Port>> {
    let fields = value.fields(&nested::PORT)?;
    fields.decode("mode", mode)?;
    let target = fields.required("target")?.text()?;
    let published = fields.decode("published", Value::text)?.unwrap_or_default();
    let address =
        fields.decode("host_ip", |address| address.text_without_gaps("the port would be open to every address"))?;
    let protocol = fields.decode("protocol", Value::text)?.unwrap_or_else(|| "tcp".to_owned());
    let host = match address.filter(|address| !address.is_empty()) {
        Some(address) if address.contains(':') && !address.starts_with('[') => format!("[{address}]:{published}:"),
        Some(address) => format!("{address}:{published}:"),
        None if published.is_empty() => String::new(),
        None => format!("{published}:"),
    };
    parse_ports(&format!("{host}{target}/{protocol}")).map_err(|error| value.error("invalid-port", error.to_string()))
}

/// Without a swarm, both modes publish on the host.
fn mode(value: Value<'_>) -> Decoded<()> {
    value.parse_with("unknown-value", |text| match text {
        "host" | "ingress" => Ok(()),
        _ => Err(format!("{} is not a mode of ports: it is `host` or `ingress`", quoted(text))),
    })
}

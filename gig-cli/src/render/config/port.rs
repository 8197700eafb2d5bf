//! What is published, in the long form.

use gig_core::platform::{HostPort, Port};
use gig_core::resolve::WrittenPort;
use serde_json::{Value, json};

use super::Keys;

/// Describes a published port. Without a swarm both modes publish on the host; compose says `ingress` where the file says
/// nothing.
pub(super) fn port((port, written): (&Port, &WrittenPort)) -> Value {
    let published = match port.host {
        HostPort::Ephemeral => None,
        HostPort::Fixed(port) => Some(port.to_string()),
        HostPort::Range(first, last) => Some(format!("{first}-{last}")),
    };
    let mut keys = Keys::default();
    keys.put_some("name", written.name.as_ref());
    keys.put("mode", json!(if written.on_host { "host" } else { "ingress" }));
    keys.put_some("host_ip", port.address);
    keys.put("target", json!(port.container));
    keys.put_some("published", published);
    keys.put("protocol", json!(port.protocol.to_string()));
    keys.put_some("app_protocol", written.app_protocol.as_ref());
    keys.into()
}

//! What is published, in the long form.

use gig_core::platform::{HostPort, Port};
use serde_json::{Value, json};

use super::Keys;

/// Describes a published port. Without a swarm both modes publish on the host; `ingress` is what compose says then.
pub(super) fn port(port: &Port) -> Value {
    let published = match port.host {
        HostPort::Ephemeral => None,
        HostPort::Fixed(port) => Some(port.to_string()),
        HostPort::Range(first, last) => Some(format!("{first}-{last}")),
    };
    let mut keys = Keys::default();
    keys.put("mode", json!("ingress"));
    keys.put_some("host_ip", port.address);
    keys.put("target", json!(port.container));
    keys.put_some("published", published);
    keys.put("protocol", json!(port.protocol.to_string()));
    keys.into()
}

//! Two services cannot publish on one port of the host.

use std::collections::HashMap;
use std::net::IpAddr;

use crate::diagnostic::Diagnostic;
use crate::platform::{HostPort, Port, Protocol};
use crate::resolve::context::{Context, Placed};
use crate::resolve::service::Draft;

/// A host port that is taken: by whom, and on which address.
type Taken<'a> = (&'a Draft<'a>, &'a Placed<Port>);

/// Reports each fixed host port that is published twice on addresses that overlap.
pub(super) fn host_ports(context: &Context<'_>, drafts: &[Draft<'_>]) {
    let mut taken: HashMap<(u16, Protocol), Vec<Taken<'_>>> = HashMap::new();
    for (draft, port) in drafts.iter().flat_map(|draft| draft.ports.iter().map(move |port| (draft, port))) {
        let HostPort::Fixed(number) = port.value.host else { continue };
        let others = taken.entry((number, port.value.protocol)).or_default();
        if let Some(other) = others.iter().find(|(_, other)| overlap(other.value.address, port.value.address)) {
            report(context, number, other, (draft, port));
        }
        others.push((draft, port));
    }
}

fn report(context: &Context<'_>, number: u16, other: &Taken<'_>, this: Taken<'_>) {
    let (first, second) = (&other.0.name.value, &this.0.name.value);
    let message = if first == second {
        format!("service `{first}` publishes host port {number} twice")
    } else {
        format!("services `{first}` and `{second}` both publish host port {number}")
    };
    let diagnostic = Diagnostic::error("duplicate-host-port", message).at(context.place(this.1.span));
    context.report(diagnostic.related(context.place(other.1.span), "it is also published here"));
}

/// Without an address a port is published on all addresses of both families.
fn overlap(one: Option<IpAddr>, other: Option<IpAddr>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            one.is_ipv4() == other.is_ipv4() && (one == other || one.is_unspecified() || other.is_unspecified())
        }
        (None, _) | (_, None) => true,
    }
}

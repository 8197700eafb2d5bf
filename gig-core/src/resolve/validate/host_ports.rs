//! Two services cannot publish on one port of the host.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::diagnostic::Diagnostic;
use crate::platform::{HostPort, Port, Protocol};
use crate::resolve::context::{Context, Placed};
use crate::resolve::service::Draft;

/// Reports each fixed host port that is published twice on addresses that overlap.
pub(super) fn host_ports(context: &Context<'_>, drafts: &[Draft<'_>]) {
    let mut taken = Taken::with_capacity(drafts.len());
    let ports = drafts.iter().flat_map(|draft| draft.ports.iter().map(move |port| Holder { draft, port }));
    for holder in ports.take_while(|_| !context.is_full()) {
        let HostPort::Fixed(number) = holder.port.value.host else { continue };
        if let Some(other) = taken.take(number, holder).filter(|other| !other.says_the_same(holder)) {
            report(context, number, other, holder);
        }
    }
}

/// Who publishes a port.
#[derive(Clone, Copy)]
struct Holder<'a> {
    draft: &'a Draft<'a>,
    port: &'a Placed<Port>,
}

impl Holder<'_> {
    /// Returns whether it is one service that says one port in two ways: that is one port.
    fn says_the_same(self, other: Self) -> bool {
        std::ptr::eq(self.draft, other.draft) && self.port.value == other.port.value
    }
}

/// What is published, so that what overlaps is found without looking at all of it.
struct Taken<'a> {
    by_address: HashMap<(u16, Protocol, IpAddr), Holder<'a>>,
    /// The first on any address of a family: of IPv4, or not.
    by_family: HashMap<(u16, Protocol, bool), Holder<'a>>,
}

impl<'a> Taken<'a> {
    fn with_capacity(ports: usize) -> Self {
        Self { by_address: HashMap::with_capacity(ports), by_family: HashMap::with_capacity(ports) }
    }

    /// Takes a port, and returns who has it already.
    fn take(&mut self, number: u16, holder: Holder<'a>) -> Option<Holder<'a>> {
        let addresses = addresses(holder.port.value.address);
        let other = addresses.iter().find_map(|address| self.holder(number, holder.port.value.protocol, *address));
        for address in addresses {
            let protocol = holder.port.value.protocol;
            self.by_address.entry((number, protocol, address)).or_insert(holder);
            self.by_family.entry((number, protocol, address.is_ipv4())).or_insert(holder);
        }
        other
    }

    fn holder(&self, number: u16, protocol: Protocol, address: IpAddr) -> Option<Holder<'a>> {
        if address.is_unspecified() {
            return self.by_family.get(&(number, protocol, address.is_ipv4())).copied();
        }
        let every = if address.is_ipv4() { EVERY[0] } else { EVERY[1] };
        [address, every].into_iter().find_map(|address| self.by_address.get(&(number, protocol, address)).copied())
    }
}

const EVERY: [IpAddr; 2] = [IpAddr::V4(Ipv4Addr::UNSPECIFIED), IpAddr::V6(Ipv6Addr::UNSPECIFIED)];

/// Without an address a port is published on all addresses of both families.
fn addresses(address: Option<IpAddr>) -> Vec<IpAddr> {
    address.map_or_else(|| EVERY.to_vec(), |address| vec![address])
}

fn report(context: &Context<'_>, number: u16, other: Holder<'_>, this: Holder<'_>) {
    let (first, second) = (&other.draft.name.value, &this.draft.name.value);
    let message = if first == second {
        format!("service `{first}` publishes host port {number} twice")
    } else {
        format!("services `{first}` and `{second}` both publish host port {number}")
    };
    let diagnostic = Diagnostic::error("duplicate-host-port", message).at(context.place(this.port.span));
    _ = context.flaw(diagnostic.related(context.place(other.port.span), "it is also published here"));
}

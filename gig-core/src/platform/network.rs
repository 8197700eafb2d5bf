//! Networks, and how a service is on one.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr};

use crate::name::NetworkKey;

/// A network as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Network {
    /// Its key in the file: `default` for the project's own.
    pub key: NetworkKey,
    /// Its name on the engine: `<project>_<key>`, unless the file says otherwise.
    pub name: String,
    /// Whether it is somebody else's: then it must exist, and gig neither makes nor removes it.
    pub external: bool,
    /// The driver, where the file names one.
    pub driver: Option<String>,
    /// The driver's options, by name.
    pub driver_options: BTreeMap<String, String>,
    /// Whether it has no way out.
    pub internal: bool,
    /// Whether the file says that containers of other tools may join; they may in any case.
    pub attachable: Option<bool>,
    /// Whether it has addresses of the older kind; the engine's choice is that it has.
    pub ipv4: Option<bool>,
    /// Whether it has addresses of the newer kind; the engine's choice is that it has not.
    pub ipv6: Option<bool>,
    /// The labels that the file gives it; gig's own is not here.
    pub labels: BTreeMap<String, String>,
    /// Where its addresses come from.
    pub ipam: Ipam,
}

impl Network {
    /// Makes one of the project's own networks, with the engine's defaults.
    #[must_use]
    pub fn new(key: NetworkKey, name: String) -> Self {
        Self {
            key,
            name,
            external: false,
            driver: None,
            driver_options: BTreeMap::new(),
            internal: false,
            attachable: None,
            ipv4: None,
            ipv6: None,
            labels: BTreeMap::new(),
            ipam: Ipam::default(),
        }
    }
}

/// Where the addresses of a network come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ipam {
    /// The driver that hands them out; `None` is the engine's.
    pub driver: Option<String>,
    /// The driver's options, by name.
    pub options: BTreeMap<String, String>,
    /// The stretches that it hands out.
    pub pools: Vec<AddressPool>,
}

/// A stretch of addresses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AddressPool {
    /// The whole, as `10.1.0.0/16`.
    pub subnet: Option<String>,
    /// The part that containers get theirs from.
    pub ip_range: Option<String>,
    /// The address of the way out.
    pub gateway: Option<String>,
    /// Addresses that are used by something else, by its name.
    pub aux_addresses: BTreeMap<String, String>,
}

/// That a service is on a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkAttachment {
    /// The network's name on the engine.
    pub network: String,
    /// The names it has there besides `<service>` and `<project>_<service>`; sorted.
    pub aliases: Vec<String>,
    /// How it stands there.
    pub endpoint: Endpoint,
}

impl NetworkAttachment {
    /// Puts a service on a network, with whatever address the engine gives it.
    pub fn new(network: impl Into<String>, aliases: Vec<String>) -> Self {
        Self { network: network.into(), aliases, endpoint: Endpoint::default() }
    }
}

/// How a service stands on a network; what is `None` or empty is the engine's choice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Endpoint {
    /// Its address of the older kind.
    pub ipv4: Option<Ipv4Addr>,
    /// Its address of the newer kind.
    pub ipv6: Option<Ipv6Addr>,
    /// Its addresses that are valid on this network only.
    pub link_local: Vec<String>,
    /// Its hardware address.
    pub mac_address: Option<String>,
    /// Options of the network's driver, by name.
    pub driver_options: BTreeMap<String, String>,
    /// The network of the highest priority is the one it is created on.
    pub priority: Option<i64>,
    /// The network of the highest of these is its way out.
    pub gateway_priority: Option<i64>,
    /// The name of the interface inside.
    pub interface: Option<String>,
}

//! How an instance finds the addresses of names.

/// How an instance finds the addresses of names that are not those of services; what is empty is the engine's choice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dns {
    /// The addresses of the servers, in the order in which they are asked.
    pub servers: Vec<String>,
    /// Options of the resolver, as `resolv.conf(5)` has them.
    pub options: Vec<String>,
    /// The domains in which short names are looked up, in that order.
    pub search: Vec<String>,
}

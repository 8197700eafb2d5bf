//! Which namespaces of the kernel an instance has to itself.

/// Which namespaces an instance has to itself, and which it shares: `host`, or another word that the engine knows.
/// `None` leaves it to the engine.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Namespaces {
    /// Of control groups: `host` or `private`.
    pub cgroup: Option<String>,
    /// Of communication between processes: `host`, `none`, `private`, `shareable` or `container:NAME`.
    pub ipc: Option<String>,
    /// Of processes: `host` or `container:NAME`.
    pub pid: Option<String>,
    /// Of users: `host`.
    pub user: Option<String>,
    /// Of the host name: `host`.
    pub uts: Option<String>,
}

//! What an instance may do on its host.

/// What an instance may do on its host.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Security {
    /// Whether it may do everything.
    pub privileged: bool,
    /// Capabilities it has beyond the engine's set; sorted.
    pub cap_add: Vec<String>,
    /// Capabilities that are taken from it; sorted.
    pub cap_drop: Vec<String>,
    /// Whether its root file system is read-only.
    pub read_only: bool,
    /// Options of the engine's, such as `no-new-privileges:true` or `seccomp:unconfined`.
    pub options: Vec<String>,
    /// Further groups of its user.
    pub groups: Vec<String>,
}

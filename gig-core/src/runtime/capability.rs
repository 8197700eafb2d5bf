//! What a runtime can do: plain input for the planner.

/// What a runtime can do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Capabilities {
    /// Whether it replaces an instance in place by itself, as Swarm does.
    pub replaces_in_place: bool,
    /// Whether one instance can be on several networks from its creation (API 1.44 and later).
    pub several_networks_at_creation: bool,
    /// Whether a health check can have an interval of its own at the start (API 1.44 and later).
    pub start_interval: bool,
}

impl Capabilities {
    /// Describes a plain Engine of API 1.41.
    #[must_use]
    pub fn engine() -> Self {
        Self { replaces_in_place: false, several_networks_at_creation: false, start_interval: false }
    }
}

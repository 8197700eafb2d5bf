//! The keys below `deploy`, most of which only a swarm heeds.

use super::{Nested, honoured, inert};

const SPREAD: &str = "an engine has no nodes to choose from";
const PUT_BACK: &str = "gig puts the old instance back at once, with nothing to set";

/// How a service is deployed.
pub const DEPLOY: Nested = Nested {
    under: "services.*.deploy",
    keys: &[
        inert("endpoint_mode", "only a swarm has a virtual address for a service"),
        inert("labels", "they are for the service of a swarm; those of a container stand in `labels` of the service"),
        honoured("mode"),
        inert("placement", SPREAD),
        honoured("replicas"),
        honoured("resources"),
        honoured("restart_policy"),
        inert("rollback_config", PUT_BACK),
        honoured("update_config"),
    ],
};

/// Which nodes it runs on.
pub const PLACEMENT: Nested = Nested {
    under: "services.*.deploy.placement",
    keys: &[honoured("constraints"), honoured("max_replicas_per_node"), honoured("preferences")],
};

/// Over what it is spread.
pub const PREFERENCE: Nested =
    Nested { under: "services.*.deploy.placement.preferences[]", keys: &[honoured("spread")] };

/// What it takes of the host.
pub const RESOURCES: Nested =
    Nested { under: "services.*.deploy.resources", keys: &[honoured("limits"), honoured("reservations")] };

/// What it may take at most.
pub const LIMITS: Nested = Nested {
    under: "services.*.deploy.resources.limits",
    keys: &[honoured("cpus"), honoured("memory"), honoured("pids")],
};

/// What is kept for it.
pub const RESERVATIONS: Nested = Nested {
    under: "services.*.deploy.resources.reservations",
    keys: &[
        inert("cpus", "engines keep no processors for a container"),
        honoured("devices"),
        inert("generic_resources", "only a swarm hands them out"),
        honoured("memory"),
    ],
};

/// A resource that a swarm's nodes say they have.
pub const GENERIC_RESOURCE: Nested = Nested {
    under: "services.*.deploy.resources.reservations.generic_resources[]",
    keys: &[honoured("discrete_resource_spec")],
};

/// How many of it.
pub const DISCRETE_RESOURCE: Nested = Nested {
    under: "services.*.deploy.resources.reservations.generic_resources[].discrete_resource_spec",
    keys: &[honoured("kind"), honoured("value")],
};

/// When it is started again.
pub const RESTART_POLICY: Nested = Nested {
    under: "services.*.deploy.restart_policy",
    keys: &[
        honoured("condition"),
        inert("delay", "the engine decides how long it waits, and doubles it each time"),
        honoured("max_attempts"),
        inert("window", "the engine takes ten seconds"),
    ],
};

/// How its instances are replaced.
pub const UPDATE_CONFIG: Nested = Nested {
    under: "services.*.deploy.update_config",
    keys: &[
        inert("delay", "gig goes on as soon as the new instances have proved themselves"),
        honoured("failure_action"),
        inert("max_failure_ratio", "gig puts back each instance that fails, and begins no other"),
        honoured("monitor"),
        honoured("order"),
        honoured("parallelism"),
    ],
};

/// How they are put back: with the keys of `update_config`, which say nothing more once the whole is inert.
pub const ROLLBACK_CONFIG: Nested = Nested {
    under: "services.*.deploy.rollback_config",
    keys: &[
        honoured("delay"),
        honoured("failure_action"),
        honoured("max_failure_ratio"),
        honoured("monitor"),
        honoured("order"),
        honoured("parallelism"),
    ],
};

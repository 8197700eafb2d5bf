//! What stands under the keys below `deploy`.

use super::Shape::{Choice, Decimal, Duration, Integer, Keys, List, Size, Text};
use super::{Described, LIST, PAIRS, key};
use crate::document::keys::nested::{self, deploy};

pub(super) const DEPLOY: &[Described] = &[
    key("endpoint_mode", Text, "How a swarm hands out requests"),
    key("labels", PAIRS, "Labels of the service of a swarm"),
    key("mode", Text, "`replicated` is all there is without a swarm"),
    key("placement", Keys(deploy::PLACEMENT), "Which nodes of a swarm it runs on"),
    key("replicas", Integer, "How many instances it has; the same as `scale`"),
    key("resources", Keys(deploy::RESOURCES), "What it takes of the host"),
    key("restart_policy", Keys(deploy::RESTART_POLICY), "When the engine starts it again; the same as `restart`"),
    key("rollback_config", Keys(deploy::ROLLBACK_CONFIG), "How instances are put back"),
    key("update_config", Keys(deploy::UPDATE_CONFIG), "How instances are replaced"),
];

pub(super) const PLACEMENT: &[Described] = &[
    key("constraints", LIST, "What must be true of a node"),
    key("max_replicas_per_node", Integer, "How many instances a node may have"),
    key("preferences", List(&Keys(deploy::PREFERENCE)), "Over what it is spread"),
];

pub(super) const RESOURCES: &[Described] = &[
    key("limits", Keys(deploy::LIMITS), "What it may take at most"),
    key("reservations", Keys(deploy::RESERVATIONS), "What is kept for it"),
];

pub(super) const LIMITS: &[Described] = &[
    key("cpus", Decimal, "How many processors it may use; the same as `cpus` of the service"),
    key("memory", Size, "How much memory it may use; the same as `mem_limit`"),
    key("pids", Integer, "How many processes it may have; the same as `pids_limit`"),
];

pub(super) const RESERVATIONS: &[Described] = &[
    key("cpus", Decimal, "How many processors are kept for it"),
    key("devices", List(&Keys(nested::DEVICE_REQUEST)), "Devices that a driver picks"),
    key(
        "generic_resources",
        List(&Keys(deploy::GENERIC_RESOURCE)),
        "Resources that the nodes of a swarm say they have",
    ),
    key("memory", Size, "How much memory it is left with where memory is scarce; the same as `mem_reservation`"),
];

pub(super) const GENERIC_RESOURCE: &[Described] =
    &[key("discrete_resource_spec", Keys(deploy::DISCRETE_RESOURCE), "A resource that is counted")];

pub(super) const DISCRETE_RESOURCE: &[Described] =
    &[key("kind", Text, "Which resource"), key("value", Integer, "How many of it")];

pub(super) const RESTART_POLICY: &[Described] = &[
    key("condition", Text, "`any` is always, `on-failure` where it failed, `none` is never"),
    key("delay", Duration, "How long the engine waits before"),
    key("max_attempts", Integer, "How often, for `on-failure`"),
    key("window", Duration, "How long it must run to have started"),
];

/// Those of [`ROLLBACK_CONFIG`](deploy::ROLLBACK_CONFIG) are the same.
pub(super) const UPDATE_CONFIG: &[Described] = &[
    key("delay", Duration, "How long gig waits before the next instances"),
    key("failure_action", Text, "What happens when a new instance fails; gig puts the old one back"),
    key("max_failure_ratio", Decimal, "How many instances may fail"),
    key("monitor", Duration, "How long a new instance without a health check is watched"),
    key("order", Choice(&["stop-first", "start-first"]), "Which comes first; gig stops the old instance first"),
    key("parallelism", Integer, "How many instances give way at once; 1 where nothing is said, all with 0"),
];

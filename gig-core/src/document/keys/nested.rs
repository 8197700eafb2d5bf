//! The keys of the maps below the keys: the long forms, and what the top-level keys declare.
//!
//! A decoder in [`resolve`](mod@crate::resolve) reads a map through its table here, so that no key of it is passed over.

pub mod deploy;

use super::{Key, honoured, inert, refused};

/// A map with fixed keys that stands below another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nested {
    /// Where it stands, as a path: `*` is a name that the user chose, `[]` an item of a list.
    pub under: &'static str,
    /// Its keys, in the order of the alphabet.
    pub keys: &'static [Key],
}

/// All tables of this file, in the order in which the documents show them.
pub const NESTED: &[Nested] = &[
    ENVIRONMENT,
    DEPENDENCY,
    ENV_FILE,
    HEALTH_CHECK,
    HOOK,
    LOGGING,
    ATTACHMENT,
    PORT,
    ULIMIT,
    MOUNT,
    MOUNT_BIND,
    MOUNT_TMPFS,
    MOUNT_VOLUME,
    NETWORK,
    IPAM,
    IPAM_CONFIG,
    VOLUME,
    CONFIG,
    SECRET,
    GRANT,
    EXTERNAL,
    deploy::DEPLOY,
    deploy::PLACEMENT,
    deploy::PREFERENCE,
    deploy::RESOURCES,
    deploy::LIMITS,
    deploy::RESERVATIONS,
    deploy::GENERIC_RESOURCE,
    deploy::DISCRETE_RESOURCE,
    deploy::RESTART_POLICY,
    deploy::UPDATE_CONFIG,
    deploy::ROLLBACK_CONFIG,
    BLOCK_IO,
    WEIGHT_DEVICE,
    RATE_DEVICE,
    DEVICE,
    DEVICE_REQUEST,
];

/// What is known of an environment.
pub const ENVIRONMENT: Nested = Nested { under: "environments.*", keys: &[honoured("protected")] };

/// The long form of a dependency.
pub const DEPENDENCY: Nested = Nested {
    under: "services.*.depends_on.*",
    keys: &[honoured("condition"), honoured("required"), honoured("restart")],
};

/// The long form of an env file.
pub const ENV_FILE: Nested =
    Nested { under: "services.*.env_file[]", keys: &[honoured("format"), honoured("path"), honoured("required")] };

/// A health check.
pub const HEALTH_CHECK: Nested = Nested {
    under: "services.*.healthcheck",
    keys: &[
        honoured("disable"),
        honoured("interval"),
        honoured("retries"),
        honoured("start_interval"),
        honoured("start_period"),
        honoured("test"),
        honoured("timeout"),
    ],
};

/// A command that is run in an instance after its start or before its stop.
pub const HOOK: Nested = Nested {
    under: "services.*.post_start[], services.*.pre_stop[]",
    keys: &[
        honoured("command"),
        honoured("environment"),
        honoured("privileged"),
        honoured("user"),
        honoured("working_dir"),
    ],
};

/// Where the output of a service goes.
pub const LOGGING: Nested = Nested { under: "services.*.logging", keys: &[honoured("driver"), honoured("options")] };

/// How a service is on a network.
pub const ATTACHMENT: Nested = Nested {
    under: "services.*.networks.*",
    keys: &[
        honoured("aliases"),
        honoured("driver_opts"),
        honoured("gw_priority"),
        honoured("interface_name"),
        honoured("ipv4_address"),
        honoured("ipv6_address"),
        honoured("link_local_ips"),
        honoured("mac_address"),
        honoured("priority"),
    ],
};

/// The long form of a port.
pub const PORT: Nested = Nested {
    under: "services.*.ports[]",
    keys: &[
        inert("app_protocol", "the engine does not look into what goes through a port"),
        honoured("host_ip"),
        honoured("mode"),
        inert("name", "nothing refers to a port by name"),
        honoured("protocol"),
        honoured("published"),
        honoured("target"),
    ],
};

/// The long form of a limit of processes.
pub const ULIMIT: Nested = Nested { under: "services.*.ulimits.*", keys: &[honoured("hard"), honoured("soft")] };

/// The long form of a mount.
pub const MOUNT: Nested = Nested {
    under: "services.*.volumes[]",
    keys: &[
        honoured("bind"),
        inert("consistency", "engines have stopped to heed it"),
        refused("image", "mount a volume, and let a job of that image fill it"),
        honoured("read_only"),
        honoured("source"),
        honoured("target"),
        honoured("tmpfs"),
        honoured("type"),
        honoured("volume"),
    ],
};

/// The options of a mounted path.
pub const MOUNT_BIND: Nested = Nested {
    under: "services.*.volumes[].bind",
    keys: &[
        honoured("create_host_path"),
        honoured("propagation"),
        refused("recursive", "what is mounted below a path comes with it; leave it out"),
        honoured("selinux"),
    ],
};

/// The options of mounted memory.
pub const MOUNT_TMPFS: Nested =
    Nested { under: "services.*.volumes[].tmpfs", keys: &[honoured("mode"), honoured("size")] };

/// The options of a mounted volume.
pub const MOUNT_VOLUME: Nested = Nested {
    under: "services.*.volumes[].volume",
    keys: &[
        refused("labels", "label it where it is declared"),
        honoured("nocopy"),
        refused("subpath", "mount the whole volume, or declare one for the part"),
    ],
};

/// A network that is declared.
pub const NETWORK: Nested = Nested {
    under: "networks.*",
    keys: &[
        honoured("attachable"),
        honoured("driver"),
        honoured("driver_opts"),
        honoured("enable_ipv4"),
        honoured("enable_ipv6"),
        honoured("external"),
        honoured("internal"),
        honoured("ipam"),
        honoured("labels"),
        honoured("name"),
    ],
};

/// Where the addresses of a network come from.
pub const IPAM: Nested =
    Nested { under: "networks.*.ipam", keys: &[honoured("config"), honoured("driver"), honoured("options")] };

/// A stretch of addresses.
pub const IPAM_CONFIG: Nested = Nested {
    under: "networks.*.ipam.config[]",
    keys: &[honoured("aux_addresses"), honoured("gateway"), honoured("ip_range"), honoured("subnet")],
};

/// A volume that is declared.
pub const VOLUME: Nested = Nested {
    under: "volumes.*",
    keys: &[honoured("driver"), honoured("driver_opts"), honoured("external"), honoured("labels"), honoured("name")],
};

const UNLABELLED: &str = "there is no store of configs and secrets to label it in";
const NO_STORE: &str = "engines have such stores in swarm mode only";
const NO_TEMPLATES: &str = "only a swarm fills in templates";

/// A config that is declared.
pub const CONFIG: Nested = Nested {
    under: "configs.*",
    keys: &[
        honoured("content"),
        honoured("environment"),
        honoured("external"),
        honoured("file"),
        inert("labels", UNLABELLED),
        honoured("name"),
        inert("template_driver", NO_TEMPLATES),
    ],
};

/// A secret that is declared.
pub const SECRET: Nested = Nested {
    under: "secrets.*",
    keys: &[
        inert("driver", NO_STORE),
        inert("driver_opts", NO_STORE),
        honoured("environment"),
        honoured("external"),
        honoured("file"),
        inert("labels", UNLABELLED),
        honoured("name"),
        inert("template_driver", NO_TEMPLATES),
    ],
};

/// The long form of a config or secret that a service takes.
pub const GRANT: Nested = Nested {
    under: "services.*.configs[], services.*.secrets[]",
    keys: &[honoured("gid"), honoured("mode"), honoured("source"), honoured("target"), honoured("uid")],
};

/// How fast a service may use the disks.
pub const BLOCK_IO: Nested = Nested {
    under: "services.*.blkio_config",
    keys: &[
        honoured("device_read_bps"),
        honoured("device_read_iops"),
        honoured("device_write_bps"),
        honoured("device_write_iops"),
        honoured("weight"),
        honoured("weight_device"),
    ],
};

/// Its share of one device.
pub const WEIGHT_DEVICE: Nested =
    Nested { under: "services.*.blkio_config.weight_device[]", keys: &[honoured("path"), honoured("weight")] };

/// How fast it may use one device.
pub const RATE_DEVICE: Nested =
    Nested { under: "services.*.blkio_config.device_*[]", keys: &[honoured("path"), honoured("rate")] };

/// The long form of a device.
pub const DEVICE: Nested =
    Nested { under: "services.*.devices[]", keys: &[honoured("permissions"), honoured("source"), honoured("target")] };

/// Devices that a driver picks.
pub const DEVICE_REQUEST: Nested = Nested {
    under: "services.*.gpus[], services.*.deploy.resources.reservations.devices[]",
    keys: &[
        honoured("capabilities"),
        honoured("count"),
        honoured("device_ids"),
        honoured("driver"),
        honoured("options"),
    ],
};

/// How compose 2 named what is somebody else's.
pub const EXTERNAL: Nested = Nested {
    under: "networks.*.external, volumes.*.external, configs.*.external, secrets.*.external",
    keys: &[honoured("name")],
};

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{NESTED, Nested};
    use crate::document::keys::support;

    #[test]
    fn every_table_is_in_the_list_and_in_order() {
        let declared = [include_str!("nested.rs"), include_str!("nested/deploy.rs")];
        let declared = declared
            .into_iter()
            .flat_map(str::lines)
            .filter(|line| line.starts_with("pub const") && line.contains(": Nested ="))
            .count();
        assert_eq!(NESTED.len(), declared, "a table is missing in `NESTED`");
        let places: HashSet<_> = NESTED.iter().map(|nested| nested.under).collect();
        assert_eq!(places.len(), NESTED.len(), "two tables for one place");
        for Nested { under, keys } in NESTED {
            assert!(keys.is_sorted_by(|one, other| one.name < other.name), "{under}: in order, and none twice");
            assert!(keys.iter().all(|key| support(keys, key.name) == Some(key.support)));
        }
    }
}

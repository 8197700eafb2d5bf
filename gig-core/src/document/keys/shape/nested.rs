//! What stands under the keys below the keys.

use super::Shape::{Boolean, Choice, Duration, Integer, Keys, List, Named, OneOf, Scalar, Size, Text};
use super::{Described, LIST, PAIRS, Shape, deploy as under_deploy, key};
use crate::document::keys::nested::{self, Nested, deploy};

const EXTERNAL: Shape = OneOf(&[Boolean, Keys(nested::EXTERNAL)]);
const RATES: Shape = List(&Keys(nested::RATE_DEVICE));
const CONDITIONS: &[&str] = &["service_started", "service_healthy", "service_completed_successfully"];
const PROPAGATIONS: &[&str] = &["private", "rprivate", "shared", "rshared", "slave", "rslave"];
const OTHERS: &str = "Whether it is somebody else's: it must be there, and gig neither makes nor removes it";
const DRIVER: &str = "The driver; else the engine's own";
const OPTIONS: &str = "Options of the driver";
const LABELS: &str = "Labels";
const NAME: &str = "Its name on the engine; else `project_NAME`";
const FILE: &str = "The file with its content";
const VARIABLE: &str = "The variable with its content";
const TEMPLATES: &str = "The driver that fills in templates";

/// The keys of [`NESTED`](nested::NESTED), table by table, with what stands under them.
pub const NESTED: &[(Nested, &[Described])] = &[
    (nested::ENVIRONMENT, &[key("protected", Boolean, "Whether gig asks before it changes anything there")]),
    (
        nested::DEPENDENCY,
        &[
            key("condition", Choice(CONDITIONS), "How far it must have come"),
            key("required", Boolean, "Whether it must have succeeded; `true` where nothing is said"),
            key("restart", Boolean, "Whether the service is restarted with it"),
        ],
    ),
    (
        nested::ENV_FILE,
        &[
            key("format", Choice(&["raw"]), "`raw` takes each value as it is, quotes and all"),
            key("path", Text, "The file"),
            key("required", Boolean, "Whether it must be there; `true` where nothing is said"),
        ],
    ),
    (
        nested::HEALTH_CHECK,
        &[
            key("disable", Boolean, "Whether the health check of the image is left out"),
            key("interval", Duration, "How long after a check the next one begins"),
            key("retries", Integer, "How many checks in a row must fail until it is unhealthy"),
            key("start_interval", Duration, "How long after a check the next one begins, within `start_period`"),
            key("start_period", Duration, "How long failures do not count after the start"),
            key("test", OneOf(&[Text, LIST]), "What is run: a text for a shell, or `[CMD, program, argument, ..]`"),
            key("timeout", Duration, "How long a check may take"),
        ],
    ),
    (
        nested::HOOK,
        &[
            key("command", OneOf(&[Text, LIST]), "The program and its arguments"),
            key("environment", PAIRS, "Variables that it gets beside those of the service"),
            key("privileged", Boolean, "Whether it has all rights over the host"),
            key("user", Text, "The user that it runs as, `user[:group]`; else that of the service"),
            key("working_dir", Text, "The folder that it runs in; else that of the service"),
        ],
    ),
    (nested::LOGGING, &[key("driver", Text, "Where the output goes"), key("options", Named(&Scalar), OPTIONS)]),
    (
        nested::ATTACHMENT,
        &[
            key("aliases", LIST, "Further names that it has there"),
            key("driver_opts", PAIRS, OPTIONS),
            key("gw_priority", Integer, "The network with the highest one is the way out"),
            key("interface_name", Text, "The name of the interface"),
            key("ipv4_address", Text, "Its address there"),
            key("ipv6_address", Text, "Its IPv6 address there"),
            key("link_local_ips", LIST, "Its addresses on the link"),
            key("mac_address", Text, "Its address on the link layer"),
            key("priority", Integer, "The network with the highest one is joined first"),
        ],
    ),
    (
        nested::PORT,
        &[
            key("app_protocol", Text, "What is spoken there"),
            key("host_ip", Text, "The address of the host"),
            key("mode", Choice(&["host", "ingress"]), "How it is published; both are the same without a swarm"),
            key("name", Text, "A name of the port"),
            key("protocol", Choice(&["tcp", "udp", "sctp"]), "`tcp` where nothing is said"),
            key("published", Text, "The port of the host, or a range of them"),
            key("target", Text, "The port of the container"),
        ],
    ),
    (nested::ULIMIT, &[key("hard", Integer, "What it can be raised to"), key("soft", Integer, "What holds")]),
    (
        nested::MOUNT,
        &[
            key("bind", Keys(nested::MOUNT_BIND), "Options of a mounted path"),
            key("consistency", Text, "How soon both sides see the same"),
            key("image", Shape::Anything, "Options of a mounted image"),
            key("read_only", Boolean, "Whether it is mounted read-only"),
            key("source", Text, "The path of the host, or the volume"),
            key("target", Text, "Where it is mounted"),
            key("tmpfs", Keys(nested::MOUNT_TMPFS), "Options of mounted memory"),
            key("type", Choice(&["bind", "volume", "tmpfs"]), "What is mounted: a path, a volume, memory"),
            key("volume", Keys(nested::MOUNT_VOLUME), "Options of a mounted volume"),
        ],
    ),
    (
        nested::MOUNT_BIND,
        &[
            key("create_host_path", Boolean, "Whether a folder that is missing is made; `true` where nothing is said"),
            key("propagation", Choice(PROPAGATIONS), "Whether later mounts below it are seen on the other side"),
            key("recursive", Shape::Anything, "What happens to mounts below it"),
            key("selinux", Choice(&["z", "Z"]), "Its label: `z` is shared, `Z` is its own"),
        ],
    ),
    (nested::MOUNT_TMPFS, &[key("mode", Text, "Its mode, octal"), key("size", Size, "How large it may become")]),
    (
        nested::MOUNT_VOLUME,
        &[
            key("labels", Shape::Anything, LABELS),
            key("nocopy", Boolean, "Whether a new volume stays empty, without what the image has there"),
            key("subpath", Shape::Anything, "The folder of it that is mounted"),
        ],
    ),
    (
        nested::NETWORK,
        &[
            key("attachable", Boolean, "Whether other containers may join it"),
            key("driver", Text, DRIVER),
            key("driver_opts", PAIRS, OPTIONS),
            key("enable_ipv4", Boolean, "Whether it has IPv4 addresses"),
            key("enable_ipv6", Boolean, "Whether it has IPv6 addresses"),
            key("external", EXTERNAL, OTHERS),
            key("internal", Boolean, "Whether it has no way out"),
            key("ipam", Keys(nested::IPAM), "Where its addresses come from"),
            key("labels", PAIRS, LABELS),
            key("name", Text, NAME),
        ],
    ),
    (
        nested::IPAM,
        &[
            key("config", List(&Keys(nested::IPAM_CONFIG)), "Stretches of addresses"),
            key("driver", Text, DRIVER),
            key("options", PAIRS, OPTIONS),
        ],
    ),
    (
        nested::IPAM_CONFIG,
        &[
            key("aux_addresses", PAIRS, "Addresses that are taken already, by name"),
            key("gateway", Text, "The address of the way out"),
            key("ip_range", Text, "The part of it that containers get addresses from"),
            key("subnet", Text, "The subnet, such as `10.1.0.0/16`"),
        ],
    ),
    (
        nested::VOLUME,
        &[
            key("driver", Text, DRIVER),
            key("driver_opts", PAIRS, OPTIONS),
            key("external", EXTERNAL, OTHERS),
            key("labels", PAIRS, LABELS),
            key("name", Text, NAME),
        ],
    ),
    (
        nested::CONFIG,
        &[
            key("content", Text, "Its content"),
            key("environment", Text, VARIABLE),
            key("external", EXTERNAL, OTHERS),
            key("file", Text, FILE),
            key("labels", PAIRS, LABELS),
            key("name", Text, NAME),
            key("template_driver", Text, TEMPLATES),
        ],
    ),
    (
        nested::SECRET,
        &[
            key("driver", Text, DRIVER),
            key("driver_opts", PAIRS, OPTIONS),
            key("environment", Text, VARIABLE),
            key("external", EXTERNAL, OTHERS),
            key("file", Text, FILE),
            key("labels", PAIRS, LABELS),
            key("name", Text, NAME),
            key("template_driver", Text, TEMPLATES),
        ],
    ),
    (
        nested::GRANT,
        &[
            key("gid", Integer, "The number of the group that owns the file"),
            key("mode", Text, "The mode of the file, octal"),
            key("source", Text, "Which one it is, as declared at the top"),
            key("target", Text, "The path of the file"),
            key("uid", Integer, "The number of the user who owns the file"),
        ],
    ),
    (nested::EXTERNAL, &[key("name", Text, "Its name on the engine")]),
    (deploy::DEPLOY, under_deploy::DEPLOY),
    (deploy::PLACEMENT, under_deploy::PLACEMENT),
    (deploy::PREFERENCE, &[key("spread", Text, "The label of nodes over whose values it is spread")]),
    (deploy::RESOURCES, under_deploy::RESOURCES),
    (deploy::LIMITS, under_deploy::LIMITS),
    (deploy::RESERVATIONS, under_deploy::RESERVATIONS),
    (deploy::GENERIC_RESOURCE, under_deploy::GENERIC_RESOURCE),
    (deploy::DISCRETE_RESOURCE, under_deploy::DISCRETE_RESOURCE),
    (deploy::RESTART_POLICY, under_deploy::RESTART_POLICY),
    (deploy::UPDATE_CONFIG, under_deploy::UPDATE_CONFIG),
    (deploy::ROLLBACK_CONFIG, under_deploy::UPDATE_CONFIG),
    (
        nested::BLOCK_IO,
        &[
            key("device_read_bps", RATES, "How many bytes it may read a second"),
            key("device_read_iops", RATES, "How often it may read a second"),
            key("device_write_bps", RATES, "How many bytes it may write a second"),
            key("device_write_iops", RATES, "How often it may write a second"),
            key("weight", Integer, "Its weight where the disks are busy, from 10 to 1000"),
            key("weight_device", List(&Keys(nested::WEIGHT_DEVICE)), "Its weight for one device each"),
        ],
    ),
    (nested::WEIGHT_DEVICE, &[key("path", Text, "The device"), key("weight", Integer, "Its weight, from 10 to 1000")]),
    (
        nested::RATE_DEVICE,
        &[key("path", Text, "The device"), key("rate", Size, "How many bytes, or how often, a second")],
    ),
    (
        nested::DEVICE,
        &[
            key("permissions", Text, "What it may do with it: `r`, `w`, `m`; all where nothing is said"),
            key("source", Text, "The device of the host"),
            key("target", Text, "The device in the container; the same where nothing is said"),
        ],
    ),
    (
        nested::DEVICE_REQUEST,
        &[
            key("capabilities", LIST, "What they can do, such as `gpu`"),
            key("count", OneOf(&[Integer, Choice(&["all"])]), "How many"),
            key("device_ids", LIST, "Which ones"),
            key("driver", Text, DRIVER),
            key("options", PAIRS, OPTIONS),
        ],
    ),
];

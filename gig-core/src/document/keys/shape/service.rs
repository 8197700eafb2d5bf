//! What stands under the keys of a service.

use super::Shape::{
    Anything, Boolean, Choice, ChoiceOr, Decimal, Duration, Integer, Keys, List, Named, Nothing, OneOf, Open, Scalar,
    Size, Text,
};
use super::{Described, LIST, PAIRS, Shape, TEXTS, key};
use crate::document::keys::nested::{self, deploy};

const WORDS: Shape = OneOf(&[Scalar, LIST, Nothing]);
const ADDRESSES: Shape = OneOf(&[LIST, Named(&TEXTS)]);
const ATTACHED: Shape = OneOf(&[LIST, Named(&OneOf(&[Keys(nested::ATTACHMENT), Nothing]))]);
const NEEDED: Shape = OneOf(&[LIST, Named(&Keys(nested::DEPENDENCY))]);
const HOOKS: Shape = List(&Keys(nested::HOOK));
const GRANTS: Shape = List(&OneOf(&[Text, Keys(nested::GRANT)]));
const ENV_FILES: Shape = OneOf(&[Text, Keys(nested::ENV_FILE), List(&OneOf(&[Text, Keys(nested::ENV_FILE)]))]);
const BASE: Shape = OneOf(&[
    Text,
    Open(&[
        key("file", Text, "The file that it stands in; else this one"),
        key("service", Text, "The service that is extended"),
    ]),
]);
const RESTARTS: Shape = ChoiceOr(&["no", "always", "unless-stopped", "on-failure"], "^(on-failure:[0-9]+)?$");
const PULLS: Shape =
    ChoiceOr(&["always", "missing", "never", "build", "daily", "weekly"], "^(if_not_present|refresh|every_.+)$");

/// The keys of [`SERVICE`](crate::document::keys::SERVICE), with what stands under them.
pub const SERVICE: &[Described] = &[
    key("annotations", PAIRS, "Annotations of the container, for its runtime"),
    key("attach", Anything, "Whether the output is followed"),
    key("blkio_config", Keys(nested::BLOCK_IO), "How fast it may use the disks"),
    key("build", Anything, "How its image is built"),
    key("cap_add", LIST, "Capabilities of the kernel that it has besides the usual ones"),
    key("cap_drop", LIST, "Capabilities of the kernel that it does not have"),
    key("cgroup", Choice(&["host", "private"]), "Whether it sees the control groups of the host"),
    key("cgroup_parent", Text, "The control group that its own stands in"),
    key(
        "command",
        WORDS,
        "What it runs instead of the command of its image: a text is split into words, no shell runs it",
    ),
    key("configs", GRANTS, "The configs that are written into it, at `/NAME` unless `target` says otherwise"),
    key("container_name", Text, "The name of its container; else `project_service`"),
    key("cpu_count", Anything, "How many processors it may use"),
    key("cpu_percent", Anything, "How much of the processors it may use"),
    key("cpu_period", Integer, "The length of a period of `cpu_quota`, in microseconds"),
    key("cpu_quota", Integer, "How long it may run in each period, in microseconds"),
    key("cpu_rt_period", Integer, "The length of a period of `cpu_rt_runtime`, in microseconds"),
    key("cpu_rt_runtime", Integer, "How long it may run with real-time priority in each period, in microseconds"),
    key("cpu_shares", Integer, "Its weight where processors are scarce; 1024 where nothing is said"),
    key("cpus", Decimal, "How many processors it may use, such as `1.5`"),
    key("cpuset", Text, "Which processors it may use, such as `0-2,5`"),
    key("credential_spec", Anything, "Credentials of the service"),
    key("depends_on", NEEDED, "The services that it needs; as a map, with how far each must have come"),
    key(
        "deploy",
        OneOf(&[Keys(deploy::DEPLOY), Nothing]),
        "How many instances it has, what they may use, how they are replaced",
    ),
    key("develop", Anything, "What is done when sources change"),
    key("device_cgroup_rules", LIST, "Rules for devices, such as `c 1:3 mr`"),
    key("devices", List(&OneOf(&[Text, Keys(nested::DEVICE)])), "Devices of the host, `source[:target[:permissions]]`"),
    key("dns", TEXTS, "The servers that it asks for names"),
    key("dns_opt", TEXTS, "Options of its resolver"),
    key("dns_search", TEXTS, "The domains that it looks for short names in"),
    key("dockerfile", Anything, "The Dockerfile of its image"),
    key("domainname", Text, "The domain of the container"),
    key("entrypoint", WORDS, "What it runs instead of the entry point of its image"),
    key(
        "env_file",
        ENV_FILES,
        "Files with variables of its environment, `KEY=value` a line; `environment` wins over them",
    ),
    key("environment", PAIRS, "Its environment; a key without a value is taken from that of gig"),
    key("expose", OneOf(&[Text, List(&Text)]), "Ports that others on its networks reach, `port[/protocol]`"),
    key("extends", BASE, "A service whose keys it has where it does not have its own"),
    key("external_links", LIST, "Containers of others, `container[:alias]`"),
    key("extra_hosts", ADDRESSES, "Names of hosts with their addresses, `name:address`"),
    key("gpus", OneOf(&[Choice(&["all"]), List(&Keys(nested::DEVICE_REQUEST))]), "The graphics processors that it has"),
    key("group_add", LIST, "Groups that its user is in besides"),
    key("healthcheck", Keys(nested::HEALTH_CHECK), "How it is found out whether it is healthy"),
    key("hostname", Text, "The name of the host that it sees"),
    key("image", Text, "The image that it runs, `name:tag`"),
    key("init", Boolean, "Whether a small init runs it and reaps its processes"),
    key("ipc", Text, "Whose memory it shares: `private`, `shareable`, `host`, `none` or `service:NAME`"),
    key("isolation", Anything, "How it is isolated"),
    key("label_file", TEXTS, "Files with labels, `KEY=value` a line; `labels` wins over them"),
    key("labels", PAIRS, "Labels of its container"),
    key("links", LIST, "Services that it reaches by another name, `service[:alias]`"),
    key("log_driver", Text, "Where its output goes, in the words of fig"),
    key("log_opt", Named(&Scalar), "Options of `log_driver`"),
    key("logging", Keys(nested::LOGGING), "Where its output goes"),
    key("mac_address", Text, "Its address on the link"),
    key("mem_limit", Size, "How much memory it may use"),
    key("mem_reservation", Size, "How much memory it is left with where memory is scarce"),
    key("mem_swappiness", Integer, "How readily its memory is swapped out, from 0 to 100"),
    key("memswap_limit", Size, "How much memory and swap it may use together; -1 is without a limit"),
    key("models", Anything, "Language models that it uses"),
    key("net", Text, "Whose network it uses, in the words of fig"),
    key("network_mode", Text, "Whose network it uses: `bridge`, `host`, `none` or `service:NAME`"),
    key("networks", ATTACHED, "The networks that it is on; as a map, with how it is on each"),
    key("oom_kill_disable", Boolean, "Whether it is spared when memory runs out"),
    key("oom_score_adj", Integer, "How likely it is killed when memory runs out, from -1000 to 1000"),
    key("pid", Text, "Whose processes it sees: `host` or `service:NAME`"),
    key("pids_limit", Integer, "How many processes it may have; -1 is without a limit"),
    key("platform", Text, "The platform of its image, such as `linux/amd64`"),
    key(
        "ports",
        List(&OneOf(&[Shape::Port, Keys(nested::PORT)])),
        "Ports that are published, `[[address:]port:]port[/protocol]`",
    ),
    key("post_start", HOOKS, "Commands that are run in it after its start"),
    key("pre_start", Anything, "What is run in it before its start"),
    key("pre_stop", HOOKS, "Commands that are run in it before it is stopped"),
    key("privileged", Boolean, "Whether it may do everything that the host may"),
    key("profiles", LIST, "The profiles that it belongs to; it is left out unless one of them is enabled"),
    key("provider", Anything, "The program that provides it"),
    key("pull_policy", PULLS, "When its image is pulled"),
    key("pull_refresh_after", Anything, "When its image is pulled again"),
    key("read_only", Boolean, "Whether its root file system is read-only"),
    key("restart", RESTARTS, "When the engine starts it again"),
    key("runtime", Text, "The runtime of the container, such as `runc`"),
    key("scale", Integer, "How many instances it has"),
    key(
        "secrets",
        GRANTS,
        "The secrets that are written into it, at `/run/secrets/NAME` unless `target` says otherwise",
    ),
    key("security_opt", LIST, "Options of the security modules, such as `no-new-privileges:true`"),
    key("shm_size", Size, "The size of `/dev/shm`"),
    key("stdin_open", Boolean, "Whether its standard input stays open"),
    key("stop_grace_period", Duration, "How long it may take to stop before it is killed; `10s` where nothing is said"),
    key("stop_signal", Text, "The signal that stops it, such as `SIGINT`"),
    key("storage_opt", Named(&Scalar), "Options of the storage driver"),
    key("sysctls", PAIRS, "Parameters of the kernel, such as `net.core.somaxconn`"),
    key("tmpfs", TEXTS, "Folders in memory, `target[:options]`"),
    key("tty", Boolean, "Whether it has a terminal"),
    key("ulimits", Named(&OneOf(&[Integer, Keys(nested::ULIMIT)])), "Limits of its processes, such as `nofile`"),
    key("use_api_socket", Anything, "Whether it reaches the engine"),
    key("user", Text, "The user that it runs as, `user[:group]`"),
    key("userns_mode", Text, "Whether it has user numbers of its own; `host` is that it has not"),
    key("uts", Choice(&["host"]), "Whether it has the host's name"),
    key("volume_driver", Anything, "The driver of its volumes"),
    key("volumes", List(&OneOf(&[Text, Keys(nested::MOUNT)])), "What is mounted in it, `[source:]target[:options]`"),
    key("volumes_from", LIST, "Services whose mounts it has too, `service[:ro]`"),
    key("working_dir", Text, "The folder that its command runs in"),
];

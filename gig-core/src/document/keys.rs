//! The keys of a file and what this version does with each: the one list that the reader and the documents use.
//!
//! The keys of a service and at the top stand here, those of the maps below them in [`nested`].

pub mod nested;
pub mod shape;

/// What is done with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// It means what its inventors said.
    Honoured,
    /// It is accepted and has no effect, for the reason given.
    Inert(&'static str),
    /// It is known but refused, since leaving it out would change what the file means: what to do instead.
    Refused(&'static str),
}

/// A key that may occur.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// How it is written.
    pub name: &'static str,
    /// What is done with it.
    pub support: Support,
}

/// The keys at the top of a file, in the order of the alphabet. Keys that start with `x-` are the user's own.
pub const TOP_LEVEL: &[Key] = &[
    honoured("configs"),
    honoured("environments"),
    honoured("include"),
    refused("models", "gig runs containers only: run the model in one"),
    honoured("name"),
    honoured("networks"),
    honoured("secrets"),
    honoured("services"),
    inert("version", "the layout of the file says all there is to know"),
    honoured("volumes"),
];

/// The keys of a service, in the order of the alphabet. Keys that start with `x-` are the user's own.
pub const SERVICE: &[Key] = &[
    honoured("annotations"),
    inert("attach", "gig does not follow the output of what it starts"),
    honoured("blkio_config"),
    inert("build", "gig does not build images"),
    honoured("cap_add"),
    honoured("cap_drop"),
    honoured("cgroup"),
    honoured("cgroup_parent"),
    honoured("command"),
    honoured("configs"),
    honoured("container_name"),
    inert("cpu_count", "only Windows counts processors so: write `cpus`"),
    inert("cpu_percent", "only Windows counts processors so: write `cpus`"),
    honoured("cpu_period"),
    honoured("cpu_quota"),
    honoured("cpu_rt_period"),
    honoured("cpu_rt_runtime"),
    honoured("cpu_shares"),
    honoured("cpus"),
    honoured("cpuset"),
    inert("credential_spec", "only Windows has such credentials"),
    honoured("depends_on"),
    honoured("deploy"),
    inert("develop", "gig does not build images, nor watch for changes of their sources"),
    honoured("device_cgroup_rules"),
    honoured("devices"),
    honoured("dns"),
    honoured("dns_opt"),
    honoured("dns_search"),
    inert("dockerfile", "gig does not build images"),
    honoured("domainname"),
    honoured("entrypoint"),
    honoured("env_file"),
    honoured("environment"),
    honoured("expose"),
    honoured("extends"),
    honoured("external_links"),
    honoured("extra_hosts"),
    honoured("gpus"),
    honoured("group_add"),
    honoured("healthcheck"),
    honoured("hostname"),
    honoured("image"),
    honoured("init"),
    honoured("ipc"),
    inert("isolation", "only Windows has more than one kind"),
    honoured("label_file"),
    honoured("labels"),
    honoured("links"),
    honoured("log_driver"),
    honoured("log_opt"),
    honoured("logging"),
    honoured("mac_address"),
    honoured("mem_limit"),
    honoured("mem_reservation"),
    honoured("mem_swappiness"),
    honoured("memswap_limit"),
    refused("models", "gig runs containers only: run the model in one"),
    honoured("net"),
    honoured("network_mode"),
    honoured("networks"),
    honoured("oom_kill_disable"),
    honoured("oom_score_adj"),
    honoured("pid"),
    honoured("pids_limit"),
    honoured("platform"),
    honoured("ports"),
    honoured("post_start"),
    refused("pre_start", "let a job do it that this service waits for: `condition: service_completed_successfully`"),
    honoured("pre_stop"),
    honoured("privileged"),
    honoured("profiles"),
    refused("provider", "gig runs containers only: what another program provides must be there before"),
    honoured("pull_policy"),
    inert("pull_refresh_after", "gig fetches what is missing, not what is old"),
    honoured("read_only"),
    honoured("restart"),
    honoured("runtime"),
    honoured("scale"),
    honoured("secrets"),
    honoured("security_opt"),
    honoured("shm_size"),
    honoured("stdin_open"),
    honoured("stop_grace_period"),
    honoured("stop_signal"),
    honoured("storage_opt"),
    honoured("sysctls"),
    honoured("tmpfs"),
    honoured("tty"),
    honoured("ulimits"),
    refused("use_api_socket", "mount `/var/run/docker.sock` where a service must reach the engine"),
    honoured("user"),
    honoured("userns_mode"),
    honoured("uts"),
    refused("volume_driver", "declare the volume at the top, with its `driver`"),
    honoured("volumes"),
    honoured("volumes_from"),
    honoured("working_dir"),
];

/// Returns what is done with a key, if it is known.
#[must_use]
pub fn support(keys: &[Key], name: &str) -> Option<Support> {
    let at = keys.binary_search_by(|key| key.name.cmp(name)).ok()?;
    Some(keys[at].support)
}

/// Returns whether a key is the user's own, for anchors and for other tools.
#[must_use]
pub fn is_extension(name: &str) -> bool {
    name.starts_with("x-")
}

const fn honoured(name: &'static str) -> Key {
    Key { name, support: Support::Honoured }
}

const fn inert(name: &'static str, reason: &'static str) -> Key {
    Key { name, support: Support::Inert(reason) }
}

const fn refused(name: &'static str, instead: &'static str) -> Key {
    Key { name, support: Support::Refused(instead) }
}

#[cfg(test)]
mod tests {
    use super::{SERVICE, Support, TOP_LEVEL, support};

    #[test]
    fn every_key_of_the_tables_is_found() {
        for keys in [TOP_LEVEL, SERVICE] {
            assert!(keys.is_sorted_by(|one, other| one.name < other.name), "in order, and none twice");
            assert!(keys.iter().all(|key| support(keys, key.name) == Some(key.support)));
        }
        assert_eq!(support(SERVICE, "image"), Some(Support::Honoured));
        assert_eq!(support(SERVICE, "imgae"), None);
    }
}

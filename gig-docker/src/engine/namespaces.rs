//! Which namespaces an instance shares, in gig's words and in the engine's, in both directions.

use bollard::models::{HostConfig, HostConfigCgroupnsModeEnum};
use gig_core::platform::Namespaces;

/// Says which namespaces an instance shares in the engine's words.
pub(super) fn to_engine(namespaces: &Namespaces, host: &mut HostConfig) {
    let Namespaces { cgroup, ipc, pid, user, uts } = namespaces;
    host.cgroupns_mode = cgroup.as_deref().map(cgroup_mode);
    host.ipc_mode = ipc.clone();
    host.pid_mode = pid.clone();
    host.userns_mode = user.clone();
    host.uts_mode = uts.clone();
}

fn cgroup_mode(word: &str) -> HostConfigCgroupnsModeEnum {
    if word == "host" { HostConfigCgroupnsModeEnum::HOST } else { HostConfigCgroupnsModeEnum::PRIVATE }
}

/// Says in gig's words which namespaces an instance shares; what was not stated is the engine's choice.
pub(super) fn from_engine(host: &HostConfig, is_stated: impl Fn(&str) -> bool) -> Namespaces {
    let given = |mode: &Option<String>| mode.clone().filter(|mode| !mode.is_empty());
    Namespaces {
        cgroup: host.cgroupns_mode.filter(|_| is_stated("cgroup")).map(|mode| mode.to_string()),
        ipc: given(&host.ipc_mode).filter(|_| is_stated("ipc")),
        pid: given(&host.pid_mode),
        user: given(&host.userns_mode),
        uts: given(&host.uts_mode),
    }
}

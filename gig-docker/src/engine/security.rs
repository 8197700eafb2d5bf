//! What an instance may do on its host, in gig's words and in the engine's, in both directions.

use bollard::models::HostConfig;
use gig_core::platform::Security;

use super::create::unless_empty;
use super::inspect::list;

/// Says what an instance may do in the engine's words.
pub(super) fn to_engine(security: &Security, host: &mut HostConfig) {
    let Security { privileged, cap_add, cap_drop, read_only, options, groups } = security;
    host.privileged = Some(*privileged);
    host.cap_add = Some(cap_add.clone());
    host.cap_drop = Some(cap_drop.clone());
    host.readonly_rootfs = Some(*read_only);
    host.security_opt = unless_empty(options.clone());
    host.group_add = unless_empty(groups.clone());
}

/// Says in gig's words what an instance may do. The engine adds an option of its own to a privileged one.
pub(super) fn from_engine(host: &HostConfig, is_stated: impl Fn(&str) -> bool) -> Security {
    let stated = |option: &&String| is_stated("security_opt") && option.as_str() != "label=disable";
    Security {
        privileged: host.privileged.unwrap_or(false),
        cap_add: list(&host.cap_add).to_vec(),
        cap_drop: list(&host.cap_drop).to_vec(),
        read_only: host.readonly_rootfs.unwrap_or(false),
        options: list(&host.security_opt).iter().filter(stated).cloned().collect(),
        groups: list(&host.group_add).to_vec(),
    }
}

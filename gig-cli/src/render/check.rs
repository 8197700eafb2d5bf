//! `check` as text: what the file describes, in one line.

use gig_core::resolve::Resolved;

use super::counted;

/// Says what the file describes.
pub(crate) fn summary(resolved: &Resolved) -> String {
    let platform = &resolved.platform;
    let counts = [
        counted(platform.services.len(), "service"),
        counted(platform.networks.len(), "network"),
        counted(platform.volumes.len(), "volume"),
        counted(resolved.warnings.len(), "warning"),
    ];
    format!("project {}: {}\n", platform.project, counts.join(", "))
}

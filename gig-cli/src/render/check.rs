//! `check` as text: what the file describes, in one line.

use gig_core::resolve::Resolved;

use super::{counted, paint};

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

/// Says why a file that can be used is not let pass.
pub(crate) fn denied() -> String {
    format!("{}: there are warnings, and `--deny-warnings` lets none pass\n", paint::bad("error"))
}

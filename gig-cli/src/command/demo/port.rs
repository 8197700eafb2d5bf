//! The port of this machine at which the demo is reached: the file's own, or a free one where that is taken.

use gig_core::name::Slot;
use gig_core::runtime::Observed;

use super::folder::Folder;
use crate::error::CommandError;
use crate::host::Host;

/// The port that the file names.
pub(super) const DEFAULT: u16 = 8080;

/// How many ports after that are tried.
const TRIED: u16 = 100;

/// A port that is taken, and the one that was chosen instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub(crate) taken: u16,
    pub(crate) instead: u16,
}

/// Makes sure that the platform can be published; `None` where nothing had to be chosen.
///
/// Where the user has named a port in the environment, that is the one, taken or not.
pub(super) fn choose(observed: &Observed, folder: &Folder, host: &Host) -> Result<Option<Chosen>, CommandError> {
    let wanted = folder.port().unwrap_or(DEFAULT);
    let is_free = |port: u16| !is_published(observed, port) && (host.is_port_free)(port);
    if host.variable("DEMO_PORT").is_some() || is_published_already(observed) || is_free(wanted) {
        return Ok(None);
    }
    let free = (DEFAULT + 1..=DEFAULT + TRIED).find(|port| is_free(*port));
    let instead = free.ok_or_else(|| none_free(wanted))?;
    folder.set_port(instead)?;
    Ok(Some(Chosen { taken: wanted, instead }))
}

fn is_published(observed: &Observed, port: u16) -> bool {
    observed.strangers.iter().flat_map(|stranger| &stranger.ports).any(|published| published.host == Some(port))
}

/// Says whether the platform has a port already, which is then its own and not free.
fn is_published_already(observed: &Observed) -> bool {
    let mut in_service = observed.instances.iter().filter(|instance| instance.name.slot == Slot::Base);
    in_service.any(|instance| instance.ports.iter().any(|port| port.host.is_some()))
}

fn none_free(wanted: u16) -> CommandError {
    let last = DEFAULT + TRIED;
    CommandError::unexpected(format!("the port {wanted} is taken, and so is every one from {DEFAULT} to {last}"))
        .hint("name a free one in the variable DEMO_PORT")
}

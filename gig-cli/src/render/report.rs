//! What is held back, and how to have it all the same.

use gig_core::plan::{Held, HeldBack, Note};
use gig_core::visible::visible;

/// Says what was held back, why, and the command that does it.
pub(crate) fn held(held: &Held) -> String {
    let Held { service, why } = held;
    let reason = visible(&why.to_string()).into_owned();
    let next = match why {
        HeldBack::ConfigurationDiffers(_) | HeldBack::ImageDiffers => format!("`gig update {service}` changes that"),
        HeldBack::FailedBefore(_) => format!("`gig update --retry {service}` tries it again"),
        HeldBack::Orphan(_) => format!("`gig rm {service}` removes it"),
    };
    format!("{service}: {reason}; {next}")
}

/// Says what is worth knowing.
pub(crate) fn note(note: &Note) -> String {
    visible(&note.to_string()).into_owned()
}

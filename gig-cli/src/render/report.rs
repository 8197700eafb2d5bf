//! What is held back, and how to have it all the same.

use gig_core::name::ServiceName;
use gig_core::plan::{Held, HeldBack, Note};
use gig_core::visible::visible;

use super::table::columns;
use super::{Heading, Width, paint};

/// The commands that do what was held back.
const COMMANDS: [(&str, &str); 3] =
    [("update", "changes that"), ("update --retry", "tries again"), ("rm", "removes what the file does not have")];

/// How far in what is held back stands.
const INDENT: usize = 2;

/// Says what was held back and why, a line for each instance, then the commands that do it.
pub(crate) fn held(held: &[Held], heading: &Heading, width: Width) -> Vec<String> {
    let row = |held: &Held| vec![paint::strong(&held.replica), visible(&held.why.to_string()).into_owned()];
    let rows: Vec<_> = held.iter().map(row).collect();
    let mut lines: Vec<String> = columns(&rows, width.map(|width| width.saturating_sub(INDENT)))
        .into_iter()
        .map(|line| line.trim_end().to_owned())
        .collect();
    for (command, effect) in COMMANDS {
        let of_it = held.iter().filter(|held| remedy(&held.why) == command);
        let mut services: Vec<&ServiceName> = of_it.map(|held| &held.replica.service).collect();
        services.dedup();
        if !services.is_empty() {
            lines.push(format!("{} {effect}", heading.invocation.command(command, services)));
        }
    }
    lines
}

fn remedy(why: &HeldBack) -> &'static str {
    match why {
        HeldBack::ConfigurationDiffers(_) | HeldBack::ImageDiffers => "update",
        HeldBack::FailedBefore(_) => "update --retry",
        HeldBack::Orphan(_) => "rm",
    }
}

/// Says what is worth knowing.
pub(crate) fn note(note: &Note) -> String {
    visible(&note.to_string()).into_owned()
}

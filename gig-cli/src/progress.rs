//! Who is told while a plan is carried out: bars on a terminal, plain lines elsewhere.
//!
//! The words come from [`render::event`](crate::render::event); here is only where they go.

mod bars;
mod lines;

use console::truncate_str;
use gig_core::execute::EventSink;
use gig_core::plan::{LaneName, Plan};
use gig_core::visible::visible;
use indicatif::ProgressDrawTarget;

use crate::console::Console;
use crate::options::Detail;
use crate::render::Width;

/// How many characters of a lane's name push the words beside it aside: longer ones stand out.
const LONGEST_LABEL: usize = 32;

/// What is told, and how.
struct Telling<'a> {
    plan: &'a Plan,
    detail: Detail,
    /// The lanes' names are padded to this many characters.
    width: usize,
    /// How many characters a line has room for.
    room: Width,
}

/// Chooses how to tell what happens while `plan` is carried out.
pub(crate) fn sink<'a>(
    plan: &'a Plan,
    detail: Detail,
    console: &'a mut Console,
    bars: Option<ProgressDrawTarget>,
    room: Width,
) -> Box<dyn EventSink + 'a> {
    let telling = Telling { plan, detail, width: label_width(plan), room };
    match bars {
        Some(target) => Box::new(bars::Bars::new(telling, target, console.colours_errors())),
        None => Box::new(lines::Lines::new(telling, console)),
    }
}

impl Telling<'_> {
    /// Puts the name of a lane before what is said of it; what concerns all has no name before it.
    fn line(&self, lane: Option<&LaneName>, words: &str) -> String {
        match lane {
            Some(lane) => format!("  {}  {words}", self.label(lane)),
            None => words.to_owned(),
        }
    }

    fn label(&self, lane: &LaneName) -> String {
        format!("{:1$}", label(lane), self.width)
    }

    /// The name where a line must not become longer than the terminal is wide.
    fn short_label(&self, lane: &LaneName) -> String {
        truncate_str(&self.label(lane), LONGEST_LABEL, "…").into_owned()
    }
}

fn label_width(plan: &Plan) -> usize {
    let lengths = plan.lanes.iter().map(|lane| label(&lane.name).chars().count());
    lengths.filter(|length| *length <= LONGEST_LABEL).max().unwrap_or(0)
}

fn label(lane: &LaneName) -> String {
    visible(&lane.to_string()).into_owned()
}

//! Who is told while a plan is carried out: bars on a terminal, plain lines elsewhere.
//!
//! The words come from [`render::event`](crate::render::event); here is only where they go.

mod bars;
mod lines;

use gig_core::execute::EventSink;
use gig_core::plan::{LaneName, Plan};
use gig_core::visible::visible;
use indicatif::ProgressDrawTarget;

use crate::console::Console;
use crate::options::Detail;

/// Chooses how to tell what happens while `plan` is carried out.
pub(crate) fn sink<'a>(
    plan: &Plan,
    detail: Detail,
    console: &'a mut Console,
    bars: Option<ProgressDrawTarget>,
) -> Box<dyn EventSink + 'a> {
    let width = plan.lanes.iter().map(|lane| label(&lane.name).chars().count()).max().unwrap_or(0);
    match bars {
        Some(target) => Box::new(bars::Bars::new(target, width, detail, console.colours_errors())),
        None => Box::new(lines::Lines::new(console, width, detail)),
    }
}

fn label(lane: &LaneName) -> String {
    visible(&lane.to_string()).into_owned()
}

//! A line for each lane that moves while the lane is under way.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use gig_core::execute::{Event, EventSink};
use gig_core::plan::LaneName;
use gig_core::runtime::PullProgress;
use indicatif::{HumanBytes, MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::label;
use crate::render::Detail;
use crate::render::event::{lane, under_way, words};

/// How often the lines move.
const TICK: Duration = Duration::from_millis(100);

/// Lines on a terminal that move.
pub(super) struct Bars {
    all: MultiProgress,
    lanes: Mutex<BTreeMap<LaneName, ProgressBar>>,
    width: usize,
    detail: Detail,
}

impl Bars {
    /// Draws on `target`, with lane names padded to `width`.
    pub(super) fn new(target: ProgressDrawTarget, width: usize, detail: Detail) -> Self {
        Self { all: MultiProgress::with_draw_target(target), lanes: Mutex::default(), width, detail }
    }

    fn bar(&self, lane: &LaneName) -> ProgressBar {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        let bar = lanes.entry(lane.clone()).or_insert_with(|| {
            let width = self.width;
            let bar = self.all.add(ProgressBar::new_spinner().with_prefix(format!("{:width$}", label(lane))));
            bar.set_style(style());
            bar.enable_steady_tick(TICK);
            bar
        });
        bar.clone()
    }

    /// What stays is written above the lines that move.
    fn keep(&self, name: &str, words: &str) {
        let width = self.width;
        // What cannot be told must not stop what is being done.
        let _untold = self.all.println(format!("{name:width$}  {words}"));
    }
}

impl EventSink for Bars {
    fn event(&self, event: &Event<'_>) {
        let name = lane(event).map(label).unwrap_or_default();
        if let Some(words) = words(event, self.detail) {
            self.keep(&name, &words);
        }
        match event {
            Event::Pulling { lane, progress } => self.bar(lane).set_message(arrived(*progress)),
            Event::LaneEnds { lane, .. } => self.bar(lane).finish_and_clear(),
            _ => {
                if let (Some(lane), Some(words)) = (lane(event), under_way(event)) {
                    self.bar(lane).set_message(words);
                }
            }
        }
    }
}

/// The template is valid: it is the one that is drawn in the tests.
fn style() -> ProgressStyle {
    ProgressStyle::with_template("{prefix}  {spinner} {wide_msg} {elapsed}")
        .unwrap_or_else(|_| ProgressStyle::default_spinner())
}

fn arrived(progress: PullProgress) -> String {
    match progress.total {
        0 => "pulling".to_owned(),
        total => format!("pulling {} of {}", HumanBytes(progress.current), HumanBytes(total)),
    }
}

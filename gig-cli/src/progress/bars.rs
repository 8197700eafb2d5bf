//! A line for each lane that moves while the lane is under way.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anstream::adapter::strip_str;
use gig_core::execute::{Event, EventSink};
use gig_core::plan::LaneName;
use gig_core::runtime::PullProgress;
use indicatif::{HumanBytes, MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::label;
use crate::options::Detail;
use crate::render::event::{lane, under_way, words};

/// How often the lines move.
const TICK: Duration = Duration::from_millis(100);

/// Lines on a terminal that move.
pub(super) struct Bars {
    all: MultiProgress,
    lanes: Mutex<BTreeMap<LaneName, ProgressBar>>,
    width: usize,
    detail: Detail,
    colours: bool,
}

impl Bars {
    /// Draws on `target`, with lane names padded to `width`.
    pub(super) fn new(target: ProgressDrawTarget, width: usize, detail: Detail, colours: bool) -> Self {
        Self { all: MultiProgress::with_draw_target(target), lanes: Mutex::default(), width, detail, colours }
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
    fn keep(&self, lane: Option<&LaneName>, words: &str) {
        let width = self.width;
        let name = lane.map(|lane| format!("{:width$}  ", label(lane))).unwrap_or_default();
        let words = if self.colours { words.to_owned() } else { strip_str(words).to_string() };
        // What cannot be told must not stop what is being done.
        let _untold = self.all.println(format!("{name}{words}"));
    }
}

impl EventSink for Bars {
    fn event(&self, event: &Event<'_>) {
        if let Some(words) = words(event, self.detail) {
            self.keep(lane(event), &words);
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

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use gig_core::execute::{Event, EventSink as _, LaneOutcome};
    use gig_core::plan::{Action, LaneName, Target};
    use gig_core::runtime::PullProgress;
    use indicatif::{ProgressDrawTarget, TermLike};

    use super::Bars;
    use crate::options::Detail;

    /// A terminal that remembers all that was ever written on it.
    #[derive(Debug, Clone, Default)]
    struct Screen(Arc<Mutex<String>>);

    impl TermLike for Screen {
        fn width(&self) -> u16 {
            80
        }

        fn move_cursor_up(&self, _lines: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_down(&self, _lines: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_right(&self, _columns: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_left(&self, _columns: usize) -> io::Result<()> {
            Ok(())
        }

        fn write_line(&self, line: &str) -> io::Result<()> {
            self.write_str(line)
        }

        fn write_str(&self, text: &str) -> io::Result<()> {
            self.0.lock().unwrap().push_str(text);
            Ok(())
        }

        fn clear_line(&self) -> io::Result<()> {
            Ok(())
        }

        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_terminal_shows_what_is_under_way_and_what_has_changed() {
        let screen = Screen::default();
        let target = ProgressDrawTarget::term_like_with_hz(Box::new(screen.clone()), 255);
        let bars = Bars::new(target, 3, Detail::Changes, false);
        let lane = LaneName::Service("web".parse().unwrap());
        let action = Action::Start { target: Target::New };
        let progress = PullProgress { current: 1024, total: 4096 };
        bars.event(&Event::Pulling { lane: &lane, progress });
        bars.event(&Event::StepBegins { lane: &lane, action: &action });
        bars.event(&Event::StepFailed { lane: &lane, action: &action, error: "boom \u{1b}[2J" });
        bars.event(&Event::LaneEnds { lane: &lane, outcome: LaneOutcome::PutBack, took: Duration::from_secs(2) });
        let shown = screen.0.lock().unwrap().clone();
        for expected in ["web", "start the new one", "boom \\x1b[2J", "not done, after 2.0 s"] {
            assert!(shown.contains(expected), "{expected}: {shown:?}");
        }
        assert!(!shown.contains("\u{1b}[2J"));
    }
}

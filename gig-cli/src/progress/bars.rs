//! A line for each lane that moves while something of it is under way, and one for all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anstream::adapter::strip_str;
use gig_core::execute::{Event, EventSink};
use gig_core::plan::{Action, LaneName, Plan};
use gig_core::runtime::PullProgress;
use indicatif::{HumanBytes, MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Telling;
use crate::render::event::{lane, under_way, words};
use crate::render::fold::fold;

/// How often the lines move.
const TICK: Duration = Duration::from_millis(100);
/// How many lanes have a line at once, so that a small terminal has room for them.
const SHOWN: usize = 10;

/// Lines on a terminal that move.
pub(super) struct Bars<'a> {
    telling: Telling<'a>,
    all: MultiProgress,
    /// Below the others: how far all have come.
    sum: ProgressBar,
    moving: Mutex<Moving>,
    colours: bool,
}

/// What moves.
#[derive(Default)]
struct Moving {
    /// Whether a line was written that stays.
    has_begun: bool,
    ended: usize,
    /// The numbers of the lanes that have something under way.
    busy: BTreeSet<usize>,
    /// The lines of those that have one.
    bars: BTreeMap<usize, ProgressBar>,
}

impl<'a> Bars<'a> {
    /// Draws on `target`.
    pub(super) fn new(telling: Telling<'a>, target: ProgressDrawTarget, colours: bool) -> Self {
        let all = MultiProgress::with_draw_target(target);
        let sum = all.add(ProgressBar::new_spinner().with_style(style("{spinner} {msg}  {elapsed}")));
        sum.enable_steady_tick(TICK);
        Self { telling, all, sum, moving: Mutex::default(), colours }
    }

    fn moving(&self) -> MutexGuard<'_, Moving> {
        self.moving.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What stays is written above the lines that move.
    fn keep(&self, lane: Option<&LaneName>, words: &str) {
        let line = fold(&self.telling.line(lane, words), self.telling.room);
        let line = if self.colours { line } else { strip_str(&line).to_string() };
        // What cannot be told must not stop what is being done.
        if !std::mem::replace(&mut self.moving().has_begun, true) {
            let _untold = self.all.println("");
        }
        let _untold = self.all.println(line.trim_end());
    }

    /// Shows what is under way in a lane, where there is room for one line more.
    fn show(&self, lane: &LaneName, words: impl Into<String>) {
        let Some(number) = number(self.telling.plan, lane) else { return };
        let mut moving = self.moving();
        moving.busy.insert(number);
        if !moving.bars.contains_key(&number) && moving.bars.len() < SHOWN {
            let above = moving.bars.range(..number).count();
            let bar = self.all.insert(above, ProgressBar::new_spinner().with_prefix(self.telling.short_label(lane)));
            bar.set_style(style("  {prefix}  {spinner} {wide_msg} {elapsed}"));
            bar.enable_steady_tick(TICK);
            moving.bars.insert(number, bar);
        }
        if let Some(bar) = moving.bars.get(&number) {
            bar.set_message(words.into());
        }
    }

    fn hide(&self, lane: &LaneName) {
        let Some(number) = number(self.telling.plan, lane) else { return };
        let mut moving = self.moving();
        moving.busy.remove(&number);
        if let Some(bar) = moving.bars.remove(&number) {
            bar.finish_and_clear();
            self.all.remove(&bar);
        }
    }

    fn sum_up(&self) {
        let moving = self.moving();
        let (ended, of) = (moving.ended, self.telling.plan.lanes.len());
        self.sum.set_message(format!("{ended} of {of} done, {} under way", moving.busy.len()));
    }
}

impl EventSink for Bars<'_> {
    fn event(&self, event: &Event<'_>) {
        if let Some(words) = words(event, self.telling.plan, self.telling.detail) {
            self.keep(lane(event), &words);
        }
        match event {
            Event::Pulling { lane, progress } => self.show(lane, arrived(*progress)),
            Event::StepDone { lane, action, .. } if waits_next(self.telling.plan, lane, action) => self.hide(lane),
            Event::LaneEnds { lane, .. } => {
                self.hide(lane);
                self.moving().ended += 1;
            }
            _ => {
                if let (Some(lane), Some(words)) = (lane(event), under_way(event)) {
                    self.show(lane, words);
                }
            }
        }
        self.sum_up();
    }
}

/// Nothing that moves is left behind.
impl Drop for Bars<'_> {
    fn drop(&mut self) {
        self.moving().bars.values().for_each(ProgressBar::finish_and_clear);
        self.sum.finish_and_clear();
    }
}

fn number(plan: &Plan, lane: &LaneName) -> Option<usize> {
    plan.lanes.iter().position(|known| known.name == *lane)
}

/// Returns whether a lane that has done `action` waits for another one before it goes on.
fn waits_next(plan: &Plan, lane: &LaneName, action: &Action) -> bool {
    let steps = plan.lane(lane).map_or(&[][..], |lane| &lane.steps);
    let mut rest = steps.iter().skip_while(|step| step.action != *action).skip(1);
    rest.next().is_some_and(|step| matches!(step.action, Action::Await { .. } | Action::AwaitIfPossible { .. }))
}

/// The templates are valid: they are those that are drawn in the tests.
fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
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
    use gig_core::plan::{Action, Change, Lane, LaneName, Plan, Reason, Step, Target, Verb};
    use gig_core::runtime::PullProgress;
    use indicatif::{ProgressDrawTarget, TermLike};

    use super::{Bars, Telling};
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

    fn plan(name: &LaneName, action: &Action) -> Plan {
        let step = Step { action: action.clone(), if_fails: Vec::new() };
        let lane = Lane { name: name.clone(), change: Change::Replace, reason: Reason::AskedFor, steps: vec![step] };
        let project = "shop".parse().unwrap();
        Plan { format: Plan::FORMAT, project, verb: Verb::Update, lanes: vec![lane], expectations: Vec::new() }
    }

    #[test]
    fn a_terminal_shows_what_is_under_way_and_what_has_changed() {
        let screen = Screen::default();
        let target = ProgressDrawTarget::term_like_with_hz(Box::new(screen.clone()), 255);
        let lane = LaneName::Service("web".parse().unwrap());
        let action = Action::Start { target: Target::New };
        let plan = plan(&lane, &action);
        let bars = Bars::new(Telling { plan: &plan, detail: Detail::Changes, width: 3, room: Some(80) }, target, false);
        let progress = PullProgress { current: 1024, total: 4096 };
        bars.event(&Event::Pulling { lane: &lane, progress });
        bars.event(&Event::StepBegins { lane: &lane, action: &action });
        bars.event(&Event::StepFailed { lane: &lane, action: &action, error: "boom" });
        bars.event(&Event::LaneEnds { lane: &lane, outcome: LaneOutcome::PutBack, took: Duration::from_secs(2) });
        let shown = screen.0.lock().unwrap().clone();
        for expected in ["web", "starting", "failed", "put back, after 2.0 s", "1 of 1 done"] {
            assert!(shown.contains(expected), "{expected}: {shown:?}");
        }
    }
}

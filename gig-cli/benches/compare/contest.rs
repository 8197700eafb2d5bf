//! Who is measured, at what, and how often.

use super::Outcome;
use super::ground::Ground;
use super::table::{self, Figures};

/// One way to do the work: does it once and returns the figure.
pub(super) type Attempt<'a> = Box<dyn FnMut() -> Outcome<f64> + 'a>;

/// What is done before a row is measured.
pub(super) type Preparation<'a> = Box<dyn FnOnce() -> Outcome<()> + 'a>;

/// What the figures are.
#[derive(Debug, Clone, Copy)]
pub(super) enum Unit {
    Milliseconds,
    Megabytes,
}

/// What gig must reach, measured against the raw calls of the same run.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target {
    /// No more than this.
    AtMost(f64),
    /// No more than the raw calls and this.
    RawPlus(f64),
    /// No more than this many times the raw calls.
    RawTimes(f64),
    /// Shown for comparison.
    None,
}

/// A row of the table: one kind of work, and those who do it. Who cannot is left out.
pub(super) struct Row<'a> {
    pub(super) work: String,
    pub(super) unit: Unit,
    pub(super) target: Target,
    pub(super) rounds: usize,
    pub(super) gig: Attempt<'a>,
    pub(super) raw: Option<Attempt<'a>>,
    pub(super) compose: Option<Attempt<'a>>,
    pub(super) before: Option<Preparation<'a>>,
}

impl Row<'_> {
    /// Measures all rounds, everyone in turn, removes what was started, and returns the line of the table.
    pub(super) fn measured(mut self, ground: &Ground) -> Outcome<String> {
        if let Some(prepare) = self.before.take() {
            prepare()?;
        }
        let (mut gig, mut raw, mut compose) = (Figures::default(), Figures::default(), Figures::default());
        for _ in 0..if ground.quick { 1 } else { self.rounds } {
            raw.take(self.raw.as_mut())?;
            gig.take(Some(&mut self.gig))?;
            compose.take(self.compose.as_mut())?;
        }
        ground.remove_containers()?;
        Ok(table::line(&self.work, self.unit, self.target, [&gig, &raw, &compose]))
    }
}

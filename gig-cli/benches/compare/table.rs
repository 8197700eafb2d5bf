//! The table that is printed: Markdown, to be pasted as it is.

use super::Outcome;
use super::contest::{Attempt, Target, Unit};

/// The first two lines.
pub(super) const HEADING: &str = "\
| work | gig | raw calls | docker compose | target | |
|---|---|---|---|---|---|";

/// What was measured of one contestant.
#[derive(Debug, Default)]
pub(super) struct Figures(Vec<f64>);

impl Figures {
    /// Lets the contestant do the work once more.
    pub(super) fn take(&mut self, attempt: Option<&mut Attempt<'_>>) -> Outcome<()> {
        if let Some(attempt) = attempt {
            self.0.push(attempt()?);
            self.0.sort_by(f64::total_cmp);
        }
        Ok(())
    }

    fn median(&self) -> Option<f64> {
        let lower = self.0.get(self.0.len().checked_sub(1)? / 2)?;
        let upper = self.0.get(self.0.len() / 2)?;
        Some(f64::midpoint(*lower, *upper))
    }

    /// The median, and the least and the greatest where there are several.
    fn cell(&self, unit: Unit) -> String {
        let (Some(median), [least, .., greatest]) = (self.median(), self.0.as_slice()) else {
            return self.median().map_or_else(|| "-".to_owned(), |only| with_unit(only, unit));
        };
        format!("{} ({} to {})", with_unit(median, unit), number(*least), number(*greatest))
    }
}

/// Returns the line of one kind of work.
pub(super) fn line(work: &str, unit: Unit, target: Target, [gig, raw, compose]: [&Figures; 3]) -> String {
    let cells = [gig, raw, compose].map(|figures| figures.cell(unit));
    let verdict = match (bar(target, raw), gig.median()) {
        (Some(bar), Some(median)) if median <= bar => "met",
        (Some(_), Some(_)) => "missed",
        _ => "",
    };
    format!("| {work} | {} | {} | {verdict} |", cells.join(" | "), words(target, unit))
}

fn bar(target: Target, raw: &Figures) -> Option<f64> {
    match target {
        Target::AtMost(bar) => Some(bar),
        Target::RawPlus(more) => Some(raw.median()? + more),
        Target::RawTimes(times) => Some(raw.median()? * times),
        Target::None => None,
    }
}

fn words(target: Target, unit: Unit) -> String {
    match target {
        Target::AtMost(bar) => with_unit(bar, unit),
        Target::RawPlus(more) => format!("raw + {}", with_unit(more, unit)),
        Target::RawTimes(times) => format!("{times} x raw"),
        Target::None => String::new(),
    }
}

fn with_unit(figure: f64, unit: Unit) -> String {
    match unit {
        Unit::Milliseconds => format!("{} ms", number(figure)),
        Unit::Megabytes => format!("{} MB", number(figure)),
    }
}

/// Three digits say all that can be measured.
fn number(figure: f64) -> String {
    match figure {
        figure if figure < 10.0 => format!("{figure:.2}"),
        figure if figure < 100.0 => format!("{figure:.1}"),
        figure => format!("{figure:.0}"),
    }
}

//! The few colours, by what they mean.

use std::fmt::Display;

use anstyle::{AnsiColor, Style};

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const GOOD: Style = AnsiColor::Green.on_default();
const DOUBTFUL: Style = AnsiColor::Yellow.on_default();
const BAD: Style = AnsiColor::Red.on_default();

pub(crate) fn strong(text: impl Display) -> String {
    painted(STRONG, text)
}

pub(crate) fn faint(text: impl Display) -> String {
    painted(FAINT, text)
}

pub(crate) fn good(text: impl Display) -> String {
    painted(GOOD, text)
}

pub(crate) fn doubtful(text: impl Display) -> String {
    painted(DOUBTFUL, text)
}

pub(crate) fn bad(text: impl Display) -> String {
    painted(BAD, text)
}

fn painted(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

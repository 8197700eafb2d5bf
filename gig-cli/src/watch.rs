//! The same view again and again: drawn in place on a terminal, appended elsewhere where something has changed.
//!
//! What the view shows is its owner's business, and how text is drawn over other text is [`screen`](crate::screen)'s.

use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Either, select};
use gig_core::exit_code::ExitCode;
use gig_core::name::ProjectName;
use gig_core::runtime::{ContainerRuntime, Observed, RuntimeError, RuntimeErrorKind};

use crate::error::CommandError;
use crate::host::Host;
use crate::options::Format;
use crate::render::{self, Width};
use crate::screen::Screen;
use crate::signals::Signal;

/// How long it takes until the engine is asked again. A person notices nothing that is faster, and the engine hardly
/// notices what is this slow.
const PAUSE: Duration = Duration::from_secs(1);

/// What is watched, and how it is shown.
pub(crate) struct Watched<'a> {
    /// The engine that is asked.
    pub(crate) runtime: &'a dyn ContainerRuntime,
    /// The project it is asked about.
    pub(crate) project: &'a ProjectName,
    /// Makes text of what was seen.
    pub(crate) view: &'a (dyn Fn(&Observed, Width) -> Result<String, CommandError> + Sync),
}

/// Shows what is watched until somebody wants the command to end, or nobody reads it any more.
///
/// Ctrl-C is the way in which a watch is meant to end, so that is no interruption.
pub(crate) async fn watch(watched: Watched<'_>, format: Format, host: &mut Host) -> Result<ExitCode, CommandError> {
    let signal = host.signals.first();
    let signal = match select(signal, pin!(go_on(&watched, format, host))).await {
        Either::Left((signal, _)) => signal,
        Either::Right((ended, _)) => return ended.map(|()| ExitCode::Done),
    };
    if host.console.terminal.stdout {
        // The terminal has shown `^C` where the next command is going to stand.
        host.console.show("\n")?;
    }
    Ok(match signal {
        Signal::Interrupt => ExitCode::Done,
        Signal::Terminate => ExitCode::Terminated,
    })
}

async fn go_on(watched: &Watched<'_>, format: Format, host: &mut Host) -> Result<(), CommandError> {
    let observed = watched.runtime.observe(watched.project).await?;
    let mut display = Display::of(format, host);
    display.show(watched.look(&observed, room(host))?, host)?;
    while host.console.is_read() {
        host.clock.sleep(PAUSE).await;
        let look = match watched.runtime.observe(watched.project).await {
            Ok(observed) => watched.look(&observed, room(host))?,
            Err(error) if may_pass(&error) => Look::without_engine(error, format, room(host))?,
            Err(error) => return Err(error.into()),
        };
        display.show(look, host)?;
    }
    Ok(())
}

/// The last column stays free, as [`screen`](crate::screen) wants it.
fn room(host: &Host) -> Width {
    host.width().map(|width| width.saturating_sub(1))
}

/// An engine that is started anew answers nothing for a while, which is worth watching.
fn may_pass(error: &RuntimeError) -> bool {
    matches!(error.kind, RuntimeErrorKind::Unavailable | RuntimeErrorKind::TimedOut)
}

/// What one look at the engine gave.
struct Look {
    text: String,
    /// The text without what changes by itself: how long everything has been as it is.
    lasting: String,
}

impl Watched<'_> {
    fn look(&self, observed: &Observed, width: Width) -> Result<Look, CommandError> {
        let mut timeless = observed.clone();
        timeless.instances.iter_mut().for_each(|instance| instance.since = None);
        Ok(Look { text: (self.view)(observed, width)?, lasting: (self.view)(&timeless, width)? })
    }
}

impl Look {
    fn without_engine(error: RuntimeError, format: Format, width: Width) -> Result<Self, CommandError> {
        let error = CommandError::from(error);
        let text = match format {
            Format::Text => render::error::error(&error, width),
            Format::Json => render::json::line(&render::json::error(&error))?,
        };
        Ok(Self { lasting: text.clone(), text })
    }
}

/// Where looks are shown.
enum Display {
    /// Each in the place of the one before.
    InPlace(Screen),
    /// Each that differs from the one before, behind it.
    Appended { before: Option<String>, gap: &'static str },
}

impl Display {
    fn of(format: Format, host: &Host) -> Self {
        match format {
            Format::Json => Self::Appended { before: None, gap: "" },
            Format::Text if can_draw(host) => Self::InPlace(Screen::default()),
            Format::Text => Self::Appended { before: None, gap: "\n" },
        }
    }

    fn show(&mut self, look: Look, host: &mut Host) -> Result<(), CommandError> {
        match self {
            Self::InPlace(screen) => host.console.draw(&look.text, screen, (host.size)().unwrap_or_default())?,
            Self::Appended { before, .. } if before.as_ref() == Some(&look.lasting) => {}
            Self::Appended { before, gap } => {
                let gap = if before.is_some() { *gap } else { "" };
                host.console.show(&format!("{gap}{}", look.text))?;
                *before = Some(look.lasting);
            }
        }
        Ok(())
    }
}

fn can_draw(host: &Host) -> bool {
    host.console.terminal.stdout && (host.size)().is_some() && host.variable("TERM") != Some("dumb")
}

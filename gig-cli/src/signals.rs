//! That somebody wants the command to end.

use futures_util::future::BoxFuture;
use gig_core::exit_code::ExitCode;

/// Somebody wants the command to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// Ctrl-C, or SIGINT.
    Interrupt,
    /// SIGTERM.
    Terminate,
}

impl Signal {
    /// Returns what the process ends with because of it.
    #[must_use]
    pub fn exit_code(self) -> ExitCode {
        match self {
            Self::Interrupt => ExitCode::Interrupted,
            Self::Terminate => ExitCode::Terminated,
        }
    }
}

/// Where signals come from.
pub trait Signals: Send + Sync {
    /// Catches signals from now on, and is ready with the first of them.
    ///
    /// Until this is called a signal ends the process as ever, which is right as long as nothing has been touched.
    fn first(&self) -> BoxFuture<'static, Signal>;

    /// As [`first`](Self::first), but is ready with the second of them.
    fn second(&self) -> BoxFuture<'static, Signal>;
}

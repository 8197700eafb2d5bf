//! `start`: what is absent or stopped is brought up; what runs is left as it is.

use gig_core::exit_code::ExitCode;
use gig_core::plan::{PlanOptions, Verb};

use super::change::change;
use crate::error::CommandError;
use crate::host::Host;
use crate::options::{BringUpArguments, ChangeArguments, CommonArguments, ServiceSelection};

/// What `start` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = "Example: web, and what it needs\n\n    gig start web")]
pub struct StartArguments {
    #[command(flatten)]
    selection: ServiceSelection,
    #[command(flatten)]
    change: ChangeArguments,
    #[command(flatten)]
    bring_up: BringUpArguments,
    /// Try a release again that was put back before
    #[arg(long)]
    retry: bool,
}

/// Brings up what is absent or stopped.
pub(crate) async fn start(
    arguments: &StartArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let mut options = PlanOptions::new(Verb::Start);
    arguments.bring_up.ask_for(&mut options);
    options.retry_failed = arguments.retry;
    change(options, &arguments.selection.services, &arguments.change, common, host).await
}

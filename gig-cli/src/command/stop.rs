//! `stop`: what runs is stopped, in the reverse of the order in which it was started.

use gig_core::exit_code::ExitCode;
use gig_core::plan::{PlanOptions, Verb};

use super::change::change;
use crate::error::CommandError;
use crate::host::Host;
use crate::options::{ChangeArguments, CommonArguments, ServiceSelection};

/// What `stop` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = "Example: web stops, and nothing is removed\n\n    gig stop web")]
pub struct StopArguments {
    #[command(flatten)]
    selection: ServiceSelection,
    #[command(flatten)]
    change: ChangeArguments,
}

/// Stops what runs.
pub(crate) async fn stop(
    arguments: &StopArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let options = PlanOptions::new(Verb::Stop);
    change(options, &arguments.selection.services, &arguments.change, common, host).await
}

//! `restart`: the containers are stopped and started again; they stay the same ones.

use gig_core::exit_code::ExitCode;
use gig_core::plan::{PlanOptions, Verb};

use super::change::change;
use crate::error::CommandError;
use crate::host::Host;
use crate::options::{BringUpArguments, ChangeArguments, CommonArguments, ServiceSelection};

/// What `restart` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = "Example: web alone, without what it needs\n\n    gig restart --no-deps web")]
pub struct RestartArguments {
    #[command(flatten)]
    selection: ServiceSelection,
    #[command(flatten)]
    change: ChangeArguments,
    #[command(flatten)]
    bring_up: BringUpArguments,
}

/// Stops and starts again.
pub(crate) async fn restart(
    arguments: &RestartArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let mut options = PlanOptions::new(Verb::Restart);
    arguments.bring_up.ask_for(&mut options);
    change(options, &arguments.selection.services, &arguments.change, common, host).await
}

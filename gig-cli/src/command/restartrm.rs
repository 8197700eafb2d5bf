//! `restartrm`: the containers are replaced by new ones, whether or not anything differs.

use gig_core::exit_code::ExitCode;
use gig_core::plan::{PlanOptions, Verb};

use super::change::change;
use crate::error::CommandError;
use crate::host::Host;
use crate::options::{BringUpArguments, ChangeArguments, CommonArguments, ServiceSelection};

/// What `restartrm` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = "Example: a new container for web, with what lies in its volumes\n\n    gig restartrm web")]
pub struct RestartRmArguments {
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

/// Replaces by new containers.
pub(crate) async fn restartrm(
    arguments: &RestartRmArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let mut options = PlanOptions::new(Verb::RestartRm);
    arguments.bring_up.ask_for(&mut options);
    options.retry_failed = arguments.retry;
    change(options, &arguments.selection.services, &arguments.change, common, host).await
}

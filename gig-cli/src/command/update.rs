//! `update`: what differs from the file is replaced, what is absent or stopped is brought up.

use gig_core::exit_code::ExitCode;
use gig_core::plan::{PlanOptions, Verb};

use super::change::change;
use crate::error::CommandError;
use crate::host::Host;
use crate::options::{BringUpArguments, ChangeArguments, CommonArguments, ServiceSelection};

/// What `update` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(
    after_long_help = "Example: a release of web, once somebody has seen what it does\n\n    gig update --dry-run web\n    gig update web"
)]
pub struct UpdateArguments {
    #[command(flatten)]
    selection: ServiceSelection,
    #[command(flatten)]
    change: ChangeArguments,
    #[command(flatten)]
    bring_up: BringUpArguments,
    /// Try a release again that was put back before
    #[arg(long)]
    retry: bool,
    /// Also remove containers of services that are not in the file any more
    #[arg(long)]
    remove_orphans: bool,
}

/// Replaces what differs.
pub(crate) async fn update(
    arguments: &UpdateArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let mut options = PlanOptions::new(Verb::Update);
    arguments.bring_up.ask_for(&mut options);
    options.retry_failed = arguments.retry;
    options.remove_orphans = arguments.remove_orphans;
    change(options, &arguments.selection.services, &arguments.change, common, host).await
}

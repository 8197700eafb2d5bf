//! `rm`: the containers are stopped and removed; volumes stay, unless they are named.

use gig_core::exit_code::ExitCode;
use gig_core::plan::{PlanOptions, Verb};

use super::change::change;
use crate::error::CommandError;
use crate::host::Host;
use crate::options::{ChangeArguments, CommonArguments, ServiceSelection};

/// What `rm` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = "Example: web is gone, its volumes stay\n\n    gig rm --yes web")]
pub struct RmArguments {
    #[command(flatten)]
    selection: ServiceSelection,
    #[command(flatten)]
    change: ChangeArguments,
    /// Also remove containers of services that are not in the file any more
    #[arg(long)]
    remove_orphans: bool,
    /// Also remove the named volumes of the project, with everything in them
    #[arg(long)]
    volumes: bool,
}

/// Stops and removes.
pub(crate) async fn rm(
    arguments: &RmArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let mut options = PlanOptions::new(Verb::Rm);
    options.remove_orphans = arguments.remove_orphans;
    options.remove_volumes = arguments.volumes;
    change(options, &arguments.selection.services, &arguments.change, common, host).await
}

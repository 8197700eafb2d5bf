//! `ps`: the containers of the project in full, with those that are kept and those of an unfinished run.

use gig_core::exit_code::ExitCode;

use super::selection::selection;
use crate::error::CommandError;
use crate::host::Host;
use crate::inputs::resolved;
use crate::options::{CommonArguments, Format, ServiceSelection};
use crate::render::{self, Heading};
use crate::standing::Standing;

/// What `ps` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = "Example: every container of web, kept ones too\n\n    gig ps web")]
pub struct PsArguments {
    #[command(flatten)]
    selection: ServiceSelection,
}

/// Shows the containers.
pub(crate) async fn ps(
    arguments: &PsArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let resolved = resolved(&arguments.selection.services, common, host)?;
    host.warn(resolved.warnings)?;
    let platform = &resolved.platform;
    let selection = selection(&arguments.selection.services, platform)?;

    let runtime = host.connect().await?;
    let observed = runtime.observe(&platform.project).await?;
    let standing = Standing::of(platform, &observed, &selection)?;
    host.console.show(&match common.format {
        Format::Text => render::ps::ps(&standing, host.width()),
        Format::Json => render::json::ps(&standing, &Heading::new(&*runtime, platform, common))?,
    })?;
    Ok(ExitCode::Done)
}

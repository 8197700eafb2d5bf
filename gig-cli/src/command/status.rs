//! `status`: what runs of the platform, service by service, and what to know about it.

use gig_core::exit_code::ExitCode;

use super::selection::selection;
use crate::error::CommandError;
use crate::host::Host;
use crate::inputs::resolved;
use crate::options::{CommonArguments, Format, ServiceSelection};
use crate::render::{self, Heading};
use crate::standing::Standing;

/// What `status` and `ps` understand.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct StatusArguments {
    #[command(flatten)]
    pub(crate) selection: ServiceSelection,
}

/// Shows what runs.
pub(crate) async fn status(
    arguments: &StatusArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let resolved = resolved(common, host)?;
    host.warn(resolved.warnings)?;
    let platform = &resolved.platform;
    let selection = selection(&arguments.selection.services, platform)?;

    let runtime = host.connect().await?;
    let observed = runtime.observe(&platform.project).await?;
    let standing = Standing::of(platform, &observed, &selection)?;
    let heading = Heading::new(&*runtime, platform);
    host.console.show(&match common.format {
        Format::Text => render::status::status(&standing, &heading),
        Format::Json => render::json::status(&standing, &heading)?,
    })?;
    Ok(ExitCode::Done)
}

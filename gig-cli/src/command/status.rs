//! `status`: what runs of the platform, service by service, and what to know about it.

use gig_core::exit_code::ExitCode;
use gig_core::runtime::Observed;

use super::selection::selection;
use crate::error::CommandError;
use crate::host::Host;
use crate::inputs::resolved;
use crate::options::{CommonArguments, Format, ServiceSelection};
use crate::render::{self, Heading};
use crate::standing::Standing;
use crate::watch::{Watched, watch};

/// What `status` understands.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = "Example: what runs, again whenever that changes\n\n    gig status --watch")]
pub struct StatusArguments {
    #[command(flatten)]
    selection: ServiceSelection,
    /// Show it again whenever it has changed, until Ctrl-C
    #[arg(short, long)]
    watch: bool,
}

/// Shows what runs.
pub(crate) async fn status(
    arguments: &StatusArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let resolved = resolved(&arguments.selection.services, common, host)?;
    host.warn(resolved.warnings)?;
    let platform = &resolved.platform;
    let selection = selection(&arguments.selection.services, platform)?;

    let runtime = host.connect().await?;
    let heading = Heading::new(&*runtime, platform, common);
    let view = |observed: &Observed, width| {
        let standing = Standing::of(platform, observed, &selection)?;
        Ok(match (common.format, arguments.watch) {
            (Format::Text, _) => render::status::status(&standing, &heading, width),
            (Format::Json, false) => render::json::text(&render::json::status(&standing, &heading))?,
            (Format::Json, true) => render::json::line(&render::json::status(&standing, &heading))?,
        })
    };
    if arguments.watch {
        let watched = Watched { runtime: &*runtime, project: &platform.project, view: &view };
        return watch(watched, common.format, host).await;
    }
    let observed = runtime.observe(&platform.project).await?;
    host.console.show(&view(&observed, host.width())?)?;
    Ok(ExitCode::Done)
}

//! `check`: whether the file can be used, with everything that is wrong with it; no engine is asked.

use gig_core::exit_code::ExitCode;

use crate::error::CommandError;
use crate::host::Host;
use crate::inputs::resolved;
use crate::options::{CommonArguments, Format};
use crate::render;

/// What `check` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(
    after_long_help = "Example: whether the file can be used in production\n\n    gig check --environment production --strict"
)]
pub struct CheckArguments {}

/// Checks the file.
pub(crate) fn check(
    _arguments: &CheckArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let resolved = resolved(common, host)?;
    match common.format {
        Format::Json => host.console.show(&render::json::check(&resolved)?)?,
        Format::Text => {
            let summary = render::check::summary(&resolved);
            host.warn(resolved.warnings)?;
            host.console.show(&summary)?;
        }
    }
    Ok(ExitCode::Done)
}

//! `check`: whether the file can be used, with everything that is wrong with it and what will bite one day; no engine
//! is asked.

use gig_core::exit_code::ExitCode;

use crate::error::CommandError;
use crate::host::Host;
use crate::inputs::linted;
use crate::options::{CommonArguments, Format};
use crate::render;

/// What `check` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(
    after_long_help = "Example: whether the file can be used in production\n\n    gig check --environment production --strict"
)]
pub struct CheckArguments {
    /// End with 11 where there is a warning
    #[arg(long)]
    deny_warnings: bool,
}

/// Checks the file.
pub(crate) fn check(
    arguments: &CheckArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let resolved = linted(common, host)?;
    let denied = arguments.deny_warnings && !resolved.warnings.is_empty();
    let exit = if denied { ExitCode::Unresolvable } else { ExitCode::Done };
    match common.format {
        Format::Json => host.console.show(&render::json::check(&resolved)?)?,
        Format::Text => {
            let summary = render::check::summary(&resolved);
            host.warn(resolved.warnings)?;
            host.console.show(&summary)?;
            if denied {
                host.console.tell(&render::check::denied())?;
            }
        }
    }
    // The process ends now: giving back each part of a large platform would only take time.
    std::mem::forget(resolved.platform);
    Ok(exit)
}

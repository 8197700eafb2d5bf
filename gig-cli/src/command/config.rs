//! `config`: the file as gig understands it, with every variable put in; no engine is asked.

use gig_core::exit_code::ExitCode;

use crate::error::CommandError;
use crate::host::Host;
use crate::inputs::resolved;
use crate::options::{CommonArguments, Format};
use crate::render;

/// What `config` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = "Example: the platform as a program reads it\n\n    gig config --format json")]
pub struct ConfigArguments {
    /// Show the values of the environment, which may be secrets
    #[arg(long)]
    show_values: bool,
}

/// Shows what the file means.
pub(crate) fn config(
    arguments: &ConfigArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let resolved = resolved(common, host)?;
    host.warn(resolved.warnings)?;
    let values = if arguments.show_values { render::config::Values::Shown } else { render::config::Values::Masked };
    let document = render::config::document(&resolved.platform, values);
    host.console.show(&match common.format {
        Format::Text => render::yaml::yaml(&document)?,
        Format::Json => render::json::text(&document)?,
    })?;
    Ok(ExitCode::Done)
}

//! `config`: the file as gig understands it, with every variable put in; no engine is asked.

use gig_core::exit_code::ExitCode;
use gig_core::resolve::{EnvFiles, Inputs, uses};

use crate::error::CommandError;
use crate::host::Host;
use crate::inputs;
use crate::options::{CommonArguments, Format};
use crate::render::{self, config::Values};

/// What `config` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = "Example: the platform as a program reads it\n\n    gig config --format json")]
pub struct ConfigArguments {
    /// Show the values of the environment, which may be secrets
    #[arg(long)]
    show_values: bool,
    /// Leave the files under `env_file` alone; they may be missing
    #[arg(long)]
    no_env_resolution: bool,
    #[command(flatten)]
    part: PartArguments,
}

/// What of it is shown, where not all.
#[derive(Debug, Clone, clap::Args)]
#[group(multiple = false)]
struct PartArguments {
    /// Show only the names of the services
    #[arg(long)]
    services: bool,
    /// Show only the images, each once
    #[arg(long)]
    images: bool,
    /// Show only the variables that the file uses: what it says where one is not set, and who sets it
    #[arg(long)]
    variables: bool,
}

/// Shows what the file says, whether or not that can be carried out.
pub(crate) fn config(
    arguments: &ConfigArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    if arguments.part.variables {
        return variables(common, host);
    }
    let env_files = if arguments.no_env_resolution { EnvFiles::Unread } else { EnvFiles::Read };
    let unread = |inputs: &mut Inputs<'_>| inputs.env_files = env_files;
    let mut described = inputs::described(unread, common, host)?;
    host.warn(std::mem::take(&mut described.warnings))?;
    let text = if arguments.part.services {
        render::config::names(render::config::services(&described), common.format)?
    } else if arguments.part.images {
        render::config::names(render::config::images(&described), common.format)?
    } else {
        let values = if arguments.show_values { Values::Shown } else { Values::Masked };
        let document = render::config::document(&described, values);
        match common.format {
            Format::Text => render::yaml::yaml(&document)?,
            Format::Json => render::json::text(&document)?,
        }
    };
    host.console.show(&text)?;
    Ok(ExitCode::Done)
}

/// The file need not mean anything for that: who asks for its variables may be about to set them.
fn variables(common: &CommonArguments, host: &mut Host) -> Result<ExitCode, CommandError> {
    let (document, set) = inputs::document(common, host)?;
    let variables = render::variables::summary(uses(&document), &set);
    host.console.show(&match common.format {
        Format::Text => render::variables::table(&variables, host.width()),
        Format::Json => render::json::text(&render::variables::json(&variables))?,
    })?;
    Ok(ExitCode::Done)
}

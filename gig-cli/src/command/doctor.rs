//! `doctor`: which engine is meant and why, what gig can do there, and what to do about the rest.

mod checks;

use gig_core::exit_code::ExitCode;

pub(crate) use checks::{Check, Verdict};

use crate::error::CommandError;
use crate::host::Host;
use crate::options::{CommonArguments, Format};
use crate::render;

/// What `doctor` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = "Example: which engine is meant, and what gig can do there\n\n    gig doctor")]
pub struct DoctorArguments {}

/// Looks closely at the engine; no file is read for it.
pub(crate) async fn doctor(
    _arguments: &DoctorArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let examined = host.engine.examine(&host.environment).await;
    let exit = if examined.is_ok() { ExitCode::Done } else { ExitCode::Unreachable };
    let checks = checks::checks(&examined, &|program| is_on_path(program, host));
    host.console.show(&match common.format {
        Format::Text => render::doctor::doctor(&checks, host.width()),
        Format::Json => render::json::text(&render::doctor::document(&checks, exit))?,
    })?;
    Ok(exit)
}

fn is_on_path(program: &str, host: &Host) -> bool {
    let path = host.variable("PATH").unwrap_or_default();
    std::env::split_paths(path).any(|folder| folder.join(program).is_file())
}

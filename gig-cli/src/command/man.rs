//! `man`: the pages that `man gig` shows, one for gig and one for each command.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap_mangen::Man;
use gig_core::exit_code::ExitCode;

use crate::error::CommandError;
use crate::host::Host;
use crate::options::{CommonArguments, Format};
use crate::render;

/// What `man` understands.
#[derive(Debug, Clone, clap::Args)]
pub struct ManArguments {
    /// The folder; it is made where it is missing
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    folder: PathBuf,
}

/// Writes the pages of the command line `gig`.
pub(crate) fn man(
    arguments: &ManArguments,
    gig: clap::Command,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let folder = host.directory.join(&arguments.folder);
    let pages = write(gig, &folder).map_err(|error| {
        CommandError::unexpected(format!("failed to write pages into `{}`: {error}", arguments.folder.display()))
            .hint("name a folder that you may write to: `gig man ./man`")
    })?;
    host.console.show(&match common.format {
        Format::Text => render::man::pages(&arguments.folder, &pages),
        Format::Json => render::json::text(&render::json::pages(&pages))?,
    })?;
    Ok(ExitCode::Done)
}

/// Writes the pages and returns the names of their files.
fn write(gig: clap::Command, folder: &Path) -> io::Result<Vec<String>> {
    fs::create_dir_all(folder)?;
    let mut gig = gig.disable_help_subcommand(true);
    gig.build();
    let commands = gig.get_subcommands().filter(|command| !command.is_hide_set());
    let pages = std::iter::once(&gig).chain(commands).map(|command| page(command, folder));
    pages.collect()
}

fn page(command: &clap::Command, folder: &Path) -> io::Result<String> {
    let man = Man::new(command.clone()).manual("gig");
    man.generate_to(folder)?;
    Ok(man.get_filename())
}

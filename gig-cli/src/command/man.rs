//! `man`: the pages that `man gig` shows, one for gig and one for each command.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};
use gig_core::exit_code::ExitCode;

use crate::error::CommandError;
use crate::host::Host;
use crate::options::{CommonArguments, Format};
use crate::render;

/// What `man` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = "Example: then `man man/gig.1`\n\n    gig man man")]
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
        Format::Text => render::man::pages(&arguments.folder),
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
    let man = Man::new(command.clone()).source(concat!("gig ", env!("CARGO_PKG_VERSION"))).manual("Commands of gig");
    let name = man.get_filename();
    fs::write(folder.join(&name), text(command, &man)?)?;
    Ok(name)
}

fn text(command: &clap::Command, man: &Man) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut text)?;
    }
    example(command).to_writer(&mut text)?;
    Ok(text)
}

/// The library would head this section `EXTRA`, and run the lines of the example together.
fn example(command: &clap::Command) -> Roff {
    let mut section = Roff::new();
    let Some(help) = command.get_after_long_help().map(ToString::to_string) else {
        return section;
    };
    section.control("SH", ["EXAMPLE"]).control("nf", []);
    for line in help.trim_start_matches("Example: ").lines() {
        section.text([roman(line)]);
    }
    section.control("fi", []);
    section
}

#[cfg(test)]
mod tests {
    use std::fs;

    use clap::Command;

    use super::write;

    #[test]
    fn every_command_that_is_not_hidden_has_a_page_with_its_example() {
        let update = Command::new("update").after_long_help("Example: as it is\n\n    gig update\n    .hidden -x");
        let gig = Command::new("gig").subcommand(update).subcommand(Command::new("service").hide(true));
        let folder = tempfile::tempdir().unwrap();
        let pages = write(gig, &folder.path().join("a/b")).unwrap();
        assert_eq!(pages, ["gig.1", "gig-update.1"]);
        let page = fs::read_to_string(folder.path().join("a/b/gig-update.1")).unwrap();
        assert!(page.ends_with(".SH EXAMPLE\n.nf\nas it is\n\n    gig update\n    .hidden \\-x\n.fi\n"), "{page}");
    }
}

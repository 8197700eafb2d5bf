//! `init`: a first file, to be made one's own; and beside it the schema that an editor knows the keys from.
//!
//! Nothing is ever overwritten. Where there is a file already that gig reads, there is nothing to begin with.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use gig_core::exit_code::ExitCode;
use gig_core::name::ProjectName;
use gig_core::resolve::name_of_folder;

use crate::error::CommandError;
use crate::find;
use crate::host::Host;
use crate::options::{CommonArguments, Format};
use crate::render::{self, json};

/// The file that is written.
const FILE: &str = "gig.yml";

/// The schema beside it. Its editor line names it so.
const SCHEMA: &str = "gig.schema.json";

/// The line from which an editor knows the schema.
const EDITOR_LINE: &str = "# yaml-language-server: $schema=gig.schema.json\n\n";

/// What is written, for a project that is called `PROJECT`.
const PLATFORM: &str = include_str!("init/gig.yml");

/// What `init` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(
    after_long_help = "Example: a first file, for a project that is called after the folder or shop\n\n    gig init\n    gig -p shop init"
)]
pub struct InitArguments {
    /// Write no gig.schema.json, and no line that names it to an editor
    #[arg(long)]
    no_schema: bool,
}

/// A file to write.
struct NewFile {
    name: &'static str,
    content: String,
}

/// Writes a first file where there is none.
pub(crate) fn init(
    arguments: &InitArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    refuse_other_files(common, host)?;
    if let Some(there) = find::in_folder(&host.directory) {
        return leave(&find::short_name(&there), common, host);
    }
    let project = project(common, &host.directory)?;
    let files = files(&project, arguments)?;
    files.iter().try_for_each(|file| check_free(file, &host.directory))?;
    files.iter().try_for_each(|file| write(file, &host.directory))?;
    let written: Vec<&str> = files.iter().map(|file| file.name).collect();
    host.console.show(&match common.format {
        Format::Text => render::init::written(&project, &written),
        Format::Json => json::text(&json::initialised(Some(&project), &written, None))?,
    })?;
    Ok(ExitCode::Done)
}

/// What comes after would be about the file that is named.
fn refuse_other_files(common: &CommonArguments, host: &Host) -> Result<(), CommandError> {
    match find::named(common, host).first() {
        None => Ok(()),
        Some(file) => {
            let message = format!("`init` writes `{FILE}` into the working folder, but `{}` is named", file.display());
            Err(CommandError::usage(message).hint("leave out `-f`, and unset GIG_FILE and COMPOSE_FILE"))
        }
    }
}

/// Fig's and compose's files are read as they are; a file of gig's own is one that somebody has begun.
fn leave(there: &str, common: &CommonArguments, host: &mut Host) -> Result<ExitCode, CommandError> {
    if there.starts_with("gig.") {
        return Err(taken(there));
    }
    host.console.show(&match common.format {
        Format::Text => render::init::nothing_to_do(there),
        Format::Json => json::text(&json::initialised(None, &[], Some(there)))?,
    })?;
    Ok(ExitCode::Done)
}

fn taken(name: &str) -> CommandError {
    let hint = if name == SCHEMA {
        "remove it, or leave it alone with `gig init --no-schema`"
    } else {
        "`gig check` says whether it can be used; to begin anew, move it away first"
    };
    CommandError::unexpected(format!("`{name}` is there already, and is not overwritten")).hint(hint)
}

fn project(common: &CommonArguments, folder: &Path) -> Result<ProjectName, CommandError> {
    if let Some(project) = &common.project {
        return Ok(project.clone());
    }
    let folder = folder.file_name().unwrap_or_default().to_string_lossy();
    name_of_folder(&folder).map_err(|_| {
        let message = format!("the folder's name `{folder}` gives no project name");
        CommandError::usage(message).hint("name the project: `gig -p NAME init`")
    })
}

fn files(project: &ProjectName, arguments: &InitArguments) -> Result<Vec<NewFile>, CommandError> {
    let platform = PLATFORM.replace("PROJECT", project.as_str());
    if arguments.no_schema {
        return Ok(vec![NewFile { name: FILE, content: platform }]);
    }
    let schema = json::text(&render::schema::schema())?;
    let platform = format!("{EDITOR_LINE}{platform}");
    Ok(vec![NewFile { name: FILE, content: platform }, NewFile { name: SCHEMA, content: schema }])
}

/// A schema that `gig schema` wrote there is the one that would be written.
fn check_free(file: &NewFile, folder: &Path) -> Result<(), CommandError> {
    let path = folder.join(file.name);
    let is_same = || fs::read(&path).is_ok_and(|content| content == file.content.as_bytes());
    if path.symlink_metadata().is_err() || is_same() { Ok(()) } else { Err(taken(file.name)) }
}

fn write(file: &NewFile, folder: &Path) -> Result<(), CommandError> {
    let opened = OpenOptions::new().write(true).create_new(true).open(folder.join(file.name));
    let written = opened.and_then(|mut opened| opened.write_all(file.content.as_bytes()));
    match written {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            let message = format!("failed to write `{}`: {error}", file.name);
            Err(CommandError::unexpected(message).hint("go to a folder that you may write to"))
        }
        // It is the same, or it came between.
        Err(_) => check_free(file, folder),
        Ok(()) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{InitArguments, SCHEMA, check_free, files, write};

    #[test]
    fn the_schema_that_would_be_written_may_be_there() {
        let folder = tempfile::tempdir().unwrap();
        let files = files(&"shop".parse().unwrap(), &InitArguments { no_schema: false }).unwrap();
        fs::write(folder.path().join(SCHEMA), &files[1].content).unwrap();
        for file in &files {
            check_free(file, folder.path()).unwrap();
            write(file, folder.path()).unwrap();
        }
        fs::write(folder.path().join(SCHEMA), "{}").unwrap();
        write(&files[1], folder.path()).unwrap_err();
        assert_eq!(fs::read_to_string(folder.path().join(SCHEMA)).unwrap(), "{}");
    }
}

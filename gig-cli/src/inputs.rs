//! All that the meaning of a file depends on: its text, the variables by precedence, and the files beside it.

use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use gig_core::diagnostic::{Diagnostics, SourceText};
use gig_core::document::{Document, Surroundings, parse_all};
use gig_core::name::{EnvironmentName, InvalidName};
use gig_core::resolve::{
    Description, FileError, Files, Inputs, Lints, Origin as From, PathKind, Resolved, Variables, describe, dotenv,
    profile, resolve,
};

use crate::error::CommandError;
use crate::find::{self, Origin};
use crate::host::Host;
use crate::line_error::file_error;
use crate::options::CommonArguments;
use crate::profile_shell;

/// The environment where nobody names one.
pub(crate) const DEFAULT_ENVIRONMENT: &str = "default";

/// Reads the file that describes the platform, and finds out what it means for who has named these services.
pub(crate) fn resolved(named: &[String], common: &CommonArguments, host: &mut Host) -> Result<Resolved, CommandError> {
    read(resolve, |inputs| inputs.named = named.to_vec(), common, host)
}

/// Reads the file that describes the platform, and finds out what it means and what will bite one day.
pub(crate) fn linted(common: &CommonArguments, host: &mut Host) -> Result<Resolved, CommandError> {
    read(resolve, |inputs| inputs.lints = Lints::Reported, common, host)
}

/// Reads the file that describes the platform, and finds out what it says, whether or not that can be carried out;
/// `adapt` may leave alone what stands beside it.
pub(crate) fn described(
    adapt: impl FnOnce(&mut Inputs<'_>),
    common: &CommonArguments,
    host: &mut Host,
) -> Result<Description, CommandError> {
    read(describe, adapt, common, host)
}

fn read<T>(
    read: impl FnOnce(&Document, &EnvironmentName, &Inputs<'_>) -> Result<T, Diagnostics>,
    adapt: impl FnOnce(&mut Inputs<'_>),
    common: &CommonArguments,
    host: &mut Host,
) -> Result<T, CommandError> {
    let (document, variables) = document(common, host)?;
    let environment = environment(common, &variables)?;
    let mut inputs = inputs(variables, common, host)?;
    adapt(&mut inputs);
    let wrong = if document.diagnostics.has_errors() { CommandError::unparsable } else { CommandError::unresolvable };
    read(&document, &environment, &inputs).map_err(wrong)
}

/// Reads the files that describe the platform as they were written, and the variables that are set for it.
pub(crate) fn document(common: &CommonArguments, host: &mut Host) -> Result<(Document, Variables), CommandError> {
    let origin = find::origin(common, host)?;
    let mut source = find::read(&origin, common, host)?;
    if let Some(folder) = &common.project_directory {
        source.directory = host.directory.join(folder);
    }
    let variables = variables(&origin, &source.directory, common, host)?;
    let further = find::further(&origin, common, host);
    let mut texts = vec![source];
    for origin in further {
        // Relative paths in all of them start from the folder of the first.
        let directory = texts[0].directory.clone();
        texts.push(SourceText { directory, ..find::read(&origin, common, host)? });
    }
    let lookup = |name: &str| variables.value(name).map(str::to_owned);
    let around = Surroundings { files: &Disk, variables: &lookup };
    let document = parse_all(texts, &around).map_err(CommandError::unparsable)?;
    Ok((document, variables))
}

fn inputs<'a>(variables: Variables, common: &CommonArguments, host: &Host) -> Result<Inputs<'a>, CommandError> {
    let named = common.project.clone().map(Ok);
    let project = named.or_else(|| {
        let value = |name| variables.value(name).filter(|value| !value.is_empty());
        Some(value("GIG_PROJECT").or_else(|| value("COMPOSE_PROJECT_NAME"))?.parse())
    });
    let profiles = profiles(&variables, common);
    let mut inputs = Inputs::new(variables, &Disk);
    inputs.profiles = profiles;
    inputs.project = project.transpose().map_err(|error| invalid(&error))?;
    inputs.home = host.home.clone();
    inputs.strict = common.strict;
    Ok(inputs)
}

fn profiles(variables: &Variables, common: &CommonArguments) -> Vec<String> {
    if !common.profiles.is_empty() {
        return common.profiles.clone();
    }
    let named = variables.value("COMPOSE_PROFILES").unwrap_or_default().split(',').map(str::trim);
    named.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn environment(common: &CommonArguments, variables: &Variables) -> Result<EnvironmentName, CommandError> {
    if let Some(environment) = &common.environment {
        return Ok(environment.clone());
    }
    let named = variables.value("GIG_ENVIRONMENT").filter(|value| !value.is_empty());
    named.unwrap_or(DEFAULT_ENVIRONMENT).parse().map_err(|error| invalid(&error))
}

fn invalid(error: &InvalidName) -> CommandError {
    CommandError::usage(error.to_string())
}

/// Reads the variables, from those that win to those that give way: `gig.profile`, the environment, the env files
/// from the last to the first.
fn variables(origin: &Origin, folder: &Path, common: &CommonArguments, host: &Host) -> Result<Variables, CommandError> {
    let mut variables = Variables::default();
    for (name, value) in profile_of(origin, folder, common, host)? {
        variables.set_default(name, value, From::Profile);
    }
    for (name, value) in &host.environment {
        variables.set_default(name, value, From::Environment);
    }
    for file in env_files(origin, folder, common, host)?.into_iter().rev() {
        add_env_file(file, &mut variables)?;
    }
    Ok(variables)
}

fn profile_of(
    origin: &Origin,
    folder: &Path,
    common: &CommonArguments,
    host: &Host,
) -> Result<Vec<(String, String)>, CommandError> {
    let Some(source) = beside("gig.profile", origin, folder, common, host)? else {
        return Ok(Vec::new());
    };
    if common.source_profile {
        return profile_shell::source(&folder.join("gig.profile"), host);
    }
    let lookup = |name: &str| host.environment.get(name).cloned();
    profile::parse(&source.text, &lookup).map_err(|error| file_error("invalid-profile", source, error))
}

fn env_files(
    origin: &Origin,
    folder: &Path,
    common: &CommonArguments,
    host: &Host,
) -> Result<Vec<SourceText>, CommandError> {
    if common.env_files.is_empty() {
        return Ok(beside(".env", origin, folder, common, host)?.into_iter().collect());
    }
    let read = |path: &std::path::PathBuf| {
        let name = path.display().to_string();
        let text = find::read_limited(&host.directory.join(path)).map_err(|error| find::unreadable(&name, &error))?;
        Ok(SourceText::new(name, folder, text))
    };
    common.env_files.iter().map(read).collect()
}

/// Reads a file that stands beside the description, where there is one.
fn beside(
    name: &str,
    origin: &Origin,
    folder: &Path,
    common: &CommonArguments,
    host: &Host,
) -> Result<Option<SourceText>, CommandError> {
    let path = folder.join(name);
    if !path.is_file() {
        return Ok(None);
    }
    find::guard(origin, &path, common, host)?;
    let text = find::read_limited(&path).map_err(|error| find::unreadable(name, &error))?;
    Ok(Some(SourceText::new(name, folder, text)))
}

/// A name without a value stands for the one in the environment, which is there already.
fn add_env_file(file: SourceText, variables: &mut Variables) -> Result<(), CommandError> {
    let known: BTreeMap<String, String> =
        variables.iter().map(|(name, variable)| (name.to_owned(), variable.value.expose().to_owned())).collect();
    let assignments = dotenv::parse(&file.text, &|name| known.get(name).cloned());
    let origin = From::EnvFile(file.name.clone());
    for (name, value) in assignments.map_err(|error| file_error("invalid-env-file", file, error))?.into_iter().rev() {
        if let Some(value) = value {
            variables.set_default(name, value, origin.clone());
        }
    }
    Ok(())
}

/// The files as they are on the disk.
pub(crate) struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> Result<String, FileError> {
        find::read_limited(path).map_err(unreadable)
    }

    fn bytes(&self, path: &Path) -> Result<Vec<u8>, FileError> {
        find::read_limited_bytes(path).map_err(unreadable)
    }

    fn kind(&self, path: &Path) -> PathKind {
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => PathKind::Directory,
            Ok(_) => PathKind::File,
            Err(_) => PathKind::Missing,
        }
    }

    fn is_readable_by_all(&self, path: &Path) -> bool {
        const READABLE_BY_ALL: u32 = 0o004;
        std::fs::metadata(path).is_ok_and(|metadata| metadata.mode() & READABLE_BY_ALL != 0)
    }
}

fn unreadable(error: std::io::Error) -> FileError {
    match error.kind() {
        std::io::ErrorKind::NotFound => FileError::Missing,
        _ => FileError::Unreadable(error.to_string()),
    }
}

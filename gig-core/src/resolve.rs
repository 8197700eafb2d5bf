//! A document as it is meant: variables put in, files read, values understood, everything checked.

mod contents;
mod context;
mod description;
pub mod dotenv;
mod environments;
mod expansion;
mod hint;
pub mod interpolate;
mod line;
mod lint;
mod networks;
mod paths;
pub mod profile;
mod profiles;
mod project;
mod service;
mod shared;
mod uses;
mod validate;
mod value;
mod variables;
mod volumes;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

pub use description::{Description, Image, Written, WrittenEnvFile, WrittenPort, describe};
pub use line::LineError;
pub use project::name_of_folder;
pub use uses::{Otherwise, VariableUse, uses};
pub use variables::{Origin, Variable, Variables};

use context::Context;
use service::Draft;
use shared::Shared;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::name::{ContentKey, EnvironmentName, ProjectName, ServiceName};
use crate::platform::{Declaration, Grant, Network, Platform, Service, Volume};

/// Finds out what `document` means in `environment`.
///
/// # Errors
/// Everything that is wrong with the document, its shape included, and the warnings, in the order of the text.
pub fn resolve(
    document: &Document,
    environment: &EnvironmentName,
    inputs: &Inputs<'_>,
) -> Result<Resolved, Diagnostics> {
    let context = Context::new(document, inputs);
    let protected = environments::is_protected(&context, environment).unwrap_or(false);
    let context = if protected { context.strictly() } else { context };
    let (platform, _) = described(&context, environment, protected);
    let found = in_order(document, context);
    if found.has_errors() {
        return Err(found);
    }
    Ok(Resolved { platform, warnings: found.into_iter().collect() })
}

fn in_order(document: &Document, context: Context<'_>) -> Diagnostics {
    let of_shape = document.diagnostics.iter().cloned();
    of_shape.chain(context.into_diagnostics()).collect::<Diagnostics>().in_order()
}

/// Puts the platform together, with what else is written; where an error was reported it is incomplete.
fn described(
    context: &Context<'_>,
    environment: &EnvironmentName,
    protected: bool,
) -> (Platform, HashMap<ServiceName, Written>) {
    let project = project::name(context).unwrap_or_else(|_| project::stand_in());
    context.set_project(&project);
    let networks = networks::declared(context, &project);
    let volumes = volumes::declared(context, &project);
    let (configs, secrets) = (contents::configs(context, &project), contents::secrets(context, &project));
    let shared = Shared { context, project, protected, networks, volumes, configs, secrets };
    let entries = context.document.services.iter().take_while(|_| !context.is_full());
    // Drafts are large: a list of them that grows is mostly copied.
    let mut drafts: Vec<Draft<'_>> = Vec::with_capacity(context.document.services.len());
    drafts.extend(entries.filter_map(|entry| service::service(&shared, entry).ok()));
    let disabled = profiles::disable(context, &mut drafts);
    validate::validate(context, &drafts);
    lint::lint(context, &drafts);

    let written = drafts.iter_mut().filter_map(Draft::take_written).collect();
    let mut platform = Platform::new(shared.project.clone(), environment.clone());
    platform.services = drafts.into_iter().map(Draft::into_service).collect();
    platform.disabled = disabled;
    service::name_containers(&mut platform.services);
    platform.networks = used_networks(shared.networks.into_valid(), &platform.services);
    platform.volumes = used_volumes(shared.volumes.into_valid(), &platform.services, &written);
    platform.configs = granted(shared.configs.into_valid(), &platform.services, |service| &service.configs);
    platform.secrets = granted(shared.secrets.into_valid(), &platform.services, |service| &service.secrets);
    (platform, written)
}

fn used_networks(declared: impl Iterator<Item = Network>, services: &[Service]) -> Vec<Network> {
    let attachments = services.iter().flat_map(|service| &service.configuration.networks);
    let mut used: HashSet<&str> = attachments.map(|attachment| attachment.network.as_str()).collect();
    declared.filter(|network| used.remove(network.name.as_str())).collect()
}

fn used_volumes(
    declared: impl Iterator<Item = Volume>,
    services: &[Service],
    written: &HashMap<ServiceName, Written>,
) -> Vec<Volume> {
    let mounts = services.iter().flat_map(|service| &service.configuration.mounts);
    let mounted = mounts.filter_map(|mount| mount.kind.volume_name());
    let only_described = written.values().flat_map(|written| &written.volumes).map(String::as_str);
    let mut used: HashSet<&str> = mounted.chain(only_described).collect();
    declared.filter(|volume| used.remove(volume.name.as_str())).collect()
}

fn granted(
    declared: impl Iterator<Item = Declaration>,
    services: &[Service],
    of: impl Fn(&Service) -> &Vec<Grant>,
) -> Vec<Declaration> {
    let used: HashSet<&ContentKey> = services.iter().flat_map(&of).map(|grant| &grant.source).collect();
    declared.filter(|declaration| used.contains(&declaration.key)).collect()
}

/// What a document means, and what is worth a warning.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Resolved {
    /// The platform.
    pub platform: Platform,
    /// What is worth a warning.
    pub warnings: Vec<Diagnostic>,
}

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathKind {
    /// Nothing is there.
    Missing,
    /// A folder.
    Directory,
    /// A file, a socket or a device.
    File,
}

/// A file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Nothing is there.
    #[error("it does not exist")]
    Missing,
    /// It is there, but cannot be read.
    #[error("{0}")]
    Unreadable(String),
}

/// The files beside a document, as the caller lets gig-core see them.
pub trait Files {
    /// Returns the content of a file, which must be UTF-8.
    ///
    /// # Errors
    /// [`FileError`] where there is no such file or it cannot be read.
    fn read(&self, path: &Path) -> Result<String, FileError>;

    /// Returns the content of a file, whatever it holds.
    ///
    /// # Errors
    /// [`FileError`] where there is no such file or it cannot be read.
    fn bytes(&self, path: &Path) -> Result<Vec<u8>, FileError> {
        self.read(path).map(String::into_bytes)
    }

    /// Returns what a path leads to.
    fn kind(&self, path: &Path) -> PathKind;

    /// Returns whether every user of the host can read a file; where nobody knows, nobody can.
    fn is_readable_by_all(&self, _path: &Path) -> bool {
        false
    }
}

/// All that the meaning of a document depends on besides its text.
#[non_exhaustive]
pub struct Inputs<'a> {
    /// The variables.
    pub variables: Variables,
    /// The files beside the document.
    pub files: &'a dyn Files,
    /// The project, where the user named it; else the document's `name`, else its folder.
    pub project: Option<ProjectName>,
    /// The user's home folder, for `~` in paths.
    pub home: Option<PathBuf>,
    /// The profiles that are enabled; `*` is every one.
    pub profiles: Vec<String>,
    /// The services that the user named, as `service` or `project_service`: their profiles are enabled too.
    pub named: Vec<String>,
    /// Whether an unset variable without a default is an error.
    pub strict: bool,
    /// What becomes of the files under `env_file`.
    pub env_files: EnvFiles,
    /// Whether what works, but will bite one day, is worth a warning.
    pub lints: Lints,
}

/// Whether what works, but will bite one day, is worth a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lints {
    /// Nobody wants to know.
    #[default]
    Silent,
    /// Each is a warning.
    Reported,
}

/// What becomes of the files that the services name under `env_file`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EnvFiles {
    /// They are read, and what they set is part of the environment.
    #[default]
    Read,
    /// They are left alone, and may be missing: for who wants to know what the document itself says.
    Unread,
}

impl<'a> Inputs<'a> {
    /// Puts inputs together that name neither project nor home.
    #[must_use]
    pub fn new(variables: Variables, files: &'a dyn Files) -> Self {
        Self {
            variables,
            files,
            project: None,
            home: None,
            strict: false,
            profiles: Vec::new(),
            named: Vec::new(),
            env_files: EnvFiles::Read,
            lints: Lints::Silent,
        }
    }
}

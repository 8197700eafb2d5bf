//! What a document says, whole or not: for who wants to look at it, not carry it out.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

use super::context::Context;
use super::{Inputs, described, in_order};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::document::{Document, Mapping, Node};
use crate::name::{EnvironmentName, ServiceName};
use crate::platform::{Dependency, ImageReference, Platform};

/// What a document says. It may not be fit to be carried out: then a warning says why.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Description {
    /// What it describes. Where the document names no image for a service, a word stands in for it here.
    pub platform: Platform,
    /// What the document says of each service that is not in the platform.
    pub written: HashMap<ServiceName, Written>,
    /// What is worth a warning, and what keeps the document from being carried out.
    pub warnings: Vec<Diagnostic>,
}

/// What a document says of a service that decides nothing, or nothing that can be carried out.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Written {
    /// The image.
    pub image: Image,
    /// The name of its container, where no container can have it.
    pub container_name: Option<String>,
    /// How its image is built, in the long form of `build`, with variables put in.
    pub build: Option<Node>,
    /// Its env files, where they are left unread.
    pub env_files: Vec<WrittenEnvFile>,
    /// What it exposes, as it is written.
    pub expose: Vec<String>,
    /// Its links, as they are written, and the services that they lead to.
    pub links: Vec<(String, ServiceName)>,
    /// What is said of each port that it publishes, in their order.
    pub ports: Vec<WrittenPort>,
    /// What it says itself that it needs: links are not among it.
    pub needs: BTreeMap<ServiceName, Dependency>,
    /// What it says under keys that are not carried out, in their long form, with variables put in.
    pub kept: Mapping,
    /// Its mounts that cannot be carried out, in the long form, with variables put in.
    pub mounts: Vec<Node>,
    /// The volumes of those mounts, by their names on the engine.
    pub volumes: BTreeSet<String>,
    /// Whether it says itself when it is started again.
    pub restart: bool,
    /// What it says of that, where it is no policy of an engine.
    pub unfit_restart: Option<String>,
    /// The targets of mounts in the long form that say nothing of the options of their type.
    pub bare_mounts: BTreeSet<String>,
    /// The SELinux labels of named volumes, by the target, which no engine heeds.
    pub labels_of_volumes: BTreeMap<String, char>,
    /// The profiles that it belongs to; with none of them enabled it is left out.
    pub profiles: Vec<String>,
    /// When its image is fetched, in the words of the file.
    pub pull_policy: Option<String>,
    /// Whose network it is on, where it says so.
    pub network_mode: Option<String>,
    /// Whose means of communication between processes it has.
    pub ipc: Option<String>,
    /// Whose processes it sees.
    pub pid: Option<String>,
    /// Whose volumes it has.
    pub volumes_from: Vec<String>,
    /// Its links to containers that are not the project's.
    pub external_links: Vec<String>,
    /// The variables of its environment that it would pass on, and that are not set.
    pub unset: BTreeSet<String>,
}

/// An env file, as a document names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenEnvFile {
    /// The absolute path.
    pub path: PathBuf,
    /// Whether it must be there.
    pub required: bool,
    /// Whether it is read as it stands, without quotes and variables.
    pub raw: bool,
}

/// What is said of a port that decides nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct WrittenPort {
    /// Whether it is published on the host alone, where there is a swarm: `mode: host`.
    pub on_host: bool,
    /// Its name.
    pub name: Option<String>,
    /// What goes through it.
    pub app_protocol: Option<String>,
}

/// What a document says of the image of a service.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Image {
    /// It names one.
    Reference(ImageReference),
    /// It names none, but says how one is built; this is the name that it has then.
    Built(ImageReference),
    /// It has a text for it that is no reference to an image.
    Unfit(String),
    /// It says nothing, or has the empty text.
    #[default]
    Missing,
}

/// Finds out what `document` says in `environment`, whether or not that can be carried out: an image may be missing,
/// as in a file that another completes, a service may need one that is not there, a path may be half a path since a
/// variable is not set. [`resolve`](fn@super::resolve) refuses all of that; here each is a warning.
///
/// # Errors
/// Everything in the document that cannot be read, and the warnings, in the order of the text.
pub fn describe(
    document: &Document,
    environment: &EnvironmentName,
    inputs: &Inputs<'_>,
) -> Result<Description, Diagnostics> {
    let context = Context::new(document, inputs).described();
    let (platform, written) = described(&context, environment, false);
    let found: Diagnostics = in_order(document, context).into_iter().map(only_described).collect();
    if found.has_errors() {
        return Err(found);
    }
    Ok(Description { platform, written, warnings: found.into_iter().collect() })
}

/// What keeps a service from being started, though not from being described: what is not supported, a file beside this
/// one that is not there.
const ONLY_DESCRIBED: [&str; 3] = ["missing-file", "unsupported-key", "unsupported-value"];

fn only_described(diagnostic: Diagnostic) -> Diagnostic {
    let severity = if ONLY_DESCRIBED.contains(&diagnostic.code) { Severity::Warning } else { diagnostic.severity };
    Diagnostic { severity, ..diagnostic }
}

impl Image {
    /// Returns the reference to it; where there is none, a word that stands in for it.
    pub(super) fn into_reference(self) -> ImageReference {
        match self {
            Self::Reference(image) | Self::Built(image) => image,
            Self::Unfit(_) | Self::Missing => stand_in(),
        }
    }
}

/// Returns what takes the place of an image that is wrong or missing, so that the other keys are checked all the same.
pub(super) fn stand_in() -> ImageReference {
    "wrong".parse().expect("a word in lower case is an image reference")
}

//! An image made of the executable that is running: gig needs no image but those of the platform itself.
//!
//! A static executable is all that the image holds. Of another one it also holds what the process has
//! loaded: its libraries, under the names by which they are asked for, and its interpreter. The image is
//! called after its content, so that it is made once. What is run in it is not here.

mod archive;
mod elf;
mod parts;
mod release;

use std::fmt;
use std::path::PathBuf;

use bollard::body_full;
use bollard::errors::Error;
use bollard::query_parameters::{ImportImageOptionsBuilder, RemoveImageOptions, TagImageOptionsBuilder};
use futures_util::TryStreamExt;
use gig_core::platform::ImageReference;
use gig_core::runtime::{Removed, RuntimeError, RuntimeErrorKind};
use serde_json::Value;

pub use elf::ElfError;
pub use release::{Release, ensure_releases, releases_of, remove_releases};

use crate::EngineRuntime;
use archive::{Content, Layer, image_archive};
use parts::Parts;

/// The path of the executable in the image; the image's entrypoint.
pub const EXECUTABLE: &str = "/gig";

/// The label, with the value `true`, of every image made here.
pub const LABEL: &str = "gig.own";

/// An image could not be made of the running executable.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OwnImageError {
    /// The engine runs programs of another kind than this one.
    #[error("the engine runs `{engine}`, and this program is `{own}`: expected the same")]
    OtherPlatform {
        /// What the engine runs.
        engine: ImagePlatform,
        /// What this program is.
        own: ImagePlatform,
    },
    /// A file of the running program cannot be read.
    #[error("failed to read `{}`, a part of the running program: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What happened.
        source: std::io::Error,
    },
    /// A file of the running program is none that can be run elsewhere.
    #[error("failed to understand `{}`, a part of the running program: {source}", path.display())]
    NotUnderstood {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: ElfError,
    },
    /// The files of the running program cannot be put into an archive.
    #[error("failed to pack the running program: {0}")]
    Archive(std::io::Error),
    /// A name that no image can have.
    #[error(transparent)]
    Name(#[from] gig_core::platform::InvalidImage),
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] RuntimeError),
}

/// What programs an image holds: operating system and architecture, as engines call them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImagePlatform {
    /// The operating system: `linux`.
    pub os: String,
    /// The architecture: `amd64`, `arm64`.
    pub architecture: String,
}

impl ImagePlatform {
    /// Says what the running program is.
    #[must_use]
    pub fn own() -> Self {
        // Rust and the engine, which is written in Go, have names of their own.
        let architecture = match std::env::consts::ARCH {
            "x86_64" => "amd64",
            "aarch64" => "arm64",
            "x86" => "386",
            "powerpc64" if cfg!(target_endian = "little") => "ppc64le",
            same => same,
        };
        Self { os: std::env::consts::OS.to_owned(), architecture: architecture.to_owned() }
    }
}

impl fmt::Display for ImagePlatform {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.os, self.architecture)
    }
}

/// Makes sure that the engine has an image of the running executable, and returns its reference, whose tag tells
/// one content from another: `<repository>:<12 hexadecimal digits>`.
///
/// The entrypoint is [`EXECUTABLE`]; beside it there are a `/tmp` for everyone and the users `root` and `nobody`.
/// Made twice at once, it is still one image.
///
/// # Errors
/// [`OwnImageError::OtherPlatform`] where the engine could not run it; the other variants where a part of the
/// program cannot be read, or the engine does not take the image.
pub async fn ensure(engine: &EngineRuntime, repository: &str) -> Result<ImageReference, OwnImageError> {
    let platform = shared_platform(engine).await?;
    let layer = Layer::of(&Parts::of_this_process()?).map_err(OwnImageError::Archive)?;
    let image: ImageReference = format!("{repository}:{}", layer.tag()).parse()?;
    if !is_present(engine, &image).await? {
        let content = Content { name: image.clone(), configuration: layer.configuration(&platform, &Value::Null) };
        let archive = image_archive(&layer, &[content]).map_err(OwnImageError::Archive)?;
        load(engine, &image, archive).await?;
    }
    Ok(image)
}

/// Gives an image a further name, which moves to it from any other one.
///
/// # Errors
/// [`RuntimeError`] where the image is not there, or the engine fails.
pub async fn tag(engine: &EngineRuntime, image: &ImageReference, alias: &ImageReference) -> Result<(), RuntimeError> {
    let options = TagImageOptionsBuilder::default().repo(&alias.name()).tag(alias.tag().unwrap_or("latest")).build();
    engine
        .call("tag image", &alias.to_string())
        .answer(engine.docker.tag_image(&image.to_string(), Some(options)))
        .await
}

/// Takes a name away from an image, which is removed with its last name.
///
/// # Errors
/// [`RuntimeError`] where a container needs it, or the engine fails.
pub async fn remove(engine: &EngineRuntime, name: &ImageReference) -> Result<Removed, RuntimeError> {
    let reference = name.to_string();
    let call = engine.call("remove image", &reference);
    let removed = call.find(engine.docker.remove_image(&reference, None::<RemoveImageOptions>, None)).await?;
    Ok(if removed.is_some() { Removed::Removed } else { Removed::Absent })
}

/// Returns the platform that engine and program have in common.
async fn shared_platform(engine: &EngineRuntime) -> Result<ImagePlatform, OwnImageError> {
    let version = engine.call("ask for the version of", "engine").answer(engine.docker.version()).await?;
    let of_engine =
        ImagePlatform { os: version.os.unwrap_or_default(), architecture: version.arch.unwrap_or_default() };
    let own = ImagePlatform::own();
    if of_engine == own { Ok(own) } else { Err(OwnImageError::OtherPlatform { engine: of_engine, own }) }
}

async fn is_present(engine: &EngineRuntime, image: &ImageReference) -> Result<bool, RuntimeError> {
    let name = image.to_string();
    let found = engine.call("inspect image", &name).find(engine.docker.inspect_image(&name)).await?;
    Ok(found.is_some())
}

async fn load(engine: &EngineRuntime, image: &ImageReference, archive: Vec<u8>) -> Result<(), RuntimeError> {
    let name = image.to_string();
    let said = import(engine, &name, archive).await;
    if is_present(engine, image).await? { Ok(()) } else { Err(refusal(engine, &name, said)) }
}

/// Gives the engine an archive of images. The end of a whole answer may be reported as an error, and errors come
/// inside of good answers: what is there afterwards decides.
async fn import(engine: &EngineRuntime, name: &str, archive: Vec<u8>) -> Result<(), RuntimeError> {
    let call = engine.call("load image", name).within(engine.limits.work);
    let options = ImportImageOptionsBuilder::default().quiet(true).build();
    let answers = engine.docker.import_image(options, body_full(archive.into()), None);
    let loaded: Result<Vec<_>, Error> = call.in_time(answers.try_collect()).await?;
    loaded.map(drop).map_err(|error| crate::error::runtime_error("load image", name, error))
}

/// Says why an image is not there after an import that has `said` this.
fn refusal(engine: &EngineRuntime, name: &str, said: Result<(), RuntimeError>) -> RuntimeError {
    said.err().unwrap_or_else(|| {
        let message = "the engine took it without a word, and does not have it";
        engine.call("load image", name).error(RuntimeErrorKind::Other, message)
    })
}

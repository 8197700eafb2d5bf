//! Several images of one executable, for a project without a registry: each does something of its own.
//!
//! They belong to their project by a label, so that they are found and removed whatever they are called by then.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use bollard::models::ImageSummary;
use bollard::query_parameters::{ListImagesOptionsBuilder, RemoveImageOptions};
use gig_core::name::ProjectName;
use gig_core::platform::ImageReference;
use gig_core::runtime::{ImageId, RuntimeResult};
use serde_json::{Value, json};

use super::archive::{Content, Layer, hexadecimal_digest, image_archive};
use super::parts::Parts;
use super::{OwnImageError, import, refusal, shared_platform};
use crate::EngineRuntime;

/// The label that names the project an image was made for.
const PROJECT: &str = "gig.own.project";

/// The label that tells one content from another: a name alone may have been given by an earlier executable.
const CONTENT: &str = "gig.own.content";

/// An image of the running executable that does something of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// What it is called.
    pub name: ImageReference,
    /// The arguments that its containers give the executable.
    pub command: Vec<String>,
    /// The environment that its containers have.
    pub variables: BTreeMap<String, String>,
}

impl Release {
    fn content(&self, layer: &Layer, project: &ProjectName) -> String {
        let Self { name, command, variables } = self;
        let parts = json!([layer.tag(), project.as_str(), name.to_string(), command, variables]);
        hexadecimal_digest(parts.to_string().as_bytes())
    }

    fn process(&self, content: &str, project: &ProjectName) -> Value {
        let variables: Vec<String> = self.variables.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let labels = json!({ PROJECT: project.as_str(), CONTENT: content });
        json!({ "Cmd": self.command, "Env": variables, "Labels": labels })
    }
}

/// Makes sure that the engine has these images, made of this very executable.
///
/// A name that another image has moves; an image that is right already is left alone.
///
/// # Errors
/// As [`ensure`](super::ensure).
pub async fn ensure_releases(
    engine: &EngineRuntime,
    project: &ProjectName,
    releases: &[Release],
) -> Result<(), OwnImageError> {
    let platform = shared_platform(engine).await?;
    let layer = Layer::of(&Parts::of_this_process()?).map_err(OwnImageError::Archive)?;
    let mut missing = Vec::new();
    for release in releases {
        let content = release.content(&layer, project);
        if !is_there(engine, release, &content).await? {
            let configuration = layer.configuration(&platform, &release.process(&content, project));
            missing.push((release, Content { name: release.name.clone(), configuration }, content));
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let archive = image_archive(&layer, missing.iter().map(|(_, image, _)| image)).map_err(OwnImageError::Archive)?;
    let said = import(engine, project.as_str(), archive).await;
    for (release, _, content) in missing {
        if !is_there(engine, release, &content).await? {
            return Err(refusal(engine, &release.name.to_string(), said).into());
        }
    }
    Ok(())
}

/// Lists the images that were made for `project`, those that have lost their names too.
///
/// # Errors
/// [`RuntimeError`](gig_core::runtime::RuntimeError) where the engine fails.
pub async fn releases_of(engine: &EngineRuntime, project: &ProjectName) -> RuntimeResult<BTreeSet<ImageId>> {
    Ok(images(engine, project).await?.into_iter().map(|image| ImageId::new(image.id)).collect())
}

/// Removes every image that was made for `project`, under whatever name, and says how many names are gone.
///
/// # Errors
/// [`RuntimeError`](gig_core::runtime::RuntimeError) where a container needs one of them, or the engine fails.
pub async fn remove_releases(engine: &EngineRuntime, project: &ProjectName) -> RuntimeResult<usize> {
    let mut removed = 0;
    for name in images(engine, project).await?.into_iter().flat_map(names) {
        let call = engine.call("remove image", &name);
        let gone = call.find(engine.docker.remove_image(&name, None::<RemoveImageOptions>, None)).await?;
        removed += usize::from(gone.is_some());
    }
    Ok(removed)
}

async fn is_there(engine: &EngineRuntime, release: &Release, content: &str) -> RuntimeResult<bool> {
    let name = release.name.to_string();
    let found = engine.call("inspect image", &name).find(engine.docker.inspect_image(&name)).await?;
    let labels = found.and_then(|image| image.config).and_then(|config| config.labels).unwrap_or_default();
    Ok(labels.get(CONTENT).is_some_and(|found| found == content))
}

async fn images(engine: &EngineRuntime, project: &ProjectName) -> RuntimeResult<Vec<ImageSummary>> {
    let of_project = HashMap::from([("label", vec![format!("{PROJECT}={project}")])]);
    let options = ListImagesOptionsBuilder::default().filters(&of_project).build();
    engine.call("list images of", project.as_str()).answer(engine.docker.list_images(Some(options))).await
}

/// Lists the names of an image, or its id where it has lost them.
fn names(image: ImageSummary) -> Vec<String> {
    let names: Vec<String> = image.repo_tags.into_iter().filter(|name| !name.starts_with("<none>")).collect();
    if names.is_empty() { vec![image.id] } else { names }
}

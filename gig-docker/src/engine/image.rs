//! Images: whether they are there, what they bring, and how they are fetched.

use std::collections::HashMap;

use bollard::auth::DockerCredentials;
use bollard::errors::Error;
use bollard::models::{CreateImageInfo, ImageInspect};
use bollard::query_parameters::CreateImageOptionsBuilder;
use futures_util::StreamExt;
use gig_core::platform::{ImagePlatform, ImageReference, Pull};
use gig_core::runtime::{
    ImageFacts, ImageId, OnProgress, PullProgress, RuntimeError, RuntimeErrorKind, RuntimeResult, WantedImage,
};

use super::EngineRuntime;
use crate::{credentials, error};

const WITH_CREDENTIALS: &str = "asked with the credentials of docker's config";
const WITHOUT_CREDENTIALS: &str = "asked without credentials, `docker login` stores some";

/// Gives a reference as people write it, tag included; `None` where the engine has no name for an image.
pub(super) fn familiar(text: &str) -> Option<String> {
    if text.contains("<none>") {
        return None;
    }
    text.parse().ok().map(|reference: ImageReference| reference.familiar())
}

/// Says a platform as the engine takes it: the empty text is its own.
pub(super) fn platform_parameter(platform: Option<&ImagePlatform>) -> &str {
    platform.map(ImagePlatform::as_str).unwrap_or_default()
}

/// Makes sure that an image is there.
pub(super) async fn prepare(
    engine: &EngineRuntime,
    wanted: &WantedImage,
    on_progress: OnProgress<'_>,
) -> RuntimeResult<ImageFacts> {
    let name = wanted.image.familiar();
    if wanted.pull != Pull::Always
        && let Some(facts) = look(engine, &name).await?
    {
        return Ok(facts);
    }
    if wanted.pull == Pull::Never {
        return Err(unavailable(&name, "it is not there, and it is not to be fetched"));
    }
    fetch(engine, wanted, on_progress).await?;
    look(engine, &name).await?.ok_or_else(|| unavailable(&name, "it was fetched, and is not there"))
}

fn unavailable(name: &str, message: &str) -> RuntimeError {
    RuntimeError::new(RuntimeErrorKind::ImageUnavailable, "prepare image", name, message)
}

async fn look(engine: &EngineRuntime, name: &str) -> RuntimeResult<Option<ImageFacts>> {
    let found = engine.call("inspect image", name).find(engine.docker.inspect_image(name)).await?;
    found.map(|image| facts(name, image)).transpose()
}

fn facts(name: &str, image: ImageInspect) -> RuntimeResult<ImageFacts> {
    let id = image.id.ok_or_else(|| unavailable(name, "the engine's answer is without `Id`"))?;
    let config = image.config.unwrap_or_default();
    let checks = config.healthcheck.and_then(|check| check.test).unwrap_or_default();
    let mut volumes = config.volumes.unwrap_or_default();
    volumes.sort();
    Ok(ImageFacts {
        id: ImageId::new(id),
        volumes,
        has_health_check: checks.first().is_some_and(|kind| kind != "NONE"),
        platform: format!("{}/{}", image.os.unwrap_or_default(), image.architecture.unwrap_or_default()),
    })
}

/// Fetches an image; there is no limit but that of silence.
async fn fetch(engine: &EngineRuntime, wanted: &WantedImage, on_progress: OnProgress<'_>) -> RuntimeResult<()> {
    let name = &wanted.image.familiar();
    let credentials = credentials_for(engine, &wanted.image).await?;
    let asked = if credentials.is_some() { WITH_CREDENTIALS } else { WITHOUT_CREDENTIALS };
    let platform = platform_parameter(wanted.platform.as_ref());
    let options = CreateImageOptionsBuilder::default().from_image(name).platform(platform).build();
    let mut answers = engine.docker.create_image(Some(options), None, credentials);
    let mut fetching = Fetching::default();
    loop {
        let call = engine.call("fetch image", name).within(engine.limits.silence);
        match call.in_time(answers.next()).await? {
            None => return Ok(()),
            Some(Ok(answer)) => on_progress(fetching.advance(answer)),
            Some(Err(error)) if fetching.is_over(&error, wanted.pull) => return Ok(()),
            Some(Err(error)) => return Err(fetch_error(name, error, asked)),
        }
    }
}

/// Finds what the image's registry is to be asked with.
async fn credentials_for(engine: &EngineRuntime, image: &ImageReference) -> RuntimeResult<Option<DockerCredentials>> {
    let registry = credentials::registry_of(image);
    let name = image.familiar();
    let call = engine.call("fetch image", &name);
    let found = engine.credentials.find(&registry, engine.limits.answer).await;
    let found = found.map_err(|error| call.error(RuntimeErrorKind::Unauthorized, error.to_string()))?;
    found.warning.into_iter().for_each(|warning| engine.warn(warning));
    Ok(found.credential.map(|credential| credential.for_engine(&registry)))
}

/// How far each layer has come.
#[derive(Debug, Default)]
struct Fetching {
    layers: HashMap<String, PullProgress>,
    concluded: bool,
}

impl Fetching {
    fn advance(&mut self, answer: CreateImageInfo) -> PullProgress {
        let status = answer.status.unwrap_or_default();
        // `Status: Downloaded newer image for ..` and `Status: Image is up to date for ..` are an engine's last words.
        self.concluded |= status.starts_with("Status: ");
        if let (Some(layer), Some(detail), "Downloading") = (answer.id, answer.progress_detail, status.as_str()) {
            let bytes = |amount: Option<i64>| amount.and_then(|amount| u64::try_from(amount).ok()).unwrap_or(0);
            self.layers.insert(layer, PullProgress { current: bytes(detail.current), total: bytes(detail.total) });
        }
        self.total()
    }

    fn total(&self) -> PullProgress {
        let add = |sum: PullProgress, one: &PullProgress| PullProgress {
            current: sum.current.saturating_add(one.current),
            total: sum.total.saturating_add(one.total),
        };
        self.layers.values().fold(PullProgress::default(), add)
    }

    /// Version 0.21 of the client library may end a whole stream with a complaint about remaining bytes. Then what is
    /// there decides; but an image that was there before proves nothing unless the engine has said its last words.
    fn is_over(&self, error: &Error, pull: Pull) -> bool {
        let spurious = error::message(error).contains("bytes remaining on stream");
        spurious && (self.concluded || pull == Pull::Missing)
    }
}

/// A registry's refusal reaches gig in the engine's words, either as the answer's status or inside the answer.
fn fetch_error(name: &str, error: Error, asked: &str) -> RuntimeError {
    let refused = ["unauthorized", "authentication required", "no basic auth credentials", "403 Forbidden"];
    let message = error::message(&error);
    let kind = match error::kind(&error) {
        kind @ (RuntimeErrorKind::Unavailable | RuntimeErrorKind::TimedOut | RuntimeErrorKind::Unauthorized) => kind,
        _ if refused.iter().any(|words| message.contains(words)) => RuntimeErrorKind::Unauthorized,
        _ => RuntimeErrorKind::ImageUnavailable,
    };
    let error = error::runtime_error("fetch image", name, error);
    if kind == RuntimeErrorKind::Unauthorized {
        return RuntimeError { kind, message: format!("{message} ({asked})"), ..error };
    }
    RuntimeError { kind, ..error }
}

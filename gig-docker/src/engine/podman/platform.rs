//! Whether an image is for the platform that is asked for: Podman takes any image that is present.

use bollard::models::ImageInspect;
use gig_core::platform::{Configuration, ImagePlatform};
use gig_core::runtime::{RuntimeErrorKind, RuntimeResult};

use crate::connect::Make;
use crate::engine::EngineRuntime;

/// Refuses, as Docker's engine does, what is for another platform. That there is no image, the creation itself says.
pub(in crate::engine) async fn check(engine: &EngineRuntime, configuration: &Configuration) -> RuntimeResult<()> {
    let Some(wanted) = configuration.platform.as_ref().filter(|_| engine.introduction.make == Make::Podman) else {
        return Ok(());
    };
    let name = configuration.image.to_string();
    let call = engine.call("inspect image", &name);
    match call.find(engine.docker.inspect_image(&name)).await? {
        Some(image) if !fits(&image, wanted) => {
            let message = format!("the image that is present is not for {wanted}");
            Err(call.error(RuntimeErrorKind::ImageUnavailable, message))
        }
        Some(_) | None => Ok(()),
    }
}

/// What one side leaves out fits.
pub(super) fn fits(image: &ImageInspect, wanted: &ImagePlatform) -> bool {
    let known = |field: &Option<String>| field.clone().filter(|text| !text.is_empty());
    let own = [&image.os, &image.architecture, &image.variant].map(known);
    let parts: Vec<String> = wanted.as_str().to_ascii_lowercase().split('/').map(str::to_owned).collect();
    match parts.as_slice() {
        // One part alone is an operating system or an architecture.
        [one] => own.iter().flatten().any(|own| own == usual(one)),
        parts => parts.iter().zip(&own).all(|(part, own)| own.as_deref().is_none_or(|own| own == usual(part))),
    }
}

/// Gives the name by which images call an architecture.
fn usual(part: &str) -> &str {
    match part {
        "x86_64" | "x86-64" => "amd64",
        "aarch64" => "arm64",
        "armhf" | "armel" => "arm",
        "i386" => "386",
        other => other,
    }
}

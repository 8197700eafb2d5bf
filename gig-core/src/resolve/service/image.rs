//! `image`, and `build` where there is none.

use crate::diagnostic::Diagnostic;
use crate::document::{Mapping, Span};
use crate::name::ServiceName;
use crate::platform::ImageReference;
use crate::resolve::context::{Decoded, Placed};
use crate::resolve::shared::Shared;
use crate::resolve::value::Value;

/// Returns the image of a service, which stands at `span`: gig builds none, so one that is built has the name compose
/// gives it. That there is none may come of a misspelt key.
pub(super) fn image(
    shared: &Shared<'_>,
    name: &Placed<ServiceName>,
    span: Span,
    keys: &Mapping,
) -> Decoded<ImageReference> {
    let context = shared.context;
    let value = keys.entry("image").map(|entry| Value::new(context, &entry.key, &entry.value));
    if let Some(value) = value.filter(|value| !value.is_null()) {
        return value.parse_with("invalid-image", parse);
    }
    if let Some(build) = keys.entry("build") {
        let image = format!("{}_{}", shared.project, name.value);
        return parse(&image).map_err(|error| context.error(build.key_span, "invalid-image", error));
    }
    let message = format!("service `{}` has no image", name.value);
    let diagnostic = Diagnostic::error("missing-image", message).at(context.place(name.span));
    Err(context.further_error(span, diagnostic.hint("give it an `image`; gig does not build images")))
}

/// Returns what takes the place of a wrong image, so that the other keys are checked all the same.
pub(super) fn stand_in() -> ImageReference {
    "wrong".parse().expect("a word in lower case is an image reference")
}

fn parse(text: &str) -> Result<ImageReference, String> {
    if text.is_empty() {
        return Err("the image is empty".to_owned());
    }
    text.parse::<ImageReference>().map_err(|error| error.to_string())
}

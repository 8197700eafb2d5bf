//! `image`, and `build` where there is none.

use crate::diagnostic::Diagnostic;
use crate::document::{Mapping, Span};
use crate::name::ServiceName;
use crate::platform::ImageReference;
use crate::resolve::context::{Decoded, Placed};
use crate::resolve::description::{Image, stand_in};
use crate::resolve::shared::Shared;
use crate::resolve::value::Value;

/// Returns the image of a service, which stands at `span`: gig builds none, so one that is built has the name compose
/// gives it. That there is none may come of a misspelt key.
pub(super) fn image(shared: &Shared<'_>, name: &Placed<ServiceName>, span: Span, keys: &Mapping) -> Decoded<Image> {
    let context = shared.context;
    let value = keys.entry("image").map(|entry| Value::new(context, &entry.key, &entry.value));
    if let Some(value) = value {
        return if value.is_null() { Err(value.no_value()) } else { written(value) };
    }
    if let Some(build) = keys.entry("build") {
        let image = format!("{}_{}", shared.project, name.value);
        return match parse(&image) {
            Ok(image) => Ok(Image::Built(image)),
            Err(error) => {
                let error = Diagnostic::error("invalid-image", error).at(context.place(build.key_span));
                context.flaw(error).map(|()| Image::Built(stand_in()))
            }
        };
    }
    let message = format!("service `{}` has no image", name.value);
    let diagnostic = Diagnostic::error("missing-image", message).at(context.place(name.span));
    let diagnostic = diagnostic.hint("give it an `image`; gig does not build images");
    context.further_flaw(span, diagnostic).map(|()| Image::Missing)
}

/// Where a variable is not set, that is said with what it leads to.
fn written(value: Value<'_>) -> Decoded<Image> {
    let interpolated = value.interpolated()?;
    match parse(&interpolated.text) {
        Ok(image) => value.context.unset(value.span(), &interpolated.unset).map(|()| Image::Reference(image)),
        Err(error) => {
            value.flaw(Diagnostic::error("invalid-image", value.explained(&error, &interpolated.unset)))?;
            Ok(if interpolated.text.is_empty() { Image::Missing } else { Image::Unfit(interpolated.text) })
        }
    }
}

fn parse(text: &str) -> Result<ImageReference, String> {
    if text.is_empty() {
        return Err("the image is empty".to_owned());
    }
    text.parse::<ImageReference>().map_err(|error| error.to_string())
}

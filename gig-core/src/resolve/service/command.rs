//! `command` and `entrypoint`.

use crate::platform::{InvalidWords, split_words};
use crate::resolve::context::Decoded;
use crate::resolve::value::{Interpolated, Shape, Value};

/// Returns the words of a list, or of a text as a shell would split it.
pub(super) fn words(value: Value<'_>) -> Decoded<Vec<String>> {
    match value.shape() {
        Shape::List(_) => value.texts(),
        Shape::Scalar => split(value),
        Shape::Null | Shape::Map(_) => Err(value.wrong_type("text or a list")),
    }
}

/// What only a shell understands is marked itself.
fn split(value: Value<'_>) -> Decoded<Vec<String>> {
    let Interpolated { text, unset } = value.interpolated()?;
    match split_words(&text) {
        Err(error @ InvalidWords::ShellSyntax { found, at, .. }) => {
            let message = value.explained(&error.to_string(), &unset);
            Err(value.error_within(&text, at..at + found.len_utf8(), "invalid-words", message))
        }
        Ok(_) | Err(_) => value.parse_with("invalid-words", split_words),
    }
}

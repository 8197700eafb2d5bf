//! `command` and `entrypoint`.

use crate::platform::split_words;
use crate::resolve::context::Decoded;
use crate::resolve::value::{Shape, Value};

/// Returns the words of a list, or of a text as a shell would split it.
pub(super) fn words(value: Value<'_>) -> Decoded<Vec<String>> {
    match value.shape() {
        Shape::List(_) => value.texts(),
        Shape::Scalar => value.parse_with("invalid-words", split_words),
        Shape::Null | Shape::Map(_) => Err(value.wrong_type("text or a list")),
    }
}

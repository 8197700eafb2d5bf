//! YAML tags: those of the core schema mean what they say, every other one is refused.

use super::Scalar;
use crate::diagnostic::Diagnostic;
use crate::visible::quoted;

/// The prefix that `!!` stands for.
const CORE: &str = "tag:yaml.org,2002:";

/// What a tag says about the merging of several files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `!reset`: what stands here goes, and what it would be merged into.
    Reset,
    /// `!override`: this takes the place of what it would be merged into.
    Override,
}

/// Returns what a tag says about merging.
pub(super) fn mark(tag: &str) -> Option<Mark> {
    match tag {
        "!reset" => Some(Mark::Reset),
        "!override" => Some(Mark::Override),
        _ => None,
    }
}

/// Makes a scalar what its tag wants it to be.
///
/// # Errors
/// The tag is not one that is known, or does not go with this scalar. The error has no place yet.
pub(super) fn apply(tag: Option<&str>, scalar: &mut Scalar) -> Result<(), Diagnostic> {
    let Some(tag) = tag.filter(|tag| !tag.is_empty()) else { return Ok(()) };
    match tag.strip_prefix(CORE).unwrap_or(tag) {
        "!" | "str" => scalar.plain = false,
        "int" | "float" | "bool" => scalar.plain = true,
        "null" if scalar.is_null() => {}
        "null" | "seq" | "map" => return Err(misplaced(tag, "text")),
        _ => return Err(refused(tag)),
    }
    Ok(())
}

/// Checks the tag of a list (`own` is `seq`) or a map (`map`).
///
/// # Errors
/// The tag is not one that is known, or does not go with this kind. The error has no place yet.
pub(super) fn check_collection(tag: Option<&str>, own: &str) -> Result<(), Diagnostic> {
    let Some(tag) = tag.filter(|tag| !tag.is_empty()) else { return Ok(()) };
    match tag.strip_prefix(CORE).unwrap_or(tag) {
        "!" => Ok(()),
        kind if kind == own => Ok(()),
        "str" | "int" | "float" | "bool" | "null" | "seq" | "map" => {
            Err(misplaced(tag, if own == "seq" { "a list" } else { "a map" }))
        }
        _ => Err(refused(tag)),
    }
}

fn misplaced(tag: &str, found: &str) -> Diagnostic {
    Diagnostic::error("wrong-type", format!("the tag {} does not go with {found}", quoted(&as_written(tag))))
}

fn refused(tag: &str) -> Diagnostic {
    let error = Diagnostic::error("unsupported-tag", format!("the tag {} is not supported", quoted(&as_written(tag))));
    error.hint("write the value without a tag; text that starts with `!` needs quotes")
}

fn as_written(tag: &str) -> String {
    tag.strip_prefix(CORE).map_or_else(|| tag.to_owned(), |name| format!("!!{name}"))
}

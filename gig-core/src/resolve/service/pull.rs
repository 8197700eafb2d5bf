//! `pull_policy` and `platform`.

use super::{Draft, present};
use crate::diagnostic::Diagnostic;
use crate::platform::{Pull, parse_duration};
use crate::resolve::context::Decoded;
use crate::resolve::value::Value;

/// `pull_policy`: compose's words.
pub(super) fn pull_policy(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let word = value.text()?;
    draft.pull = match word.as_str() {
        "always" => Some(Pull::Always),
        "never" | "build" => Some(Pull::Never),
        "missing" | "if_not_present" => Some(Pull::Missing),
        _ if is_age(&word) => {
            let message = format!("`{word}` has no effect: gig fetches what is missing, not what is old");
            value.context.warn(value.span(), "inert-option", message);
            Some(Pull::Missing)
        }
        _ => return Err(value.error_with_hint("unknown-value", format!("`{word}` is not a pull policy"), WORDS)),
    };
    draft.describe(|written| written.pull_policy = Some(word));
    Ok(())
}

const WORDS: &str = "it is `always`, `missing`, `never`, `build`, `daily`, `weekly` or `every_` and a duration";

/// Whether it asks for an image that is not older than so long.
fn is_age(word: &str) -> bool {
    let every = word.strip_prefix("every_");
    matches!(word, "daily" | "weekly" | "refresh") || every.is_some_and(is_long)
}

/// Durations here have days and weeks.
fn is_long(text: &str) -> bool {
    let in_hours = text.replace(['w', 'd'], "h");
    parse_duration(&in_hours).is_ok()
}

/// `platform`: nothing where a variable for it is not set.
pub(super) fn platform(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let Some(text) = present(value.text()?) else { return Ok(()) };
    match text.parse() {
        Ok(platform) => draft.configuration.platform = Some(platform),
        Err(error) => value.flaw(Diagnostic::error("invalid-platform", format!("{error}")))?,
    }
    Ok(())
}

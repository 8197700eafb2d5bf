//! `labels`.

use super::Draft;
use crate::resolve::context::Decoded;
use crate::resolve::value::Value;
use crate::visible::quoted;

/// The beginning of the labels with which gig marks what it makes.
const RESERVED: &str = "gig.";

/// `labels`.
pub(super) fn labels(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    for pair in value.pairs()? {
        if pair.key.starts_with(RESERVED) {
            let message = format!("label {} is reserved: labels in `{RESERVED}` are gig's own", quoted(&pair.key));
            return Err(pair.at.error("reserved-label", message));
        }
        draft.configuration.labels.insert(pair.key, pair.value.unwrap_or_default());
    }
    Ok(())
}

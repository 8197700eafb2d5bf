//! `labels` and `label_file`.

use super::{Draft, env_file};
use crate::resolve::context::Decoded;
use crate::resolve::value::Value;
use crate::visible::quoted;

/// The beginning of the labels with which gig marks what it makes.
const RESERVED: &str = "gig.";

/// `label_file`: as env files are read; `labels` wins over them.
pub(super) fn label_file(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    for (key, label) in env_file::entries(value)? {
        add(value, key, label, draft)?;
    }
    Ok(())
}

/// `labels`.
pub(super) fn labels(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    for pair in value.pairs()? {
        add(pair.at, pair.key, pair.value.unwrap_or_default(), draft)?;
    }
    Ok(())
}

fn add(at: Value<'_>, key: String, label: String, draft: &mut Draft<'_>) -> Decoded<()> {
    if key.starts_with(RESERVED) {
        let message = format!("label {} is reserved: labels in `{RESERVED}` are gig's own", quoted(&key));
        return Err(at.error("reserved-label", message));
    }
    draft.configuration.labels.insert(key, label);
    Ok(())
}

//! `restart`.

use super::Draft;
use crate::platform::{InvalidRestartPolicy, RestartPolicy};
use crate::resolve::context::Decoded;
use crate::resolve::value::Value;

/// `restart`. An unquoted `no` is the text it is: YAML 1.2 knows no other. An empty text says nothing.
pub(super) fn restart(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    if let Some(policy) = value.parse_with("invalid-restart", policy)? {
        draft.configuration.restart = policy;
        draft.says_when_to_restart = true;
    }
    Ok(())
}

fn policy(text: &str) -> Result<Option<RestartPolicy>, InvalidRestartPolicy> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}

//! `stop_grace_period`.

use std::time::Duration;

use super::Draft;
use crate::platform::parse_duration;
use crate::resolve::context::Decoded;
use crate::resolve::value::Value;

/// `stop_grace_period`. The engine counts whole seconds; a part of one counts as one, so that 0 stays what kills at once.
pub(super) fn grace_period(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let grace = value.parse_with("invalid-duration", parse_duration)?;
    let begun = u64::from(grace.subsec_nanos() > 0);
    draft.configuration.stop_grace = Some(Duration::from_secs(grace.as_secs().saturating_add(begun)));
    Ok(())
}

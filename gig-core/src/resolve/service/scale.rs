//! `scale`.

use super::Draft;
use crate::resolve::context::Decoded;
use crate::resolve::value::Value;

/// `scale`.
pub(super) fn scale(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.scale = Some(value.placed(value.parse("invalid-amount")?));
    Ok(())
}

//! `restart`.

use super::Draft;
use crate::resolve::context::Decoded;
use crate::resolve::value::Value;

/// `restart`. An unquoted `no` is the text it is: YAML 1.2 knows no other.
pub(super) fn restart(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.restart = value.parse("invalid-restart")?;
    Ok(())
}

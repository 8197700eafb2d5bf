//! `cap_add` and `cap_drop`.

use crate::resolve::context::Decoded;
use crate::resolve::value::Value;

/// Returns the names of a list, sorted: their order decides nothing.
pub(super) fn sorted(value: Value<'_>) -> Decoded<Vec<String>> {
    let mut names = value.texts()?;
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

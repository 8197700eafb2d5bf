//! `expose`.

use super::Draft;
use crate::platform::parse_exposed;
use crate::resolve::context::{Decoded, all};
use crate::resolve::value::Value;

/// `expose`.
pub(super) fn expose(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let items = value.list_or_one()?.into_iter();
    let mut ports = all(items.map(|item| item.parse_with("invalid-port", parse_exposed)))?.concat();
    ports.sort_unstable();
    ports.dedup();
    draft.configuration.expose = ports;
    Ok(())
}

//! `expose`.

use super::Draft;
use crate::platform::{InvalidPort, parse_exposed};
use crate::resolve::context::{Decoded, all};
use crate::resolve::value::Value;

/// `expose`.
pub(super) fn expose(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let parse = |text: &str| Ok::<_, InvalidPort>((text.to_owned(), parse_exposed(text)?));
    let exposed = all(value.list_or_one()?.into_iter().map(|item| item.parse_with("invalid-port", parse)))?;
    let (written, ports): (Vec<_>, Vec<_>) = exposed.into_iter().unzip();
    draft.describe(|all| all.expose = written);
    let mut ports = ports.concat();
    ports.sort_unstable();
    ports.dedup();
    draft.configuration.expose = ports;
    Ok(())
}

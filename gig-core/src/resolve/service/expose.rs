//! `expose`.

use super::Draft;
use crate::diagnostic::Diagnostic;
use crate::platform::{ExposedPort, parse_exposed};
use crate::resolve::context::{Decoded, all, distinct};
use crate::resolve::value::Value;

/// `expose`.
pub(super) fn expose(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let exposed = all(value.list_or_one()?.into_iter().map(exposed))?;
    let (written, ports): (Vec<_>, Vec<_>) = exposed.into_iter().unzip();
    draft.describe(|all| all.expose = distinct(written));
    let mut ports = ports.concat();
    ports.sort_unstable();
    ports.dedup();
    draft.configuration.expose = ports;
    Ok(())
}

/// Returns what is written, and the ports that this is.
fn exposed(item: Value<'_>) -> Decoded<(String, Vec<ExposedPort>)> {
    let text = item.text()?;
    let ports = match parse_exposed(&text) {
        Ok(ports) => ports,
        Err(error) => item.flaw(Diagnostic::error("invalid-port", error.to_string())).map(|()| Vec::new())?,
    };
    Ok((text, ports))
}

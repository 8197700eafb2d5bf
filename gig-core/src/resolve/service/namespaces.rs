//! `cgroup`, `ipc`, `pid`, `userns_mode` and `uts`.

use super::{Draft, present};
use crate::resolve::context::Decoded;
use crate::resolve::value::Value;
use crate::visible::quoted;

/// `cgroup`.
pub(super) fn cgroup(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.namespaces.cgroup = one_of(value, &["host", "private"])?;
    Ok(())
}

/// `ipc`.
pub(super) fn ipc(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.namespaces.ipc = one_of(value, &["host", "none", "private", "shareable"])?;
    Ok(())
}

/// `pid`.
pub(super) fn pid(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.namespaces.pid = one_of(value, &["host"])?;
    Ok(())
}

/// `userns_mode`.
pub(super) fn user(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.namespaces.user = present(value.text()?);
    Ok(())
}

/// `uts`.
pub(super) fn uts(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.namespaces.uts = one_of(value, &["host"])?;
    Ok(())
}

fn one_of(value: Value<'_>, known: &[&str]) -> Decoded<Option<String>> {
    let key = value.key;
    value.parse_with("unknown-value", |text| match text {
        "" => Ok(None),
        text if known.contains(&text) => Ok(Some(text.to_owned())),
        _ => Err(format!("{} is `{}`, found {}", quoted(key), known.join("`, `"), quoted(text))),
    })
}

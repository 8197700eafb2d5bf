//! `cgroup`, `ipc`, `pid`, `network_mode`, `net`, `userns_mode` and `uts`.

use super::links::{self, Need};
use super::volumes_from::OF_SERVICE;
use super::{Draft, present};
use crate::diagnostic::Diagnostic;
use crate::document::Layout;
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
    let mode = joined_or(value, draft, &["host", "none", "private", "shareable"])?;
    draft.describe(|written| written.ipc.clone_from(&mode));
    draft.configuration.namespaces.ipc = mode;
    Ok(())
}

/// `pid`.
pub(super) fn pid(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let mode = joined_or(value, draft, &["host"])?;
    draft.describe(|written| written.pid.clone_from(&mode));
    draft.configuration.namespaces.pid = mode;
    Ok(())
}

/// `network_mode`, and as the first compose wrote it, `net`. Any other word is the name of a network.
pub(super) fn network_mode(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    if !draft.networks.is_empty() {
        let message = format!("a service has `{}` or `networks`, not both", value.key);
        value.flaw(Diagnostic::error("conflicting-values", message).hint("leave one of them out"))?;
    }
    let mode = joined(value, draft)?;
    let mode = mode.map_or_else(|| value.text().map(present), |mode| Ok(Some(mode)))?;
    draft.describe(|written| written.network_mode.clone_from(&mode));
    draft.configuration.network_mode = mode;
    Ok(())
}

/// Reads `service:NAME` and `container:NAME`. What belongs to a service is said by its name until all names are known.
fn joined(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<Option<String>> {
    let text = value.text()?;
    let name = match text.split_once(':') {
        Some(("service", name)) => name,
        Some(("container", name)) if is_service_of_fig(name, draft) => name,
        Some(("container", _)) => return Ok(Some(text)),
        _ => return Ok(None),
    };
    let need = Need { restarts: true, shares: true, ..Need::default() };
    links::depend(draft, &value.placed(name), need)?;
    Ok(Some(format!("{OF_SERVICE}{name}")))
}

/// The first compose said `container:` of services too.
fn is_service_of_fig(name: &str, draft: &Draft<'_>) -> bool {
    let document = draft.shared.context.document;
    document.layout == Layout::Fig && document.services.entry(name).is_some()
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

/// Reads the namespace of a service or a container, or one of `known`.
fn joined_or(value: Value<'_>, draft: &mut Draft<'_>, known: &[&str]) -> Decoded<Option<String>> {
    match joined(value, draft)? {
        Some(mode) => Ok(Some(mode)),
        None => one_of(value, known),
    }
}

fn one_of(value: Value<'_>, known: &[&str]) -> Decoded<Option<String>> {
    let key = value.key;
    value.parse_with("unknown-value", |text| match text {
        "" => Ok(None),
        text if known.contains(&text) => Ok(Some(text.to_owned())),
        _ => Err(format!("{} is `{}`, found {}", quoted(key), known.join("`, `"), quoted(text))),
    })
}

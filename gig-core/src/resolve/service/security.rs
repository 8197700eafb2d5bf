//! `security_opt`.

use super::Draft;
use crate::resolve::context::{Decoded, all};
use crate::resolve::paths;
use crate::resolve::value::Value;
use crate::visible::quoted;

/// `security_opt`. The engine wants the content of a seccomp profile, of which the file says the path.
pub(super) fn security_opt(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.security.options = all(value.list()?.into_iter().map(option))?;
    Ok(())
}

fn option(item: Value<'_>) -> Decoded<String> {
    let text = item.text()?;
    let profile = text.strip_prefix("seccomp").and_then(|rest| rest.strip_prefix([':', '=']));
    match profile {
        Some(path) if is_path(path) && !item.context.is_described() => seccomp(item, path),
        _ => Ok(text),
    }
}

/// Two words of the engine's are no paths, and a profile may stand in the option itself.
fn is_path(profile: &str) -> bool {
    !matches!(profile, "unconfined" | "builtin") && !profile.trim_start().starts_with('{')
}

fn seccomp(item: Value<'_>, written: &str) -> Decoded<String> {
    let path =
        paths::absolute(item.context, item.span(), written).map_err(|message| item.error("invalid-path", message))?;
    let profile = item.context.inputs.files.read(&path);
    let unreadable = |error| {
        let message = format!("the seccomp profile {} cannot be read: {error}", quoted(written));
        item.error("unreadable-content", message)
    };
    Ok(format!("seccomp={}", profile.map_err(unreadable)?))
}

//! `post_start` and `pre_stop`.

use std::collections::BTreeMap;

use super::{command, present};
use crate::document::keys::nested;
use crate::platform::Hook;
use crate::resolve::context::{Decoded, all};
use crate::resolve::value::{Pair, Value};
use crate::secret::Secret;

/// Returns the hooks of a list.
pub(super) fn hooks(value: Value<'_>) -> Decoded<Vec<Hook>> {
    all(value.list()?.into_iter().map(hook))
}

fn hook(value: Value<'_>) -> Decoded<Hook> {
    let fields = value.fields(&nested::HOOK)?;
    let at = fields.required("command")?;
    let words = command::words(at)?;
    if words.is_empty() {
        return Err(at.error("missing-key", "the command of a hook is empty"));
    }
    Ok(Hook {
        user: fields.decode("user", Value::text)?.and_then(present),
        privileged: fields.decode("privileged", Value::boolean)?.unwrap_or(false),
        working_dir: fields.decode("working_dir", Value::text)?.and_then(present),
        environment: fields.decode("environment", environment)?.unwrap_or_default(),
        ..Hook::new(words)
    })
}

/// A variable without a value is passed on where it is set.
fn environment(value: Value<'_>) -> Decoded<BTreeMap<String, Secret>> {
    let set = |pair: Pair<'_>| {
        let content = pair.value.or_else(|| value.context.variable(&pair.key))?;
        Some((pair.key, Secret::new(content)))
    };
    Ok(value.pairs()?.into_iter().filter_map(set).collect())
}

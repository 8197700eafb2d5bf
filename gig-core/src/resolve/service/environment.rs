//! `environment`.

use super::Draft;
use crate::resolve::context::Decoded;
use crate::resolve::value::{Pair, Value};
use crate::secret::Secret;
use crate::visible::quoted;

/// `environment`: what it names wins over env files, even where it takes a variable away.
pub(super) fn environment(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    for pair in value.pairs()? {
        warn_of_boolean(&pair);
        let content = pair.value.or_else(|| value.context.variable(&pair.key));
        match content {
            Some(content) => {
                draft.describe(|written| _ = written.unset.remove(&pair.key));
                draft.configuration.environment.insert(pair.key, Secret::new(content));
            }
            None => {
                draft.configuration.environment.remove(&pair.key);
                draft.describe(|written| _ = written.unset.insert(pair.key));
            }
        }
    }
    Ok(())
}

/// Readers of YAML 1.1 and 1.2 disagree on what such a value's text is.
fn warn_of_boolean(pair: &Pair<'_>) {
    let plain = pair.at.scalar().is_some_and(|scalar| scalar.plain && matches!(scalar.text.as_str(), "true" | "false"));
    if plain {
        let message = format!("the value of {} is an unquoted boolean; its text is used", quoted(&pair.key));
        pair.at.context.warn(pair.at.span(), "boolean-value", message);
    }
}

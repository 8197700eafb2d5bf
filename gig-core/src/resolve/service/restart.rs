//! `restart`.

use super::Draft;
use crate::diagnostic::Diagnostic;
use crate::platform::{InvalidRestartPolicy, RestartPolicy};
use crate::resolve::context::Decoded;
use crate::resolve::value::Value;

/// `restart`. An unquoted `no` is the text it is: YAML 1.2 knows no other. An empty text says nothing.
pub(super) fn restart(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let interpolated = value.interpolated()?;
    match policy(&interpolated.text) {
        Err(error) if is_text(value) => {
            value
                .flaw(Diagnostic::error("invalid-restart", value.explained(&error.to_string(), &interpolated.unset)))?;
            draft.describe(|written| written.unfit_restart = Some(interpolated.text));
        }
        Ok(_) | Err(_) => {
            if let Some(policy) = value.parse_interpolated(&interpolated, "invalid-restart", policy)? {
                draft.configuration.restart = policy;
                draft.says_when_to_restart = true;
            }
        }
    }
    Ok(())
}

/// Returns whether it is neither a boolean nor a number to YAML: nobody describes those.
fn is_text(value: Value<'_>) -> bool {
    let is_other = |text: &str| matches!(text, "true" | "false") || text.parse::<f64>().is_ok();
    value.scalar().is_some_and(|scalar| !scalar.plain || !is_other(&scalar.text))
}

fn policy(text: &str) -> Result<Option<RestartPolicy>, InvalidRestartPolicy> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}

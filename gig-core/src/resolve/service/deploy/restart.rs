//! `deploy.restart_policy`.

use crate::document::keys::nested;
use crate::platform::{DeployRestart, RestartPolicy, parse_duration};
use crate::resolve::context::Decoded;
use crate::resolve::service::Draft;
use crate::resolve::value::{Fields, Value};
use crate::visible::quoted;

/// What a condition may be; the last two are words of `restart`, which compose takes here too.
const CONDITIONS: [&str; 6] = ["any", "none", "on-failure", "always", "no", "unless-stopped"];

/// `deploy.restart_policy`, which wins over `restart`.
pub(super) fn restart_policy(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<DeployRestart> {
    let fields = value.fields(&nested::deploy::RESTART_POLICY)?;
    let duration = |value: Value<'_>| value.parse_with("invalid-duration", parse_duration);
    let rule = DeployRestart {
        condition: fields.decode("condition", Value::text)?,
        delay: fields.decode("delay", duration)?,
        max_attempts: fields.decode("max_attempts", Value::number)?,
        window: fields.decode("window", duration)?,
    };
    draft.configuration.restart = rule.policy();
    warn(value, fields, &rule);
    Ok(rule)
}

/// What compose leaves out in silence.
fn warn(value: Value<'_>, fields: Fields<'_>, rule: &DeployRestart) {
    let at = fields.field("condition").unwrap_or(value);
    match rule.condition.as_deref() {
        None => at.context.warn(at.span(), "missing-key", "without a `condition` nothing is started again"),
        Some(condition) if !CONDITIONS.contains(&condition) => {
            let message = format!("{} is not a condition, and nothing is started again", quoted(condition));
            at.context.warn(at.span(), "unknown-value", message);
        }
        Some(_) => {}
    }
    let counts = matches!(rule.policy(), RestartPolicy::OnFailure(_));
    if let Some(attempts) = fields.field("max_attempts").filter(|_| !counts) {
        let message = "`max_attempts` has no effect: engines only count the attempts `on-failure`";
        attempts.context.warn(attempts.span(), "inert-option", message);
    }
}

//! `healthcheck`.

use std::time::Duration;

use super::Draft;
use crate::document::keys::nested;
use crate::platform::{HealthCheck, HealthTest, parse_duration};
use crate::resolve::context::Decoded;
use crate::resolve::value::{Fields, Shape, Value};

/// `healthcheck`.
pub(super) fn healthcheck(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let fields = value.fields(&nested::HEALTH_CHECK)?;
    let disabled = fields.decode("disable", Value::boolean)?.unwrap_or(false);
    let test = fields.decode("test", test)?;
    let check = HealthCheck {
        test: if disabled { Some(HealthTest::Disabled) } else { test },
        interval: duration(fields, "interval")?,
        timeout: duration(fields, "timeout")?,
        retries: fields.decode("retries", Value::number)?,
        start_period: duration(fields, "start_period")?,
        start_interval: duration(fields, "start_interval")?,
    };
    if let Some(interval) = fields.field("start_interval").filter(|_| check.start_period.is_none()) {
        return Err(interval.error("missing-key", "`start_interval` needs a `start_period` in which it applies"));
    }
    draft.configuration.health = Some(check);
    Ok(())
}

fn duration(fields: Fields<'_>, key: &str) -> Decoded<Option<Duration>> {
    fields.decode(key, |value| value.parse_with("invalid-duration", parse_duration))
}

fn test(value: Value<'_>) -> Decoded<HealthTest> {
    if let Shape::Scalar = value.shape() {
        return Ok(HealthTest::Shell(value.text()?));
    }
    let words = value.texts()?;
    match words.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        Some(("NONE", [])) => Ok(HealthTest::Disabled),
        Some(("CMD", [_, ..])) => Ok(HealthTest::Command(words[1..].to_vec())),
        Some(("CMD-SHELL", [command])) => Ok(HealthTest::Shell(command.clone())),
        _ => {
            let message = "a list in `test` is `[NONE]`, `[CMD, program, argument, ..]` or `[CMD-SHELL, command]`";
            Err(value.error("invalid-health-test", message))
        }
    }
}

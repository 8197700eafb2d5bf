//! `healthcheck`.

use std::time::Duration;

use super::Draft;
use crate::diagnostic::Diagnostic;
use crate::document::keys::nested;
use crate::platform::{HealthCheck, HealthTest, parse_duration};
use crate::resolve::context::Decoded;
use crate::resolve::value::{Fields, Shape, Value};

/// `healthcheck`.
pub(super) fn healthcheck(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let fields = value.fields(&nested::HEALTH_CHECK)?;
    let disabled = fields.decode("disable", Value::boolean)?.unwrap_or(false);
    let test = fields.decode("test", test)?.flatten();
    let check = HealthCheck {
        test: if disabled { Some(HealthTest::Disabled) } else { test },
        interval: duration(fields, "interval")?,
        timeout: duration(fields, "timeout")?,
        retries: fields.decode("retries", Value::number)?,
        start_period: duration(fields, "start_period")?,
        start_interval: duration(fields, "start_interval")?,
    };
    if let Some(interval) = fields.field("start_interval").filter(|_| check.start_period.is_none()) {
        let message = "`start_interval` needs a `start_period` in which it applies";
        interval.flaw(Diagnostic::error("missing-key", message))?;
    }
    draft.configuration.health = Some(check);
    Ok(())
}

fn duration(fields: Fields<'_>, key: &str) -> Decoded<Option<Duration>> {
    fields.decode(key, |value| value.parse_with("invalid-duration", parse_duration))
}

fn test(value: Value<'_>) -> Decoded<Option<HealthTest>> {
    if let Shape::Scalar = value.shape() {
        return Ok(Some(HealthTest::Shell(vec![value.text()?])));
    }
    let words = value.texts()?;
    let kind = words.first().map(String::as_str);
    let rest = words.get(1..).unwrap_or_default();
    let test = match kind {
        Some("NONE") => return Ok(Some(HealthTest::Disabled)),
        Some("CMD") => Some(HealthTest::Command(rest.to_vec())),
        Some("CMD-SHELL") => Some(HealthTest::Shell(rest.to_vec())),
        // A variable may have been the kind.
        None | Some("") => None,
        Some(_) => return Err(value.context.report(unfit(value))),
    };
    if rest.is_empty() || test.is_none() {
        value.context.flaw(unfit(value))?;
    }
    Ok(test)
}

fn unfit(value: Value<'_>) -> Diagnostic {
    let message =
        "a list in `test` is `[NONE]`, `[CMD, program, argument, ..]` or `[CMD-SHELL, command, argument, ..]`";
    Diagnostic::error("invalid-health-test", message).at(value.context.place(value.span()))
}

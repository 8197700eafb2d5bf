//! `deploy.update_config` and `deploy.rollback_config`.

use crate::document::keys::nested;
use crate::platform::{UpdateConfig, UpdateOrder, parse_duration};
use crate::resolve::context::Decoded;
use crate::resolve::value::{Fields, Value};
use crate::visible::quoted;

/// `deploy.update_config`.
pub(super) fn update_config(value: Value<'_>) -> Decoded<UpdateConfig> {
    let fields = value.fields(&nested::deploy::UPDATE_CONFIG)?;
    let config = config(fields)?;
    if let Some(at) = fields.field("order").filter(|_| config.order == Some(UpdateOrder::StartFirst)) {
        let message = "`start-first` has no effect: gig stops the old instance before it starts the new one";
        at.context.warn(at.span(), "inert-option", message);
    }
    let other = config.failure_action.as_deref().filter(|action| *action != "rollback");
    if let Some((at, action)) = fields.field("failure_action").zip(other) {
        let message = format!("{} has no effect: gig puts back what fails, and begins no other", quoted(action));
        at.context.warn(at.span(), "inert-option", message);
    }
    Ok(config)
}

/// `deploy.rollback_config`.
pub(super) fn rollback_config(value: Value<'_>) -> Decoded<UpdateConfig> {
    config(value.fields(&nested::deploy::ROLLBACK_CONFIG)?)
}

fn config(fields: Fields<'_>) -> Decoded<UpdateConfig> {
    let duration = |value: Value<'_>| value.parse_with("invalid-duration", parse_duration);
    Ok(UpdateConfig {
        parallelism: fields.decode("parallelism", Value::number)?,
        delay: fields.decode("delay", duration)?,
        failure_action: fields.decode("failure_action", Value::text)?,
        monitor: fields.decode("monitor", duration)?,
        max_failure_ratio: fields.decode("max_failure_ratio", ratio)?,
        order: fields.decode("order", order)?,
    })
}

fn ratio(value: Value<'_>) -> Decoded<f64> {
    value.parse_with("invalid-amount", |text| {
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        number.ok_or_else(|| format!("{} is not a number", quoted(text)))
    })
}

fn order(value: Value<'_>) -> Decoded<UpdateOrder> {
    value.parse_with("unknown-value", |text| match text {
        "start-first" => Ok(UpdateOrder::StartFirst),
        "stop-first" => Ok(UpdateOrder::StopFirst),
        _ => Err(format!("{} is not an order: it is `start-first` or `stop-first`", quoted(text))),
    })
}

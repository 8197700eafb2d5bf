//! `depends_on`.

use super::Draft;
use super::links::{self, Need};
use crate::document::keys::nested;
use crate::name::ServiceName;
use crate::platform::Condition;
use crate::resolve::context::{Decoded, Placed};
use crate::resolve::value::{Shape, Value};
use crate::visible::quoted;

/// `depends_on`: a list of services, or a map with conditions.
pub(super) fn depends_on(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    match value.shape() {
        Shape::List(items) => items.into_iter().map(|item| listed(item, draft)).fold(Ok(()), Result::and),
        Shape::Map(_) => {
            let entries = value.entries()?.into_iter();
            let depend = |(entry, value): (&crate::document::Entry, Value<'_>)| {
                let target = Placed { value: entry.key.as_str(), span: entry.key_span };
                self::depend(draft, &target, need(value)?)
            };
            entries.map(depend).fold(Ok(()), Result::and)
        }
        Shape::Null | Shape::Scalar => Err(value.wrong_type("a list or a map")),
    }
}

fn listed(item: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let name = item.text_without_gaps("another service would be needed")?;
    depend(draft, &item.placed(name.as_str()), Need::default())
}

fn depend(draft: &mut Draft<'_>, target: &Placed<&str>, need: Need) -> Decoded<()> {
    draft.describe(|written| {
        let service = target.value.parse::<ServiceName>();
        written.needs.extend(service.map(|service| (service.clone(), need.of(service))));
    });
    links::depend(draft, target, need)
}

fn need(value: Value<'_>) -> Decoded<Need> {
    let fields = value.fields(&nested::DEPENDENCY)?;
    let condition = condition(fields.required("condition")?)?;
    let restarts = fields.decode("restart", Value::boolean)?.unwrap_or(false);
    let required = fields.decode("required", Value::boolean)?.unwrap_or(true);
    Ok(Need { condition, restarts, required, ..Need::default() })
}

fn condition(value: Value<'_>) -> Decoded<Condition> {
    value.parse_with("unknown-value", |text| match text {
        "service_started" => Ok(Condition::Started),
        "service_healthy" => Ok(Condition::Healthy),
        "service_completed_successfully" => Ok(Condition::Completed),
        _ => Err(format!(
            "{} is not a condition: it is `service_started`, `service_healthy` or `service_completed_successfully`",
            quoted(text)
        )),
    })
}

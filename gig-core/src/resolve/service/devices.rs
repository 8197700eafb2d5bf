//! `devices`, `device_cgroup_rules` and `gpus`.

use super::{Draft, present};
use crate::document::keys::nested;
use crate::platform::{Device, DeviceRequest, parse_device};
use crate::resolve::context::{Decoded, all, distinct};
use crate::resolve::shared::by_name;
use crate::resolve::value::{Fields, Shape, Value};

/// What every graphics processor is capable of.
const GPU: &str = "gpu";

/// `devices`.
pub(super) fn devices(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.devices.mapped = distinct(all(value.list()?.into_iter().map(device))?);
    Ok(())
}

fn device(item: Value<'_>) -> Decoded<Device> {
    let Shape::Map(_) = item.shape() else { return item.parse_with("invalid-device", parse_device) };
    let fields = item.fields(&nested::DEVICE)?;
    let source = fields.required("source")?.text()?;
    let target = fields.decode("target", Value::text)?.unwrap_or_else(|| source.clone());
    let permissions = fields.decode("permissions", Value::text)?.unwrap_or_else(|| "rwm".to_owned());
    Ok(Device { source, target, permissions })
}

/// `device_cgroup_rules`.
pub(super) fn rules(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.devices.rules = value.texts()?;
    Ok(())
}

/// `gpus`: `all`, or a list of requests.
pub(super) fn gpus(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let requests = match value.shape() {
        Shape::List(_) => requests(value)?,
        Shape::Null | Shape::Scalar | Shape::Map(_) => vec![every(value)?],
    };
    // Who only describes it says no more than the document.
    let is_described = value.context.is_described();
    draft.configuration.devices.requested.extend(requests.into_iter().map(|mut request| {
        if request.capabilities.is_empty() && !is_described {
            request.capabilities.push(GPU.to_owned());
        }
        request
    }));
    Ok(())
}

fn every(value: Value<'_>) -> Decoded<DeviceRequest> {
    value.parse_with("unknown-value", |text| match text {
        "all" => Ok(DeviceRequest { count: Some(-1), ..DeviceRequest::default() }),
        _ => Err(format!("`gpus` is `all` or a list, found `{text}`")),
    })
}

/// Reads a list of requests of devices that a driver picks.
pub(super) fn requests(value: Value<'_>) -> Decoded<Vec<DeviceRequest>> {
    all(value.list()?.into_iter().map(|item| request(item.fields(&nested::DEVICE_REQUEST)?)))
}

fn request(fields: Fields<'_>) -> Decoded<DeviceRequest> {
    Ok(DeviceRequest {
        driver: fields.decode("driver", Value::text)?.and_then(present),
        count: fields.decode("count", count)?,
        ids: fields.decode("device_ids", Value::texts)?.unwrap_or_default(),
        capabilities: fields.decode("capabilities", Value::texts)?.unwrap_or_default(),
        options: fields.decode("options", by_name)?.unwrap_or_default(),
    })
}

fn count(value: Value<'_>) -> Decoded<i64> {
    value.parse_with("wrong-type", |text| match text {
        "all" => Ok(-1),
        _ => text.parse().map_err(|_| format!("`count` is `all` or a whole number, found `{text}`")),
    })
}

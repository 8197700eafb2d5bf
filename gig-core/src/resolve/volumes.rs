//! The top-level `volumes`.

use super::context::{Context, Decoded};
use super::shared::{Declared, by_name, engine_name};
use super::value::Value;
use crate::document::keys::nested;
use crate::name::{ProjectName, VolumeKey};
use crate::platform::Volume;

/// Decodes the volumes of the document.
pub(super) fn declared(context: &Context<'_>, project: &ProjectName) -> Declared<Volume> {
    let declare = |entry: &crate::document::Entry| {
        let value = Value::new(context, &entry.key, &entry.value);
        let key = entry.key.parse::<VolumeKey>();
        let volume = key
            .map_err(|error| context.error(entry.key_span, "invalid-name", error.to_string()))
            .and_then(|key| volume(value, own(key, project)));
        (entry.key.clone(), volume)
    };
    Declared { kind: "volume", entries: context.document.volumes.iter().map(declare).collect() }
}

fn own(key: VolumeKey, project: &ProjectName) -> Volume {
    let name = format!("{project}_{key}");
    Volume::new(key, name)
}

fn volume(value: Value<'_>, mut volume: Volume) -> Decoded<Volume> {
    if value.is_null() {
        return Ok(volume);
    }
    let fields = value.fields(&nested::VOLUME)?;
    let (external, name) = engine_name(fields)?;
    volume.external = external;
    volume.name = name.unwrap_or(if external { volume.key.to_string() } else { volume.name });
    volume.driver = fields.decode("driver", Value::text)?.filter(|driver| !driver.is_empty());
    volume.driver_options = fields.decode("driver_opts", by_name)?.unwrap_or_default();
    volume.labels = fields.decode("labels", by_name)?.unwrap_or_default();
    Ok(volume)
}

//! `blkio_config`.

use std::collections::BTreeMap;

use super::Draft;
use crate::document::keys::nested;
use crate::platform::ByteSize;
use crate::resolve::context::{Decoded, all};
use crate::resolve::value::{Fields, Value};

/// `blkio_config`.
pub(super) fn blkio_config(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let fields = value.fields(&nested::BLOCK_IO)?;
    let block_io = &mut draft.configuration.resources.block_io;
    block_io.weight = fields.decode("weight", Value::number)?;
    block_io.weight_device = fields.decode("weight_device", weights)?.unwrap_or_default();
    block_io.read_bps = rates(fields, "device_read_bps")?;
    block_io.read_iops = rates(fields, "device_read_iops")?;
    block_io.write_bps = rates(fields, "device_write_bps")?;
    block_io.write_iops = rates(fields, "device_write_iops")?;
    Ok(())
}

fn weights(value: Value<'_>) -> Decoded<BTreeMap<String, u16>> {
    let weight = |item: Value<'_>| {
        let fields = item.fields(&nested::WEIGHT_DEVICE)?;
        Ok((fields.required("path")?.text()?, fields.required("weight")?.number()?))
    };
    Ok(all(value.list()?.into_iter().map(weight))?.into_iter().collect())
}

/// Rates are sizes: bytes, or with a unit.
fn rates(fields: Fields<'_>, key: &str) -> Decoded<BTreeMap<String, u64>> {
    let rate = |item: Value<'_>| {
        let fields = item.fields(&nested::RATE_DEVICE)?;
        let rate: ByteSize = fields.required("rate")?.parse("invalid-size")?;
        Ok((fields.required("path")?.text()?, rate.0))
    };
    let rates = fields.decode(key, |value| all(value.list()?.into_iter().map(rate)))?;
    Ok(rates.unwrap_or_default().into_iter().collect())
}

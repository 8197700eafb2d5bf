//! The records of the devices of the host.

use super::list::RecordList;
use crate::platform::{Device, DeviceRequest, Devices};

/// Adds the devices.
pub(super) fn devices(records: &mut RecordList, devices: &Devices) {
    let Devices { mapped, rules, requested } = devices;
    for (index, Device { source, target, permissions }) in mapped.iter().enumerate() {
        let key = format!("devices.{index}");
        records.value(&key, source);
        records.value(format!("{key}.target"), target);
        records.value(format!("{key}.permissions"), permissions);
    }
    records.list("device_cgroup_rules", rules);
    requested.iter().enumerate().for_each(|(index, request)| requested_one(records, index, request));
}

fn requested_one(records: &mut RecordList, index: usize, request: &DeviceRequest) {
    let DeviceRequest { driver, count, ids, capabilities, options } = request;
    let key = format!("device_requests.{index}");
    records.group(&key);
    records.optional(&format!("{key}.driver"), driver.as_deref());
    records.optional(&format!("{key}.count"), *count);
    records.list(&format!("{key}.ids"), ids);
    records.list(&format!("{key}.capabilities"), capabilities);
    records.map(&format!("{key}.options"), options);
}

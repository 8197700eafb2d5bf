//! How fast an instance may use disks, in gig's words and in the engine's, in both directions.

use std::collections::BTreeMap;

use bollard::models::{HostConfig, ResourcesBlkioWeightDevice, ThrottleDevice};
use gig_core::platform::BlockIo;

use super::create::{number, unless_empty};

/// Says how fast an instance may be in the engine's words.
pub(super) fn to_engine(block_io: &BlockIo, host: &mut HostConfig) {
    let BlockIo { weight, weight_device, read_bps, read_iops, write_bps, write_iops } = block_io;
    host.blkio_weight = *weight;
    host.blkio_weight_device = unless_empty(weight_device.iter().map(weighted));
    host.blkio_device_read_bps = throttles(read_bps);
    host.blkio_device_read_iops = throttles(read_iops);
    host.blkio_device_write_bps = throttles(write_bps);
    host.blkio_device_write_iops = throttles(write_iops);
}

fn weighted((path, weight): (&String, &u16)) -> ResourcesBlkioWeightDevice {
    ResourcesBlkioWeightDevice { path: Some(path.clone()), weight: Some((*weight).into()) }
}

fn throttles(rates: &BTreeMap<String, u64>) -> Option<Vec<ThrottleDevice>> {
    let throttle =
        |(path, rate): (&String, &u64)| ThrottleDevice { path: Some(path.clone()), rate: Some(number(*rate)) };
    unless_empty(rates.iter().map(throttle))
}

/// Says in gig's words how fast an instance may be.
pub(super) fn from_engine(host: &HostConfig) -> BlockIo {
    let weighted =
        |device: &ResourcesBlkioWeightDevice| Some((device.path.clone()?, u16::try_from(device.weight?).ok()?));
    BlockIo {
        weight: host.blkio_weight.filter(|&weight| weight != 0),
        weight_device: host.blkio_weight_device.iter().flatten().filter_map(weighted).collect(),
        read_bps: rates(host.blkio_device_read_bps.as_ref()),
        read_iops: rates(host.blkio_device_read_iops.as_ref()),
        write_bps: rates(host.blkio_device_write_bps.as_ref()),
        write_iops: rates(host.blkio_device_write_iops.as_ref()),
    }
}

fn rates(throttles: Option<&Vec<ThrottleDevice>>) -> BTreeMap<String, u64> {
    let rate = |one: &ThrottleDevice| Some((one.path.clone()?, u64::try_from(one.rate?).ok()?));
    throttles.into_iter().flatten().filter_map(rate).collect()
}

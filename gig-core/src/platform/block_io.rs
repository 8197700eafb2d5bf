//! How fast an instance may read and write the disks of its host.

use std::collections::BTreeMap;

/// How fast an instance may read and write the disks of its host.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BlockIo {
    /// Its share among all, from 10 to 1000; 0 switches it off.
    pub weight: Option<u16>,
    /// Its share of a device, by the device's path.
    pub weight_device: BTreeMap<String, u16>,
    /// Bytes a second that it may read, by the device's path.
    pub read_bps: BTreeMap<String, u64>,
    /// Read operations a second, by the device's path.
    pub read_iops: BTreeMap<String, u64>,
    /// Bytes a second that it may write, by the device's path.
    pub write_bps: BTreeMap<String, u64>,
    /// Write operations a second, by the device's path.
    pub write_iops: BTreeMap<String, u64>,
}

//! The devices that an instance may use, in gig's words and in the engine's, in both directions.

use bollard::models::{DeviceMapping, DeviceRequest as EngineRequest, HostConfig};
use gig_core::platform::{Device, DeviceRequest, Devices};

use super::create::unless_empty;
use super::inspect::list;

/// Says what an instance may use in the engine's words.
pub(super) fn to_engine(devices: &Devices, host: &mut HostConfig) {
    let Devices { mapped, rules, requested } = devices;
    host.devices = Some(mapped.iter().map(mapping).collect());
    host.device_cgroup_rules = unless_empty(rules.clone());
    host.device_requests = unless_empty(requested.iter().map(request));
}

fn mapping(device: &Device) -> DeviceMapping {
    let Device { source, target, permissions } = device;
    DeviceMapping {
        path_on_host: Some(source.clone()),
        path_in_container: Some(target.clone()),
        cgroup_permissions: Some(permissions.clone()),
    }
}

fn request(request: &DeviceRequest) -> EngineRequest {
    let DeviceRequest { driver, count, ids, capabilities, options } = request;
    EngineRequest {
        driver: driver.clone(),
        count: *count,
        device_ids: unless_empty(ids.clone()),
        capabilities: Some(vec![capabilities.clone()]),
        options: Some(options.clone().into_iter().collect()),
    }
}

/// Says in gig's words what an instance may use.
pub(super) fn from_engine(host: &HostConfig) -> Devices {
    Devices {
        mapped: host.devices.iter().flatten().filter_map(device).collect(),
        rules: list(&host.device_cgroup_rules).to_vec(),
        requested: host.device_requests.iter().flatten().map(requested).collect(),
    }
}

fn device(mapping: &DeviceMapping) -> Option<Device> {
    Some(Device {
        source: mapping.path_on_host.clone()?,
        target: mapping.path_in_container.clone()?,
        permissions: mapping.cgroup_permissions.clone()?,
    })
}

fn requested(request: &EngineRequest) -> DeviceRequest {
    DeviceRequest {
        driver: request.driver.clone().filter(|driver| !driver.is_empty()),
        count: request.count.filter(|&count| count != 0),
        ids: list(&request.device_ids).to_vec(),
        capabilities: request.capabilities.iter().flatten().next().cloned().unwrap_or_default(),
        options: request.options.clone().unwrap_or_default().into_iter().collect(),
    }
}

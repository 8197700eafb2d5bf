//! What a service may do and take on its host, as a document describes it.

use std::collections::BTreeMap;

use gig_core::platform::{BlockIo, Configuration, Device, DeviceRequest, Resources, Service};
use serde_json::{Value, json};

use super::Keys;

/// Writes what `service` says of it.
pub(super) fn host(keys: &mut Keys, service: &Service) {
    let configuration = &service.configuration;
    put_names(keys, configuration);
    put_rights(keys, configuration);
    keys.put("gpus", gpus(service));
    put_resources(keys, &configuration.resources);
}

fn put_names(keys: &mut Keys, configuration: &Configuration) {
    keys.put_some("domainname", configuration.domainname.as_ref());
    keys.put("annotations", json!(configuration.annotations));
    keys.put("dns", json!(configuration.dns.servers));
    keys.put("dns_opt", json!(configuration.dns.options));
    keys.put("dns_search", json!(configuration.dns.search));
    keys.put("sysctls", json!(configuration.sysctls));
    keys.put_some("runtime", configuration.runtime.as_ref());
}

fn put_rights(keys: &mut Keys, configuration: &Configuration) {
    let namespaces = &configuration.namespaces;
    keys.put_some("cgroup", namespaces.cgroup.as_ref());
    keys.put_some("userns_mode", namespaces.user.as_ref());
    keys.put_some("uts", namespaces.uts.as_ref());
    keys.put("security_opt", json!(configuration.security.options));
    keys.put("group_add", json!(configuration.security.groups));
    keys.put("devices", configuration.devices.mapped.iter().map(device).collect());
    keys.put("device_cgroup_rules", json!(configuration.devices.rules));
}

fn device(device: &Device) -> Value {
    json!({ "source": device.source, "target": device.target, "permissions": device.permissions })
}

/// What `deploy` asks for comes after what `gpus` does.
fn gpus(service: &Service) -> Value {
    let reservations = service.deploy.as_ref().and_then(|deploy| deploy.reservations.as_ref());
    let of_deploy = reservations.map_or(0, |reservations| reservations.devices.len());
    let requested = &service.configuration.devices.requested;
    requested.iter().take(requested.len().saturating_sub(of_deploy)).map(request).collect()
}

/// Describes a request of devices.
pub(super) fn request(request: &DeviceRequest) -> Value {
    let mut keys = Keys::default();
    keys.put("capabilities", json!(request.capabilities));
    keys.put_some("driver", request.driver.as_ref());
    keys.put("count", json!(request.count));
    keys.put("device_ids", json!(request.ids));
    keys.put("options", json!(request.options));
    keys.into()
}

fn put_resources(keys: &mut Keys, resources: &Resources) {
    keys.put_some("memswap_limit", resources.memswap);
    keys.put_some("mem_swappiness", resources.mem_swappiness);
    keys.put("oom_kill_disable", json!(resources.oom_kill_disable));
    keys.put("oom_score_adj", json!(resources.oom_score_adj));
    keys.put("cpu_shares", json!(resources.cpu_shares));
    keys.put("cpu_period", json!(resources.cpu_period));
    keys.put("cpu_quota", json!(resources.cpu_quota));
    keys.put("cpu_rt_period", json!(resources.cpu_rt_period));
    keys.put("cpu_rt_runtime", json!(resources.cpu_rt_runtime));
    keys.put_some("cpuset", resources.cpuset.as_ref());
    keys.put_some("cgroup_parent", resources.cgroup_parent.as_ref());
    keys.put("blkio_config", block_io(&resources.block_io));
    keys.put("storage_opt", json!(resources.storage));
}

fn block_io(block_io: &BlockIo) -> Value {
    let mut keys = Keys::default();
    keys.put("weight", json!(block_io.weight));
    let weight = |(path, weight): (&String, &u16)| json!({ "path": path, "weight": weight });
    keys.put("weight_device", block_io.weight_device.iter().map(weight).collect());
    keys.put("device_read_bps", rates(&block_io.read_bps));
    keys.put("device_read_iops", rates(&block_io.read_iops));
    keys.put("device_write_bps", rates(&block_io.write_bps));
    keys.put("device_write_iops", rates(&block_io.write_iops));
    keys.into()
}

fn rates(rates: &BTreeMap<String, u64>) -> Value {
    rates.iter().map(|(path, rate)| json!({ "path": path, "rate": rate.to_string() })).collect()
}

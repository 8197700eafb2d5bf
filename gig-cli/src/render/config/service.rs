//! A service as its part of the document.

use std::collections::BTreeMap;

use gig_core::name::ServiceName;
use gig_core::platform::{
    Condition, Configuration, Dependency, HealthCheck, HealthTest, Hook, HookPoint, Logging, NanoCpus, Platform,
    RestartPolicy, Scale, Service, Ulimit, display_duration,
};
use gig_core::resolve::{Image, Written, WrittenEnvFile};
use gig_core::secret::Secret;
use serde_json::{Value, json};

use super::content::{config, secret};
use super::host::host;
use super::mount::{tmpfs, volume};
use super::network::networks;
use super::node::node;
use super::port::port;
use super::{Keys, Values};

/// Describes `service`.
pub(super) fn service(service: &Service, written: &Written, platform: &Platform, values: Values) -> Value {
    let mut keys = Keys::default();
    put_image(&mut keys, &written.image);
    keys.put_some("platform", service.configuration.platform.as_ref());
    keys.put_some("pull_policy", written.pull_policy.as_ref());
    keys.put("build", written.build.as_ref().map_or(Value::Null, node));
    written.kept.iter().for_each(|entry| keys.put(&entry.key, node(&entry.value)));
    put_process(&mut keys, &service.configuration);
    keys.put("environment", environment(&service.configuration, written, values));
    put_surroundings(&mut keys, &service.configuration, written, platform);
    put_treatment(&mut keys, &service.configuration, values);
    for point in [HookPoint::PostStart, HookPoint::PreStop] {
        keys.put(point.as_str(), service.hooks.at(point).iter().map(|found| hook(found, values)).collect());
    }
    put_limits(&mut keys, &service.configuration);
    put_deploy(&mut keys, service, written);
    host(&mut keys, service);
    keys.put("container_name", container_name(service, written, platform));
    keys.put("depends_on", depends_on(service, written));
    keys.put("env_file", written.env_files.iter().map(env_file).collect());
    keys.put("configs", service.configs.iter().map(config).collect());
    keys.put("secrets", service.secrets.iter().map(secret).collect());
    keys.into()
}

/// What stands under `deploy` is not written a second time under the older keys.
fn put_deploy(keys: &mut Keys, service: &Service, written: &Written) {
    let resources = &service.configuration.resources;
    let deploy = service.deploy.as_deref();
    let limits = deploy.and_then(|deploy| deploy.limits.as_ref());
    let kept = deploy.and_then(|deploy| deploy.reservations.as_ref());
    if limits.is_none() {
        keys.put_some("mem_limit", resources.memory.map(|size| size.0));
        keys.put("cpus", resources.cpus.map_or(Value::Null, cpus));
        keys.put("pids_limit", json!(resources.pids));
    }
    if kept.is_none() {
        keys.put_some("mem_reservation", resources.mem_reservation.map(|size| size.0));
    }
    if service.scale != Scale::ONE && deploy.is_none_or(|deploy| deploy.replicas.is_none()) {
        keys.put("scale", json!(service.scale.get()));
    }
    if deploy.is_none_or(|deploy| deploy.restart_policy.is_none()) {
        put_restart(keys, service.configuration.restart, written);
    }
    keys.put_even("deploy", deploy.map(super::deploy::deploy));
}

fn container_name(service: &Service, written: &Written, platform: &Platform) -> Value {
    let usual = format!("{}_{}", platform.project, service.name);
    match &written.container_name {
        Some(name) => json!(name),
        None if service.base_name.as_str() == usual => Value::Null,
        None => json!(service.base_name),
    }
}

/// What is left out is what compose takes for granted.
fn env_file(file: &WrittenEnvFile) -> Value {
    let mut keys = Keys::default();
    keys.put("path", json!(file.path.to_string_lossy()));
    keys.put("required", if file.required { Value::Null } else { json!(false) });
    keys.put("format", if file.raw { json!("raw") } else { Value::Null });
    keys.into()
}

/// Of what is linked compose says that a restart is followed, unless the file says itself how it is needed.
fn depends_on(service: &Service, written: &Written) -> Value {
    let is_linked = |name: &ServiceName| written.links.iter().any(|(_, service)| service == name);
    let condition = |condition| match condition {
        Condition::Started => "service_started",
        Condition::Healthy => "service_healthy",
        Condition::Completed => "service_completed_successfully",
    };
    let entry = |need: &Dependency| {
        let said = written.needs.get(&need.service);
        let is_followed = said.map_or_else(|| need.restarts || is_linked(&need.service), |said| said.restarts);
        let mut keys = Keys::default();
        keys.put("condition", json!(condition(need.condition)));
        keys.put_true("restart", is_followed);
        keys.put("required", json!(said.unwrap_or(need).required));
        (need.service.to_string(), keys.into())
    };
    Value::Object(service.depends_on.iter().map(entry).collect())
}

fn put_process(keys: &mut Keys, configuration: &Configuration) {
    keys.put_even_null("entrypoint", json!(configuration.entrypoint));
    keys.put_even_null("command", json!(configuration.command));
    keys.put_some("working_dir", configuration.working_dir.as_ref());
    keys.put_some("user", configuration.user.as_ref());
    keys.put_some("hostname", configuration.hostname.as_ref());
    keys.put("labels", json!(configuration.labels));
    keys.put("init", json!(configuration.init));
    keys.put_true("tty", configuration.tty);
    keys.put_true("stdin_open", configuration.stdin_open);
}

/// What is built has no `image`.
fn put_image(keys: &mut Keys, image: &Image) {
    match image {
        Image::Reference(image) => keys.put("image", json!(image)),
        Image::Unfit(text) => keys.put("image", json!(text)),
        Image::Built(_) | Image::Missing => {}
    }
}

/// What would be passed on and is not set is `null`.
fn environment(configuration: &Configuration, written: &Written, values: Values) -> Value {
    let set = configuration.environment.iter().map(|(name, value)| (name.clone(), values.of(value)));
    Value::Object(set.chain(written.unset.iter().map(|name| (name.clone(), Value::Null))).collect())
}

fn secrets(values: &BTreeMap<String, Secret>, shown: Values) -> Value {
    Value::Object(values.iter().map(|(name, value)| (name.clone(), shown.of(value))).collect())
}

fn put_surroundings(keys: &mut Keys, configuration: &Configuration, written: &Written, platform: &Platform) {
    keys.put("ports", configuration.ports.iter().zip(&written.ports).map(port).collect());
    keys.put("expose", json!(written.expose));
    let mounts = configuration.mounts.iter().filter_map(|mount| volume(mount, written, platform));
    keys.put("volumes", mounts.chain(written.mounts.iter().map(node)).collect());
    keys.put("tmpfs", configuration.mounts.iter().filter_map(tmpfs).collect());
    keys.put("networks", networks(&configuration.networks, platform));
    keys.put("profiles", json!(written.profiles));
    keys.put_some("network_mode", written.network_mode.as_ref());
    keys.put_some("ipc", written.ipc.as_ref());
    keys.put_some("pid", written.pid.as_ref());
    keys.put("volumes_from", json!(written.volumes_from));
    keys.put("external_links", json!(written.external_links));
    keys.put_some("mac_address", configuration.mac_address.as_ref());
    keys.put("links", written.links.iter().map(|(link, _)| json!(link)).collect());
    keys.put("extra_hosts", configuration.extra_hosts.iter().map(|host| json!(host.to_string())).collect());
}

fn put_treatment(keys: &mut Keys, configuration: &Configuration, values: Values) {
    keys.put("healthcheck", configuration.health.as_ref().map_or(Value::Null, health));
    keys.put_some("stop_signal", configuration.stop_signal.as_ref());
    keys.put_some("stop_grace_period", configuration.stop_grace.map(display_duration));
    keys.put("logging", configuration.logging.as_ref().map_or(Value::Null, |found| logging(found, values)));
}

/// In the services layout nothing is started again unless the file says so.
fn put_restart(keys: &mut Keys, policy: RestartPolicy, written: &Written) {
    match &written.unfit_restart {
        Some(text) => keys.put("restart", json!(text)),
        None if policy != RestartPolicy::No || written.restart => keys.put("restart", json!(policy)),
        None => {}
    }
}

fn health(check: &HealthCheck) -> Value {
    let mut keys = Keys::default();
    match &check.test {
        None => {}
        Some(HealthTest::Disabled) => keys.put("disable", json!(true)),
        Some(HealthTest::Shell(words)) => keys.put("test", test("CMD-SHELL", words)),
        Some(HealthTest::Command(words)) => keys.put("test", test("CMD", words)),
    }
    keys.put_some("interval", check.interval.map(display_duration));
    keys.put_some("timeout", check.timeout.map(display_duration));
    keys.put("retries", json!(check.retries));
    keys.put_some("start_period", check.start_period.map(display_duration));
    keys.put_some("start_interval", check.start_interval.map(display_duration));
    keys.into()
}

fn test(kind: &str, words: &[String]) -> Value {
    std::iter::once(kind).chain(words.iter().map(String::as_str)).collect()
}

fn hook(hook: &Hook, values: Values) -> Value {
    let mut keys = Keys::default();
    keys.put("command", json!(hook.command));
    keys.put_some("user", hook.user.as_ref());
    keys.put_true("privileged", hook.privileged);
    keys.put_some("working_dir", hook.working_dir.as_ref());
    keys.put("environment", secrets(&hook.environment, values));
    keys.into()
}

fn logging(logging: &Logging, values: Values) -> Value {
    let mut keys = Keys::default();
    keys.put_some("driver", logging.driver.as_ref());
    keys.put("options", secrets(&logging.options, values));
    keys.into()
}

fn put_limits(keys: &mut Keys, configuration: &Configuration) {
    keys.put_true("privileged", configuration.security.privileged);
    keys.put("cap_add", json!(configuration.security.cap_add));
    keys.put("cap_drop", json!(configuration.security.cap_drop));
    keys.put_true("read_only", configuration.security.read_only);
    keys.put_some("shm_size", configuration.resources.shm_size.map(|size| size.0));
    keys.put("ulimits", ulimits(&configuration.resources.ulimits));
}

/// A number where a number can be that exact, as it is up to millions of processors.
pub(super) fn cpus(cpus: NanoCpus) -> Value {
    cpus.to_string().parse::<f64>().map_or_else(|_| json!(cpus.to_string()), |number| json!(number))
}

fn ulimits(limits: &BTreeMap<String, Ulimit>) -> Value {
    let entry = |(name, limit): (&String, &Ulimit)| (name.clone(), json!({ "soft": limit.soft, "hard": limit.hard }));
    Value::Object(limits.iter().map(entry).collect())
}

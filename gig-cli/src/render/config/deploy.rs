//! How a service is deployed, as compose writes it: as the file says it, with what an engine does not heed.

use gig_core::platform::{
    Deploy, DeployLimits, DeployRestart, Placement, Reservations, UpdateConfig, UpdateOrder, display_duration,
};
use serde_json::{Value, json};

use super::Keys;
use super::host::request;
use super::service::cpus;

/// Describes what stands under `deploy`; compose writes two of the maps in it even where they are empty.
pub(super) fn deploy(deploy: &Deploy) -> Value {
    let mut keys = Keys::default();
    keys.put_some("mode", deploy.mode.as_ref());
    keys.put("replicas", json!(deploy.replicas.map(gig_core::platform::Scale::get)));
    keys.put("labels", json!(deploy.labels));
    keys.put("update_config", deploy.update_config.as_ref().map_or(Value::Null, update_config));
    keys.put("rollback_config", deploy.rollback_config.as_ref().map_or(Value::Null, update_config));
    keys.put_even_null("resources", resources(deploy));
    keys.put_even("restart_policy", deploy.restart_policy.as_ref().map(restart_policy));
    keys.put_even_null("placement", placement(&deploy.placement));
    keys.put_some("endpoint_mode", deploy.endpoint_mode.as_ref());
    keys.into()
}

fn update_config(config: &UpdateConfig) -> Value {
    let mut keys = Keys::default();
    keys.put("parallelism", json!(config.parallelism));
    keys.put_some("delay", config.delay.map(display_duration));
    keys.put_some("failure_action", config.failure_action.as_ref());
    keys.put_some("monitor", config.monitor.map(display_duration));
    keys.put("max_failure_ratio", json!(config.max_failure_ratio));
    let order = |order| match order {
        UpdateOrder::StartFirst => "start-first",
        UpdateOrder::StopFirst => "stop-first",
    };
    keys.put_some("order", config.order.map(order));
    keys.into()
}

fn resources(deploy: &Deploy) -> Value {
    let mut keys = Keys::default();
    keys.put_even("limits", deploy.limits.as_ref().map(limits));
    keys.put_even("reservations", deploy.reservations.as_ref().map(reservations));
    keys.into()
}

fn limits(limits: &DeployLimits) -> Value {
    let mut keys = Keys::default();
    keys.put("cpus", limits.cpus.map_or(Value::Null, cpus));
    keys.put_some("memory", limits.memory.map(|size| size.0));
    keys.put("pids", json!(limits.pids));
    keys.into()
}

fn reservations(reservations: &Reservations) -> Value {
    let mut keys = Keys::default();
    keys.put("cpus", reservations.cpus.map_or(Value::Null, cpus));
    keys.put_some("memory", reservations.memory.map(|size| size.0));
    let resource =
        |(kind, value): &(String, i64)| json!({ "discrete_resource_spec": { "kind": kind, "value": value } });
    keys.put("generic_resources", reservations.generic_resources.iter().map(resource).collect());
    keys.put("devices", reservations.devices.iter().map(request).collect());
    keys.into()
}

fn restart_policy(rule: &DeployRestart) -> Value {
    let mut keys = Keys::default();
    keys.put_some("condition", rule.condition.as_ref());
    keys.put_some("delay", rule.delay.map(display_duration));
    keys.put("max_attempts", json!(rule.max_attempts));
    keys.put_some("window", rule.window.map(display_duration));
    keys.into()
}

fn placement(placement: &Placement) -> Value {
    let mut keys = Keys::default();
    keys.put("constraints", json!(placement.constraints));
    keys.put("preferences", placement.preferences.iter().map(|spread| json!({ "spread": spread })).collect());
    keys.put("max_replicas_per_node", json!(placement.max_replicas_per_node));
    keys.into()
}

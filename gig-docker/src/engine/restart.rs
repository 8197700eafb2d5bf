//! Restart policies, in gig's words and in the engine's, in both directions.

use bollard::models::{RestartPolicy as EnginePolicy, RestartPolicyNameEnum};
use gig_core::platform::RestartPolicy;

/// Says a policy in the engine's words.
pub(super) fn to_engine(policy: RestartPolicy) -> EnginePolicy {
    let (name, retries) = match policy {
        RestartPolicy::No => (RestartPolicyNameEnum::NO, 0),
        RestartPolicy::Always => (RestartPolicyNameEnum::ALWAYS, 0),
        RestartPolicy::UnlessStopped => (RestartPolicyNameEnum::UNLESS_STOPPED, 0),
        RestartPolicy::OnFailure(retries) => (RestartPolicyNameEnum::ON_FAILURE, i64::from(retries)),
    };
    EnginePolicy { name: Some(name), maximum_retry_count: Some(retries) }
}

/// Says in gig's words what the engine has.
pub(super) fn from_engine(policy: Option<&EnginePolicy>) -> RestartPolicy {
    let retries = policy.and_then(|policy| policy.maximum_retry_count).unwrap_or(0);
    match policy.and_then(|policy| policy.name) {
        Some(RestartPolicyNameEnum::ALWAYS) => RestartPolicy::Always,
        Some(RestartPolicyNameEnum::UNLESS_STOPPED) => RestartPolicy::UnlessStopped,
        Some(RestartPolicyNameEnum::ON_FAILURE) => RestartPolicy::OnFailure(u32::try_from(retries).unwrap_or(0)),
        Some(RestartPolicyNameEnum::NO | RestartPolicyNameEnum::EMPTY) | None => RestartPolicy::No,
    }
}

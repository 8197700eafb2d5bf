//! What a file says under `deploy`, as it says it. What of it applies to an engine stands in the other fields of the
//! service; the rest is for a swarm.

use std::collections::BTreeMap;
use std::time::Duration;

use super::{ByteSize, DeviceRequest, NanoCpus, RestartPolicy, Scale, Updating};

/// What a file says under `deploy`. `None` is what it does not say.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Deploy {
    /// Whether there are so many instances or one on each node.
    pub mode: Option<String>,
    /// How many instances there are.
    pub replicas: Option<Scale>,
    /// The labels of a swarm's service.
    pub labels: BTreeMap<String, String>,
    /// How instances are replaced.
    pub update_config: Option<UpdateConfig>,
    /// How they are put back.
    pub rollback_config: Option<UpdateConfig>,
    /// What they may take.
    pub limits: Option<DeployLimits>,
    /// What is kept for them.
    pub reservations: Option<Reservations>,
    /// When they are started again.
    pub restart_policy: Option<DeployRestart>,
    /// Which nodes they may run on.
    pub placement: Placement,
    /// How a swarm spreads requests.
    pub endpoint_mode: Option<String>,
}

/// How instances are replaced, or put back.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct UpdateConfig {
    /// How many at once; 0 is all.
    pub parallelism: Option<u32>,
    /// The pause between one batch and the next.
    pub delay: Option<Duration>,
    /// What is done when one fails.
    pub failure_action: Option<String>,
    /// How long a new one is watched.
    pub monitor: Option<Duration>,
    /// The part of the instances that may fail.
    pub max_failure_ratio: Option<f64>,
    /// Which of the two goes first.
    pub order: Option<UpdateOrder>,
}

/// Which of two instances goes first where one takes the place of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpdateOrder {
    /// The new one starts while the old one runs.
    StartFirst,
    /// The old one stops before the new one starts.
    StopFirst,
}

/// What an instance may take.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct DeployLimits {
    /// How much of the processors.
    pub cpus: Option<NanoCpus>,
    /// How much memory.
    pub memory: Option<ByteSize>,
    /// How many processes; only a number above 0 is a limit.
    pub pids: Option<i64>,
}

/// What is kept for an instance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Reservations {
    /// How much of the processors.
    pub cpus: Option<NanoCpus>,
    /// How much memory.
    pub memory: Option<ByteSize>,
    /// Resources that a swarm's nodes say they have: how many of each kind.
    pub generic_resources: Vec<(String, i64)>,
    /// The devices that a driver picks; the configuration of the service has them too, after those of `gpus`.
    pub devices: Vec<DeviceRequest>,
}

/// When an instance is started again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct DeployRestart {
    /// How it must have ended: `any`, `on-failure` or `none`.
    pub condition: Option<String>,
    /// The pause before.
    pub delay: Option<Duration>,
    /// How often at most.
    pub max_attempts: Option<u32>,
    /// How long one must run to count as started.
    pub window: Option<Duration>,
}

/// Which nodes of a swarm instances may run on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Placement {
    /// What a node must be.
    pub constraints: Vec<String>,
    /// The labels of nodes over which instances are spread.
    pub preferences: Vec<String>,
    /// How many may run on one node.
    pub max_replicas_per_node: Option<u64>,
}

impl UpdateConfig {
    /// Returns what of it gig does.
    #[must_use]
    pub fn updating(&self) -> Updating {
        let parallelism = self.parallelism.map_or(Updating::default().parallelism, std::num::NonZeroU32::new);
        Updating { parallelism, monitor: self.monitor }
    }
}

impl DeployRestart {
    /// Returns the engine's policy that does it. As with compose, a condition that is missing or unknown is `none`; and
    /// the words of `restart` are understood.
    #[must_use]
    pub fn policy(&self) -> RestartPolicy {
        match self.condition.as_deref() {
            Some("any" | "always") => RestartPolicy::Always,
            Some("on-failure") => RestartPolicy::OnFailure(self.max_attempts.unwrap_or(0)),
            Some("unless-stopped") => RestartPolicy::UnlessStopped,
            _ => RestartPolicy::No,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DeployRestart, UpdateConfig};
    use crate::platform::RestartPolicy::{Always, No, OnFailure, UnlessStopped};

    #[test]
    fn a_condition_is_the_policy_that_compose_takes_for_it() {
        for (condition, max_attempts, policy) in [
            (None, Some(3), No),
            (Some("none"), None, No),
            (Some("on_failure"), Some(3), No),
            (Some("any"), Some(3), Always),
            (Some("on-failure"), Some(3), OnFailure(3)),
            (Some("on-failure"), None, OnFailure(0)),
            (Some("unless-stopped"), None, UnlessStopped),
        ] {
            let rule = DeployRestart { condition: condition.map(str::to_owned), max_attempts, ..Default::default() };
            assert_eq!(rule.policy(), policy, "{rule:?}");
        }
    }

    #[test]
    fn without_a_number_one_gives_way_after_the_other_and_0_is_all() {
        let at_once = |parallelism| UpdateConfig { parallelism, ..Default::default() }.updating().parallelism;
        assert_eq!([None, Some(0), Some(2)].map(|number| at_once(number).map_or(0, u32::from)), [1, 0, 2]);
    }
}

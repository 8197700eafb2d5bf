//! The words with which the engine says how an instance is: `Up 3 minutes (healthy)`, `Exited (137) 2 hours ago`.
//!
//! The form is that of moby's `container.State.String`.

use bollard::models::{ContainerStateStatusEnum, ContainerSummaryStateEnum};
use gig_core::runtime::{Health, RunState};

/// What a status says beyond the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Status {
    pub(super) health: Health,
    pub(super) exit_code: Option<i64>,
    pub(super) since: Option<String>,
}

/// Reads a status; what is not understood is not known.
pub(super) fn parse(text: &str) -> Status {
    if let Some(rest) = text.strip_prefix("Up ") {
        let (since, remark) = rest.split_once(" (").unwrap_or((rest, ""));
        return Status { health: health(remark.trim_end_matches(')')), exit_code: None, since: said(since) };
    }
    let ended = text.strip_prefix("Exited (").or_else(|| text.strip_prefix("Restarting ("));
    let (code, since) = ended.and_then(|rest| rest.split_once(") ")).unwrap_or(("", ""));
    Status { health: Health::None, exit_code: code.parse().ok(), since: said(since.trim_end_matches(" ago")) }
}

fn said(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn health(remark: &str) -> Health {
    match remark {
        "healthy" => Health::Healthy,
        "unhealthy" => Health::Unhealthy,
        "health: starting" | "starting" => Health::Starting,
        _ => Health::None,
    }
}

/// Says in gig's words what a list answer names as state.
pub(super) fn listed_state(state: Option<ContainerSummaryStateEnum>) -> Option<RunState> {
    match state? {
        ContainerSummaryStateEnum::CREATED => Some(RunState::Created),
        ContainerSummaryStateEnum::RUNNING | ContainerSummaryStateEnum::STOPPING => Some(RunState::Running),
        ContainerSummaryStateEnum::PAUSED => Some(RunState::Paused),
        ContainerSummaryStateEnum::RESTARTING => Some(RunState::Restarting),
        ContainerSummaryStateEnum::EXITED => Some(RunState::Exited),
        ContainerSummaryStateEnum::REMOVING => Some(RunState::Removing),
        ContainerSummaryStateEnum::DEAD => Some(RunState::Dead),
        ContainerSummaryStateEnum::EMPTY => None,
    }
}

/// Says in gig's words what an inspect answer names as state.
pub(super) fn inspected_state(state: Option<ContainerStateStatusEnum>) -> Option<RunState> {
    match state? {
        ContainerStateStatusEnum::CREATED => Some(RunState::Created),
        ContainerStateStatusEnum::RUNNING | ContainerStateStatusEnum::STOPPING => Some(RunState::Running),
        ContainerStateStatusEnum::PAUSED => Some(RunState::Paused),
        ContainerStateStatusEnum::RESTARTING => Some(RunState::Restarting),
        ContainerStateStatusEnum::EXITED => Some(RunState::Exited),
        ContainerStateStatusEnum::REMOVING => Some(RunState::Removing),
        ContainerStateStatusEnum::DEAD => Some(RunState::Dead),
        ContainerStateStatusEnum::EMPTY => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Health, Status, parse};

    fn check(text: &str, health: Health, exit_code: Option<i64>, since: Option<&str>) {
        assert_eq!(parse(text), Status { health, exit_code, since: since.map(str::to_owned) }, "{text}");
    }

    #[test]
    fn every_form_of_a_status_is_understood() {
        check("Up 3 minutes (healthy)", Health::Healthy, None, Some("3 minutes"));
        check("Up Less than a second (health: starting)", Health::Starting, None, Some("Less than a second"));
        check("Up About an hour (unhealthy)", Health::Unhealthy, None, Some("About an hour"));
        check("Up 2 days (Paused)", Health::None, None, Some("2 days"));
        check("Up 2 days", Health::None, None, Some("2 days"));
        check("Exited (137) 2 hours ago", Health::None, Some(137), Some("2 hours"));
        check("Exited (0) Less than a second ago", Health::None, Some(0), Some("Less than a second"));
        check("Restarting (1) 5 seconds ago", Health::None, Some(1), Some("5 seconds"));
    }

    #[test]
    fn a_status_without_more_says_nothing_more() {
        for text in ["Created", "Dead", "Removal In Progress", "", "Exited", "Exited (x", "Up"] {
            check(text, Health::None, None, None);
        }
    }
}

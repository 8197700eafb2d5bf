//! `status` as text: a line for each service, then a line for whatever needs explaining.

use gig_core::name::Slot;
use gig_core::runtime::{Health, ObservedInstance, ObservedPort, RunState};
use gig_core::visible::visible;

use super::table::table;
use super::{Heading, list, paint};
use crate::standing::{Likeness, ServiceStanding, Standing};

/// Shows what runs.
pub(crate) fn status(standing: &Standing<'_>, heading: &Heading) -> String {
    let header = ["SERVICE", "STATE", "HEALTH", "IMAGE", "SINCE", "PORTS"];
    let rows: Vec<_> = standing.services.iter().map(row).collect();
    let remarks: String = remarks(standing).map(|remark| format!("{remark}\n")).collect();
    let gap = if remarks.is_empty() { "" } else { "\n" };
    format!("{heading}\n\n{}{gap}{remarks}", table(&header, &rows))
}

fn row(service: &ServiceStanding<'_>) -> Vec<String> {
    let name = paint::strong(service.name);
    let Some(instance) = service.instance else {
        return vec![name, paint::doubtful("absent")];
    };
    let since = instance.since.as_deref().map(|since| visible(since).into_owned());
    vec![
        name,
        state(instance),
        health(instance.health),
        visible(&instance.image).into_owned(),
        since.unwrap_or_else(|| "-".to_owned()),
        ports(instance.ports.iter().filter(|port| port.host.is_some())),
    ]
}

/// Says what an instance does.
pub(crate) fn state(instance: &ObservedInstance) -> String {
    match (instance.state, instance.exit_code) {
        (RunState::Running, _) => paint::good("up"),
        (RunState::Exited, Some(0)) => "exited 0".to_owned(),
        (RunState::Exited, Some(code)) => paint::bad(format!("exited {code}")),
        (RunState::Dead | RunState::Restarting, _) => paint::bad(instance.state),
        (RunState::Created | RunState::Paused | RunState::Exited | RunState::Removing, _) => {
            paint::doubtful(instance.state)
        }
    }
}

/// Says how an instance is.
pub(crate) fn health(health: Health) -> String {
    match health {
        Health::None => "-".to_owned(),
        Health::Starting => paint::doubtful("starting"),
        Health::Healthy => paint::good("healthy"),
        Health::Unhealthy => paint::bad("unhealthy"),
    }
}

/// Lists ports; the same one on several addresses that mean all of them is said once.
pub(crate) fn ports<'a>(ports: impl Iterator<Item = &'a ObservedPort>) -> String {
    let mut words: Vec<String> = ports.map(port).collect();
    words.dedup();
    if words.is_empty() { "-".to_owned() } else { list(words) }
}

fn port(port: &ObservedPort) -> String {
    let inside = format!("{}/{}", port.container, port.protocol);
    let address = port.address.filter(|address| !address.is_unspecified());
    match (address, port.host) {
        (_, None) => inside,
        (None, Some(host)) => format!("{host}->{inside}"),
        (Some(address), Some(host)) if address.is_ipv6() => format!("[{address}]:{host}->{inside}"),
        (Some(address), Some(host)) => format!("{address}:{host}->{inside}"),
    }
}

fn remarks<'a>(standing: &'a Standing<'_>) -> impl Iterator<Item = String> + 'a {
    let other = standing.services.iter().filter(|service| service.likeness == Likeness::Other);
    let other = other.map(|service| {
        format!("{0}: runs under another configuration than the file's; `gig update {0}` changes that", service.name)
    });
    let besides = standing.besides.iter().map(|instance| besides(instance));
    other.chain(besides).chain(standing.orphans.iter().map(|instance| orphan(instance)))
}

fn orphan(instance: &ObservedInstance) -> String {
    let service = &instance.key.service;
    format!(
        "{}: {}, and `{service}` is not in the file any more; `gig rm {service}` removes it",
        instance.name,
        state(instance)
    )
}

fn besides(instance: &ObservedInstance) -> String {
    let name = &instance.name;
    let service = &instance.key.service;
    let state = state(instance);
    match instance.name.slot {
        Slot::Base => format!("{name}: {state}"),
        Slot::Next => {
            format!("{name}: {state}; it was being prepared when a run was cut short, `gig update {service}` goes on")
        }
        Slot::Old => format!(
            "{name}: {state}; its successor was on trial when a run was cut short, `gig update {service}` goes on"
        ),
        Slot::Previous => format!("{name}: {state}; kept to go back to"),
        Slot::Failed => {
            format!("{name}: {state}; it failed and is kept to look at, `gig update --retry {service}` tries it again")
        }
    }
}

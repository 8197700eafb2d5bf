//! `status` as text: a line for each instance of a service, then a line for whatever needs explaining.

use std::collections::BTreeMap;

use gig_core::name::{Replica, ServiceName, Slot};
use gig_core::platform::{Protocol, Scale};
use gig_core::runtime::{Health, ObservedInstance, ObservedPort, RunState};
use gig_core::visible::visible;

use super::fold::fold;
use super::table::{Column, cut, last, table, whole};
use super::{Heading, Width, list, paint};
use crate::invocation::Invocation;
use crate::standing::{Likeness, ServiceStanding, Standing};

const HEADER: [Column; 6] =
    [whole("SERVICE"), whole("STATE"), whole("HEALTH"), cut("IMAGE"), last("SINCE"), last("PORTS")];

/// From how many services on they are counted below the table.
const MANY: usize = 10;

/// Shows what runs.
pub(crate) fn status(standing: &Standing<'_>, heading: &Heading, width: Width) -> String {
    let rows: Vec<_> = standing.services.iter().map(row).collect();
    let counted = (standing.services.len() >= MANY).then(|| counts(standing));
    let remarks = counted.into_iter().chain(remarks(standing, &heading.invocation));
    let remarks: String = remarks.map(|remark| format!("{remark}\n")).collect();
    let gap = if remarks.is_empty() { "" } else { "\n" };
    fold(&format!("{heading}\n\n{}{gap}{remarks}", table(&HEADER, &rows, width)), width)
}

fn row(service: &ServiceStanding<'_>) -> Vec<String> {
    let name = paint::strong(&service.replica);
    let Some(instance) = service.instance else {
        return vec![name, missing(service)];
    };
    vec![
        name,
        state(instance),
        health(instance.health),
        visible(&instance.image).into_owned(),
        since(instance),
        ports(instance.ports.iter().filter(|port| port.host.is_some())),
    ]
}

/// What the file asks for none of is not amiss.
fn missing(service: &ServiceStanding<'_>) -> String {
    if service.scale == Scale::NONE { "scaled to 0".to_owned() } else { paint::doubtful("absent") }
}

/// Counts the services by what they do: `50 services: 48 up, 1 absent, 1 up but unhealthy`.
fn counts(standing: &Standing<'_>) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for service in &standing.services {
        let words = service.instance.map_or_else(|| missing(service), state_and_health);
        *counts.entry(words).or_default() += 1;
    }
    let counts = counts.iter().map(|(words, count)| format!("{count} {words}"));
    let scaled = standing.services.iter().any(|service| service.scale != Scale::ONE);
    let what = if scaled { "instances" } else { "services" };
    format!("{} {what}: {}", standing.services.len(), list(counts))
}

fn state_and_health(instance: &ObservedInstance) -> String {
    match instance.health {
        Health::None | Health::Healthy => state(instance),
        Health::Starting | Health::Unhealthy => format!("{} but {}", state(instance), health(instance.health)),
    }
}

/// Says how long an instance has been what it is, in as few characters as can be.
pub(crate) fn since(instance: &ObservedInstance) -> String {
    let Some(since) = &instance.since else { return "-".to_owned() };
    let short = since.replace("Less than a second", "<1 s").replace("About a minute", "1 min");
    let short = short.replace("About an hour", "1 h");
    let units = [("seconds", "s"), ("second", "s"), ("minutes", "min"), ("hours", "h")];
    let short =
        units.iter().find_map(|(unit, sign)| Some(format!("{}{sign}", short.strip_suffix(unit)?))).unwrap_or(short);
    visible(&short).into_owned()
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
    let inside = match port.protocol {
        Protocol::Tcp => port.container.to_string(),
        other => format!("{}/{other}", port.container),
    };
    let address = port.address.filter(|address| !address.is_unspecified());
    match (address, port.host) {
        (_, None) => inside,
        (None, Some(host)) => format!("{host}->{inside}"),
        (Some(address), Some(host)) if address.is_ipv6() => format!("[{address}]:{host}->{inside}"),
        (Some(address), Some(host)) => format!("{address}:{host}->{inside}"),
    }
}

fn remarks(standing: &Standing<'_>, gig: &Invocation) -> Vec<String> {
    let other = |service: &&ServiceStanding<'_>| service.likeness == Likeness::Other;
    let never_started =
        |service: &&ServiceStanding<'_>| service.instance.is_some_and(|instance| instance.state == RunState::Created);
    let named = |these: Vec<&Replica>, what: &str, command: &str, effect: &str| {
        let mut services: Vec<&ServiceName> = these.iter().map(|replica| &replica.service).collect();
        services.dedup();
        let remark = format!("{}: {what}; {} {effect}", list(&these), gig.command(command, &services));
        (!these.is_empty()).then_some(remark)
    };
    let these = |which: &dyn Fn(&&ServiceStanding<'_>) -> bool| {
        standing.services.iter().filter(which).map(|service| &service.replica).collect()
    };
    let remarks = [
        named(these(&other), "not as the file says", "update", "changes that"),
        named(these(&never_started), "created, but never started", "start", "goes on"),
        kept(&standing.besides),
    ];
    let besides = standing.besides.iter().filter(|instance| !is_kept(instance)).map(|instance| besides(instance, gig));
    let orphans = standing.orphans.iter().map(|instance| orphan(instance, gig));
    remarks.into_iter().flatten().chain(besides).chain(orphans).collect()
}

fn is_kept(instance: &ObservedInstance) -> bool {
    instance.name.slot == Slot::Previous && !instance.state.is_alive()
}

fn kept(besides: &[&ObservedInstance]) -> Option<String> {
    let kept: Vec<_> = besides.iter().filter(|instance| is_kept(instance)).map(|instance| &instance.name).collect();
    match kept.len() {
        0 => None,
        count if count < MANY => Some(format!("kept to go back to: {}", list(kept))),
        count => Some(format!("{count} containers are kept to go back to")),
    }
}

fn orphan(instance: &ObservedInstance, gig: &Invocation) -> String {
    let service = &instance.key.service;
    let command = gig.command("rm", [service]);
    format!("{}: {}, and `{service}` is not in the file any more; {command} removes it", instance.name, state(instance))
}

fn besides(instance: &ObservedInstance, gig: &Invocation) -> String {
    let (name, state) = (&instance.name, state(instance));
    let on = gig.command("update", [&instance.key.service]);
    match instance.name.slot {
        Slot::Base => format!("{name}: {state}; there are more than the file asks for, {on} removes it"),
        Slot::Next => format!("{name}: {state}; it was being prepared when a run was cut short, {on} goes on"),
        Slot::Old => format!("{name}: {state}; its successor was on trial when a run was cut short, {on} goes on"),
        Slot::Previous => format!("{name}: {state}; kept to go back to"),
        Slot::Failed => {
            let again = gig.command("update --retry", [&instance.key.service]);
            format!("{name}: {state}; it failed and is kept to look at, {again} tries it again")
        }
    }
}

//! Starting and stopping.

use std::net::IpAddr;
use std::time::Duration;

use gig_core::platform::{HostPort, Port};
use gig_core::runtime::{Health, InstanceId, ObservedPort, RunState, RuntimeErrorKind, StartMark};

use super::behaviour::{Farewell, Life};
use super::instance::{Happening, Instance};
use super::refusal::Refusal;
use super::violation::Violation;
use super::world::World;

/// How long the engine waits after asking an instance to stop, where nobody says otherwise.
const DEFAULT_GRACE: Duration = Duration::from_secs(10);
/// The first port that the engine chooses by itself.
const FIRST_EPHEMERAL: u16 = 32768;

impl World {
    pub(super) fn start(&mut self, id: &InstanceId, last: Option<&StartMark>) -> Result<(), Refusal> {
        let now = self.now();
        let instance = self.instance_mut(id)?;
        if last.is_some() && instance.started.as_ref() != last {
            return Ok(());
        }
        match instance.state {
            RunState::Running | RunState::Restarting => return Ok(()),
            RunState::Paused => {
                instance.state = RunState::Running;
                return Ok(());
            }
            RunState::Dead | RunState::Removing => {
                return Err(Refusal::conflict("container is marked for removal and cannot be started"));
            }
            RunState::Created | RunState::Exited => {}
        }
        instance.restarts = 0;
        instance.back_off = Duration::ZERO;
        instance.stopped_by_hand = false;
        self.launch(id, now)?;
        // What a container does at once has happened before the engine answers.
        self.settle();
        Ok(())
    }

    /// Starts the process, or leaves the container as it was, with an exit code that says that it did not start.
    pub(super) fn launch(&mut self, id: &InstanceId, at: Duration) -> Result<(), Refusal> {
        match self.ports_for(self.instance(id)?) {
            Ok(ports) => self.run(id, at, ports),
            Err((code, refusal)) => {
                self.instance_mut(id)?.exit_code = code;
                Err(refusal)
            }
        }
    }

    /// Finds out which ports of the host a start would take; else the exit code and why it cannot start.
    fn ports_for(&self, instance: &Instance) -> Result<Vec<ObservedPort>, (i64, Refusal)> {
        if let Some(other) = instance.joined.iter().find(|id| !self.lives(id)) {
            let message = format!("cannot join the namespaces of a container that does not run: {}", other.short());
            return Err((128, Refusal::conflict(message)));
        }
        if instance.behaviour.life == Life::FailsToStart {
            let message = "exec: executable file not found in $PATH";
            return Err((127, Refusal::new(RuntimeErrorKind::Rejected, message)));
        }
        let mut held: Vec<ObservedPort> = self.held_ports().collect();
        let already_held = held.len();
        for port in &instance.configuration.ports {
            let taken = self.take(port, &held).map_err(|refusal| (128, refusal))?;
            held.push(taken);
        }
        Ok(held.split_off(already_held))
    }

    /// Returns the starts of those in whose namespaces an instance would live now.
    pub(super) fn namespaces_of(&self, id: &InstanceId) -> Vec<StartMark> {
        let joined = self.instances.get(id).map(|instance| instance.joined.as_slice()).unwrap_or_default();
        let living = joined.iter().filter(|id| self.lives(id)).filter_map(|id| self.instances.get(id));
        living.filter_map(|instance| instance.started.clone()).collect()
    }

    fn lives(&self, id: &InstanceId) -> bool {
        self.instances.get(id).is_some_and(|instance| instance.state.is_alive())
    }

    fn held_ports(&self) -> impl Iterator<Item = ObservedPort> {
        self.instances.values().flat_map(|instance| instance.ports.iter().copied())
    }

    fn take(&self, port: &Port, held: &[ObservedPort]) -> Result<ObservedPort, Refusal> {
        let (first, last) = match port.host {
            HostPort::Fixed(port) => (port, port),
            HostPort::Range(first, last) => (first, last),
            HostPort::Ephemeral => (FIRST_EPHEMERAL, u16::MAX),
        };
        let wanted = |host| ObservedPort {
            address: Some(port.address.unwrap_or(IpAddr::from([0, 0, 0, 0]))),
            host: Some(host),
            container: port.container,
            protocol: port.protocol,
        };
        let free = |port: &ObservedPort| !self.host_holds(port) && !held.iter().any(|other| collide(port, other));
        (first..=last).map(wanted).find(free).ok_or_else(|| {
            let message = format!("Bind for 0.0.0.0:{first} failed: port is already allocated");
            Refusal::new(RuntimeErrorKind::Other, message)
        })
    }

    fn host_holds(&self, port: &ObservedPort) -> bool {
        port.host.is_some_and(|port| self.host.ports.contains(&port))
    }

    fn run(&mut self, id: &InstanceId, at: Duration, ports: Vec<ObservedPort>) -> Result<(), Refusal> {
        let mark = self.next_start_mark();
        let lives_in = self.namespaces_of(id);
        let instance = self.instance_mut(id)?;
        instance.ports = ports;
        instance.state = RunState::Running;
        instance.since = at;
        instance.started = Some(mark);
        instance.lives_in = lives_in;
        instance.started_at = at;
        instance.exit_code = 0;
        instance.own_volumes.clear();
        instance.log.extend(instance.behaviour.says.clone());
        instance.agenda = agenda(instance, at);
        instance.health = if instance.findings().is_empty() { Health::None } else { Health::Starting };
        let instance = instance.clone();
        self.note_shared_writes(&instance);
        self.write_data(&instance);
        Ok(())
    }

    fn note_shared_writes(&mut self, started: &Instance) {
        let Some(key) = started.key() else { return };
        let siblings =
            self.instances.values().filter(|other| other.id != started.id && other.key().as_ref() == Some(&key));
        for other in siblings.filter(|other| other.state.is_alive()) {
            let instances = [other.name.clone(), started.name.clone()];
            let shared = started.shared_data(other).into_iter();
            let violation = |data| Violation::SharedWrite { data, instances: instances.clone() };
            self.ledger.violations.extend(shared.map(violation));
        }
    }

    /// Writes the name of the image into every volume that the instance may write to.
    fn write_data(&mut self, started: &Instance) {
        let image = started.configuration.image.to_string();
        let names = started.mounts.iter().filter(|mount| mount.writable).filter_map(|mount| mount.volume.as_ref());
        for name in names {
            if let Some(volume) = self.volumes.get_mut(name) {
                volume.content.insert(image.clone());
            }
        }
    }

    /// Asks an instance to stop, and returns when it will have ended; `None` where it does not live.
    ///
    /// From here on the engine does it alone: who asked need not wait.
    pub(super) fn stop(&mut self, id: &InstanceId, grace: Option<Duration>) -> Result<Option<Duration>, Refusal> {
        let now = self.now();
        let instance = self.instance_mut(id)?;
        if !instance.state.is_alive() {
            return Ok(None);
        }
        instance.stopped_by_hand = true;
        if instance.state == RunState::Restarting {
            instance.rest(RunState::Exited, now);
            return Ok(None);
        }
        instance.state = RunState::Running;
        let grace = grace.or(instance.configuration.stop_grace).unwrap_or(DEFAULT_GRACE);
        let (after, code) = match instance.behaviour.farewell {
            Farewell::Ends { code, after } if after <= grace => (after, code),
            Farewell::Ends { .. } | Farewell::Ignores => (grace, 137),
        };
        instance.agenda.push((now + after, Happening::Ends(code)));
        self.settle();
        Ok(Some(now + after))
    }
}

fn agenda(instance: &Instance, at: Duration) -> Vec<(Duration, Happening)> {
    let findings = instance.findings().into_iter().map(|(after, health)| (at + after, Happening::Finds(health)));
    let end = match instance.behaviour.life {
        Life::Exits { code, after } => Some((at + after, Happening::Ends(code))),
        Life::Runs | Life::FailsToStart => None,
    };
    findings.chain(end).collect()
}

/// Returns whether both cannot be held at once: the same port on addresses that overlap.
fn collide(one: &ObservedPort, other: &ObservedPort) -> bool {
    let every = |address: Option<IpAddr>| address.is_none_or(|address| address.is_unspecified());
    let same_port = one.host.is_some() && one.host == other.host && one.protocol == other.protocol;
    same_port && (every(one.address) || every(other.address) || one.address == other.address)
}

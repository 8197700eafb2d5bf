//! The engine in memory as text without ids and times, so that two runs can be compared.

use std::collections::BTreeSet;
use std::fmt::Write;

use gig_core::runtime::{Health, InstanceId, ObservedMount, RunState};

use super::instance::{Endpoint, Instance};
use super::volume::is_anonymous;
use super::world::World;

impl World {
    /// Writes a line for each instance, network and volume, sorted by name. Volumes without a name are known by
    /// what is in them; one with nothing in it that nothing has mounted is left out.
    pub(super) fn normalized(&self) -> String {
        let mut lines: Vec<String> = self.instances.values().map(|instance| self.line(instance)).collect();
        let networks = self.networks.values();
        lines.extend(networks.map(|network| format!("network {} of {}", network.name, or_nobody(&network.project))));
        lines.extend(self.volumes.keys().filter_map(|name| self.volume_line(name)));
        lines.sort();
        lines.join("\n")
    }

    fn line(&self, instance: &Instance) -> String {
        let mut line = format!("instance {}", instance.name);
        if let Some(key) = instance.key() {
            let _ = write!(line, " of {}/{}.{}", key.project, key.service, key.ordinal);
        }
        let _ = write!(line, " {}", state(instance));
        let image = &instance.configuration.image;
        let _ = write!(line, " image {image}@{}", instance.image_id.short());
        if let Some(hash) = instance.hash() {
            let _ = write!(line, " hash {}", hash.as_str().get(..12).unwrap_or(hash.as_str()));
        }
        let _ = write!(line, " restart {}", instance.restart);
        let mounts: Vec<String> = instance.mounts.iter().map(|mount| self.mount_text(mount)).collect();
        let endpoints: Vec<String> = instance.endpoints.iter().map(|endpoint| self.endpoint_text(endpoint)).collect();
        // Where one that has ended once lived is of no account.
        if !instance.joined.is_empty() && instance.state.is_alive() {
            let _ = write!(line, " in {}", listed(instance.joined.iter().map(|id| self.name_of(id))));
        }
        let _ = write!(line, " mounts {} networks {}", listed(mounts), listed(endpoints));
        line
    }

    fn name_of(&self, id: &InstanceId) -> String {
        self.instances.get(id).map_or_else(|| "nobody".to_owned(), |instance| instance.name.clone())
    }

    fn mount_text(&self, mount: &ObservedMount) -> String {
        let what = match (&mount.volume, &mount.source) {
            (Some(volume), _) => self.volume_text(volume),
            (None, Some(source)) => source.clone(),
            (None, None) => "nothing".to_owned(),
        };
        let writable = if mount.writable { "" } else { " read-only" };
        format!("{what} at {}{writable}", mount.target)
    }

    fn volume_text(&self, name: &str) -> String {
        let volume = self.volumes.get(name);
        let content = volume.map(|volume| listed(volume.content.iter().cloned())).unwrap_or_default();
        if is_anonymous(name) { format!("volume with {content}") } else { format!("volume {name} with {content}") }
    }

    fn volume_line(&self, name: &str) -> Option<String> {
        let volume = self.volumes.get(name)?;
        let loose = is_anonymous(name) && volume.content.is_empty();
        (!loose || self.is_mounted(name))
            .then(|| format!("{} of {}", self.volume_text(name), or_nobody(&volume.project)))
    }

    fn is_mounted(&self, name: &str) -> bool {
        let mounted = |mount: &ObservedMount| mount.volume.as_deref() == Some(name);
        self.instances.values().any(|instance| instance.mounts.iter().any(mounted))
    }

    fn endpoint_text(&self, endpoint: &Endpoint) -> String {
        let network = self.networks.get(&endpoint.network).map_or("a removed network", |network| &network.name);
        let aliases: BTreeSet<&String> = endpoint.aliases.iter().collect();
        format!("{network} as {}", listed(aliases.into_iter().cloned()))
    }
}

fn state(instance: &Instance) -> String {
    match (instance.state, instance.health) {
        (RunState::Running, Health::Healthy) => "up healthy".to_owned(),
        (RunState::Running, Health::Unhealthy) => "up unhealthy".to_owned(),
        (RunState::Running, Health::Starting) => "up starting".to_owned(),
        (state, _) => state.to_string(),
    }
}

fn or_nobody(project: &Option<String>) -> &str {
    project.as_deref().unwrap_or("nobody")
}

fn listed(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().collect();
    format!("[{}]", parts.join(", "))
}

//! Volumes, and what is mounted.

use gig_core::name::ProjectName;
use gig_core::platform::{Configuration, InheritedVolume, Mount, MountKind, Volume};
use gig_core::runtime::{Ensured, ObservedMount, Removed, RuntimeErrorKind};

use super::refusal::Refusal;
use super::violation::Violation;
use super::world::{VolumeRecord, World};

impl World {
    pub(super) fn ensure_volume(&mut self, project: &ProjectName, volume: &Volume) -> Result<Ensured, Refusal> {
        if self.volumes.contains_key(&volume.name) {
            return Ok(Ensured::Present);
        }
        if volume.external {
            return Err(Refusal::not_found("no such volume"));
        }
        let record = VolumeRecord { project: Some(project.to_string()), ..VolumeRecord::default() };
        self.volumes.insert(volume.name.clone(), record);
        Ok(Ensured::Made)
    }

    pub(super) fn remove_volume(&mut self, name: &str) -> Result<Removed, Refusal> {
        let Some(volume) = self.volumes.get(name) else { return Ok(Removed::Absent) };
        let mounted = |mount: &ObservedMount| mount.volume.as_deref() == Some(name);
        if let Some(user) = self.instances.values().find(|instance| instance.mounts.iter().any(mounted)) {
            return Err(Refusal::conflict(format!("volume is in use by {}", user.name)));
        }
        if !volume.content.is_empty() && !self.ledger.data_may_go {
            self.ledger.violations.push(Violation::DataRemoved { volume: name.to_owned() });
        }
        self.volumes.remove(name);
        Ok(Removed::Removed)
    }

    /// Refuses what a container cannot be created with. A real engine makes missing volumes, without labels
    /// and without a word; gig must not rely on that.
    pub(super) fn check_mounts(&self, of: &Configuration, inherited: &[InheritedVolume]) -> Result<(), Refusal> {
        for mount in &of.mounts {
            self.check_mount(mount)?;
        }
        for volume in inherited {
            self.check_volume(&volume.volume)?;
            let taken = |mount: &&Mount| mount.target == volume.target && mount.kind != MountKind::Anonymous;
            if of.mounts.iter().any(|mount| taken(&mount)) {
                let message = format!("Duplicate mount point: {}", volume.target);
                return Err(Refusal::new(RuntimeErrorKind::Rejected, message));
            }
        }
        Ok(())
    }

    fn check_mount(&self, mount: &Mount) -> Result<(), Refusal> {
        match &mount.kind {
            MountKind::Volume { name, .. } => self.check_volume(name),
            MountKind::Bind { source, create_source: false, .. } if self.host.missing.contains(source) => {
                let message = format!("bind source path does not exist: {}", source.display());
                Err(Refusal::new(RuntimeErrorKind::Rejected, message))
            }
            MountKind::Bind { .. } | MountKind::Anonymous | MountKind::Tmpfs { .. } => Ok(()),
        }
    }

    fn check_volume(&self, name: &str) -> Result<(), Refusal> {
        let present = self.volumes.contains_key(name);
        if present { Ok(()) } else { Err(Refusal::not_found(format!("no such volume: {name}"))) }
    }

    /// Returns what a new container has mounted, and which volumes were made for it.
    pub(super) fn mount(
        &mut self,
        configuration: &Configuration,
        image_volumes: &[String],
        inherited: &[InheritedVolume],
    ) -> (Vec<ObservedMount>, Vec<String>) {
        let named = configuration.mounts.iter().filter_map(observed_mount);
        let mut mounts: Vec<ObservedMount> = named.collect();
        mounts.extend(inherited.iter().map(|volume| of_volume(&volume.target, volume.volume.clone())));
        let anonymous = configuration.mounts.iter().filter(|mount| mount.kind == MountKind::Anonymous);
        let wanted: Vec<&String> = anonymous.map(|mount| &mount.target).chain(image_volumes).collect();
        let mut made = Vec::new();
        for target in wanted {
            let is_there = |mount: &ObservedMount| mount.target == *target;
            let hidden = configuration.mounts.iter().any(|mount| mount.target == *target && is_tmpfs(mount));
            if !hidden && !mounts.iter().any(is_there) {
                made.push(self.make_anonymous_volume());
                mounts.extend(made.last().map(|name| of_volume(target, name.clone())));
            }
        }
        (mounts, made)
    }

    fn make_anonymous_volume(&mut self) -> String {
        let name = self.next_volume_name();
        self.volumes.insert(name.clone(), VolumeRecord::default());
        name
    }
}

fn is_tmpfs(mount: &Mount) -> bool {
    matches!(mount.kind, MountKind::Tmpfs { .. })
}

fn of_volume(target: &str, volume: String) -> ObservedMount {
    ObservedMount { target: target.to_owned(), volume: Some(volume), source: None, writable: true }
}

fn observed_mount(mount: &Mount) -> Option<ObservedMount> {
    let (volume, source) = match &mount.kind {
        MountKind::Volume { name, .. } => (Some(name.clone()), None),
        MountKind::Bind { source, .. } => (None, Some(source.display().to_string())),
        MountKind::Anonymous | MountKind::Tmpfs { .. } => return None,
    };
    Some(ObservedMount { target: mount.target.clone(), volume, source, writable: !mount.read_only })
}

/// Returns whether a volume has no name of its own.
pub(super) fn is_anonymous(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

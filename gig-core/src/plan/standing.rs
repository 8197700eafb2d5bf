//! The instances that one replica of a service has, by what they are to it.

use std::collections::BTreeMap;

use crate::name::{Replica, Slot};
use crate::platform::InheritedVolume;
use crate::runtime::{Observed, ObservedInstance, ObservedMount};

/// The instances that one replica of a service has, by slot.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    /// The one in service, or on trial.
    pub(super) base: Option<ObservedInstance>,
    /// The one being prepared.
    pub(super) next: Option<ObservedInstance>,
    /// The one displaced.
    pub(super) old: Option<ObservedInstance>,
    /// The one to go back to.
    pub(super) previous: Option<ObservedInstance>,
    /// The one to look at.
    pub(super) failed: Option<ObservedInstance>,
    /// The volumes without a name that one in service has left behind.
    pub(super) heritage: Vec<InheritedVolume>,
}

impl Standing {
    /// Looks at each instance, the one in service first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &ObservedInstance> {
        [&self.base, &self.next, &self.old, &self.previous, &self.failed].into_iter().flatten()
    }

    /// Takes every instance out that fits, and leaves its volumes to the next one in service.
    pub(super) fn take(&mut self, fits: impl Fn(&ObservedInstance) -> bool) -> Vec<ObservedInstance> {
        let heritage = self.base.iter().filter(|base| fits(base)).flat_map(anonymous_volumes).collect();
        self.heritage = heritage;
        Slot::ALL.iter().filter_map(|slot| self.slot(*slot).take_if(|instance| fits(instance))).collect()
    }

    fn slot(&mut self, slot: Slot) -> &mut Option<ObservedInstance> {
        match slot {
            Slot::Base => &mut self.base,
            Slot::Next => &mut self.next,
            Slot::Old => &mut self.old,
            Slot::Previous => &mut self.previous,
            Slot::Failed => &mut self.failed,
        }
    }
}

/// Sorts everything that was observed by service and ordinal.
pub(super) fn by_replica(observed: &Observed) -> BTreeMap<Replica, Standing> {
    let mut standings: BTreeMap<Replica, Standing> = BTreeMap::new();
    for instance in &observed.instances {
        let standing = standings.entry(instance.key.replica()).or_default();
        *standing.slot(instance.name.slot) = Some(instance.clone());
    }
    standings
}

/// Lists the volumes without a name of an instance, for its successor.
pub(super) fn anonymous_volumes(instance: &ObservedInstance) -> Vec<InheritedVolume> {
    let volume = |mount: &ObservedMount| {
        let volume = mount.anonymous_volume()?.to_owned();
        Some(InheritedVolume { target: mount.target.clone(), volume })
    };
    instance.mounts.iter().filter_map(volume).collect()
}

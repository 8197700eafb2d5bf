//! The instances of one service, by what they are to it.

use std::collections::BTreeMap;

use crate::name::{ServiceName, Slot};
use crate::runtime::{Observed, ObservedInstance};

/// The instances of one service, by slot.
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
}

impl Standing {
    /// Looks at each instance, the one in service first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &ObservedInstance> {
        [&self.base, &self.next, &self.old, &self.previous, &self.failed].into_iter().flatten()
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

/// Sorts everything that was observed by service. Ordinals other than 1 are not planned for and left alone.
pub(super) fn by_service(observed: &Observed) -> BTreeMap<ServiceName, Standing> {
    let mut standings: BTreeMap<ServiceName, Standing> = BTreeMap::new();
    for instance in observed.instances.iter().filter(|instance| instance.key.ordinal == 1) {
        let standing = standings.entry(instance.key.service.clone()).or_default();
        *standing.slot(instance.name.slot) = Some(instance.clone());
    }
    standings
}

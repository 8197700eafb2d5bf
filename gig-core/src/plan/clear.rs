//! What is removed when a whole project is: its networks and, where that is asked for, its volumes.

use super::draft::step;
use super::ground::await_done;
use super::{Action, Change, Lane, LaneName, PlanOptions, Reason, Step};
use crate::name::Replica;
use crate::platform::Platform;
use crate::runtime::{Observed, ObservedNetwork};

/// Makes the lanes that remove what nothing of the project uses once `removed` are gone.
pub(super) fn lanes(platform: &Platform, observed: &Observed, options: &PlanOptions, removed: &[Replica]) -> Vec<Lane> {
    let all_go = observed.instances.iter().all(|instance| removed.contains(&instance.key.replica()));
    if !all_go {
        return Vec::new();
    }
    let waits: Vec<Step> = removed.iter().map(|replica| step(await_done(replica.clone().into()))).collect();
    let networks = own_networks(platform, observed).map(|network| remove_network(network, &waits));
    let volumes = volumes_to_remove(platform, observed, options).into_iter().map(|name| remove_volume(name, &waits));
    networks.chain(volumes).collect()
}

/// Lists the named volumes that are removed with everything in them.
pub(super) fn volumes_to_remove(platform: &Platform, observed: &Observed, options: &PlanOptions) -> Vec<String> {
    let own = |name: &str| {
        let mut present = observed.volumes.iter();
        present.any(|volume| volume.name == name && volume.project.as_deref() == Some(platform.project.as_str()))
    };
    let volumes = platform.volumes.iter().filter(|volume| !volume.external && own(&volume.name));
    if options.remove_volumes { volumes.map(|volume| volume.name.clone()).collect() } else { Vec::new() }
}

fn own_networks<'a>(platform: &'a Platform, observed: &'a Observed) -> impl Iterator<Item = &'a ObservedNetwork> {
    observed.networks.iter().filter(|network| network.project.as_deref() == Some(platform.project.as_str()))
}

fn remove_network(network: &ObservedNetwork, waits: &[Step]) -> Lane {
    let remove = Action::RemoveNetwork { id: network.id.clone(), name: network.name.clone() };
    lane(LaneName::Network(network.name.clone()), waits, remove)
}

fn remove_volume(name: String, waits: &[Step]) -> Lane {
    lane(LaneName::Volume(name.clone()), waits, Action::RemoveVolume { name })
}

fn lane(name: LaneName, waits: &[Step], action: Action) -> Lane {
    let steps = waits.iter().cloned().chain([step(action)]).collect();
    Lane { name, change: Change::Remove, reason: Reason::Unused, steps }
}

//! What is done for one service to stop it or to remove it.

use super::draft::{Draft, Wait};
use super::standing::Standing;
use super::swap::{existing, plain};
use super::{Action, Change, Reason};
use crate::name::Replica;
use crate::runtime::ObservedInstance;

/// Stops every instance that lives, in whatever slot; `None` where none does.
pub(super) fn stop(replica: &Replica, standing: &Standing) -> Option<Draft> {
    let stops: Vec<Action> = stops(standing);
    let draft = Draft::new(replica.clone(), Change::Stop, Reason::AskedFor);
    (!stops.is_empty()).then(|| draft.then(&[Wait::Dependants], Vec::new(), plain(stops)))
}

/// Stops and removes every instance, the kept ones too; `None` where there is none.
pub(super) fn remove(replica: &Replica, standing: &Standing, reason: Reason) -> Option<Draft> {
    let removes: Vec<Action> = standing.iter().map(remove_one).collect();
    let draft = Draft::new(replica.clone(), Change::Remove, reason);
    (!removes.is_empty()).then(|| {
        let actions = stops(standing).into_iter().chain(removes);
        draft.then(&[Wait::Dependants], Vec::new(), plain(actions))
    })
}

/// Returns the volumes without a name that stay behind when all instances are removed.
pub(super) fn volumes_left(standing: &Standing) -> Vec<String> {
    let mounts = standing.iter().flat_map(|instance| &instance.mounts);
    let mut volumes: Vec<String> = mounts.filter_map(|mount| mount.anonymous_volume().map(str::to_owned)).collect();
    volumes.sort();
    volumes.dedup();
    volumes
}

fn stops(standing: &Standing) -> Vec<Action> {
    let alive = standing.iter().filter(|instance| instance.state.is_alive());
    alive.map(|instance| Action::Stop { target: existing(instance), grace: None }).collect()
}

fn remove_one(instance: &ObservedInstance) -> Action {
    Action::Remove { target: existing(instance), name: instance.name.clone() }
}

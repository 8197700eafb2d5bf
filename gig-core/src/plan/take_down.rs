//! What is done for one service to stop it or to remove it.

use super::draft::{Draft, Wait};
use super::hooks::Hooked;
use super::standing::Standing;
use super::swap::{existing, plain};
use super::{Action, Change, Reason};
use crate::name::Replica;
use crate::runtime::ObservedInstance;

/// Stops every instance that lives, in whatever slot; `None` where none does.
pub(super) fn stop(replica: &Replica, standing: &Standing, hooks: Option<Hooked>) -> Option<Draft> {
    let stops: Vec<Action> = stops(standing, hooks);
    let draft = Draft::new(replica.clone(), Change::Stop, Reason::AskedFor);
    (!stops.is_empty()).then(|| draft.then(&[Wait::Dependants], Vec::new(), plain(stops)))
}

/// Stops and removes every instance, the kept ones too; `None` where there is none.
pub(super) fn remove(replica: &Replica, standing: &Standing, hooks: Option<Hooked>, reason: Reason) -> Option<Draft> {
    let removes: Vec<Action> = standing.iter().map(remove_one).collect();
    let draft = Draft::new(replica.clone(), Change::Remove, reason);
    (!removes.is_empty()).then(|| {
        let actions = stops(standing, hooks).into_iter().chain(removes);
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

/// Only the one in service is prepared for its end: the others serve nobody.
fn stops(standing: &Standing, hooks: Option<Hooked>) -> Vec<Action> {
    let prepare = |base: &ObservedInstance| hooks?.before_stop(&existing(base), base.state);
    let prepare = standing.base.as_ref().and_then(prepare);
    let alive = standing.iter().filter(|instance| instance.state.is_alive());
    let stops = alive.map(|instance| Action::Stop { target: existing(instance), grace: None });
    prepare.into_iter().chain(stops).collect()
}

fn remove_one(instance: &ObservedInstance) -> Action {
    Action::Remove { target: existing(instance), name: instance.name.clone() }
}

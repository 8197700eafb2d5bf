//! Sentences about renaming instances.

use gig_core::name::Slot;
use gig_core::runtime::{InstanceId, RunState, RuntimeErrorKind};

use super::bench::Fixture;
use super::stage::{Stage, Verdict, refused, same};

super::sequences! {
    a_renamed_instance_has_the_name:
        "`rename` gives an instance another name; its id and key stay.",
    renaming_does_not_interrupt:
        "`rename` does not start a running instance again.",
    the_own_name_is_no_conflict:
        "`rename` to the name that the instance has already does nothing.",
    a_name_is_had_by_one:
        "`rename` to a name that another instance has fails with `Conflict`, and both keep theirs.",
    a_strangers_name_is_not_given:
        "`rename` to the name of a container that gig did not make fails with `Conflict`.",
    what_is_not_there_is_not_renamed:
        "`rename` of an instance that is not there fails with `NotFound`.",
    a_name_that_was_left_can_be_had:
        "A name that an instance has left can be had by another.",
    a_renamed_instance_keeps_its_aliases:
        "An instance that was renamed keeps its aliases.",
    every_slot_can_be_had:
        "An instance can be renamed to every slot, and is observed there.",
}

async fn a_renamed_instance_has_the_name(stage: &Stage<'_>) -> Verdict {
    let id = stage.created("web", Fixture::Service).await?;
    let name = stage.instance_name("web", Slot::Old);
    stage.runtime().rename(&id, &name).await?;
    let seen = stage.seen(&id).await?;
    same("observed name", seen.name, name.clone())?;
    same("key", seen.key, stage.key("web"))?;
    same("inspected name", stage.look(&id).await?.name, name.to_string())
}

async fn renaming_does_not_interrupt(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    let before = stage.look(&id).await?.started;
    stage.runtime().rename(&id, &stage.instance_name("web", Slot::Old)).await?;
    let after = stage.look(&id).await?;
    same("state", after.state, RunState::Running)?;
    same("mark of the last start", after.started, before)
}

async fn the_own_name_is_no_conflict(stage: &Stage<'_>) -> Verdict {
    let id = stage.created("web", Fixture::Service).await?;
    let name = stage.instance_name("web", Slot::Base);
    stage.runtime().rename(&id, &name).await?;
    same("name", stage.look(&id).await?.name, name.to_string())
}

async fn a_name_is_had_by_one(stage: &Stage<'_>) -> Verdict {
    let web = stage.created("web", Fixture::Service).await?;
    let db = stage.created("db", Fixture::Service).await?;
    let taken = stage.instance_name("db", Slot::Base);
    refused(stage.runtime().rename(&web, &taken).await, RuntimeErrorKind::Conflict)?;
    same("name of the one", stage.look(&web).await?.name, stage.name("web"))?;
    same("name of the other", stage.look(&db).await?.name, stage.name("db"))
}

async fn a_strangers_name_is_not_given(stage: &Stage<'_>) -> Verdict {
    let name = stage.instance_name("web", Slot::Old);
    let stranger = stage.bench().stranger(&name.to_string(), stage.bench().free_port()).await?;
    let id = stage.created("web", Fixture::Service).await?;
    refused(stage.runtime().rename(&id, &name).await, RuntimeErrorKind::Conflict)?;
    same("name of the stranger", stage.look(&stranger).await?.name, name.to_string())
}

async fn what_is_not_there_is_not_renamed(stage: &Stage<'_>) -> Verdict {
    let nobody = InstanceId::new("0".repeat(64));
    let name = stage.instance_name("web", Slot::Old);
    refused(stage.runtime().rename(&nobody, &name).await, RuntimeErrorKind::NotFound)
}

async fn a_name_that_was_left_can_be_had(stage: &Stage<'_>) -> Verdict {
    let old = stage.running("web", Fixture::Service).await?;
    let mut spec = stage.spec("web", Fixture::Service);
    spec.name.slot = Slot::Next;
    let new = stage.make(&spec).await?;
    stage.runtime().rename(&old, &stage.instance_name("web", Slot::Old)).await?;
    stage.runtime().rename(&new, &stage.instance_name("web", Slot::Base)).await?;
    same("slot of the old one", stage.seen(&old).await?.name.slot, Slot::Old)?;
    same("slot of the new one", stage.seen(&new).await?.name.slot, Slot::Base)
}

async fn a_renamed_instance_keeps_its_aliases(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    let network = stage.name("default");
    let mut before = stage.bench().aliases(&id, &network).await?;
    stage.runtime().rename(&id, &stage.instance_name("web", Slot::Old)).await?;
    let mut after = stage.bench().aliases(&id, &network).await?;
    before.sort();
    after.sort();
    same("aliases", after, before)
}

async fn every_slot_can_be_had(stage: &Stage<'_>) -> Verdict {
    let id = stage.created("web", Fixture::Service).await?;
    for slot in Slot::ALL {
        stage.runtime().rename(&id, &stage.instance_name("web", slot)).await?;
        same("slot", stage.seen(&id).await?.name.slot, slot)?;
    }
    Ok(())
}

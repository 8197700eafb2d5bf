//! Sentences about removing instances.

use gig_core::platform::RestartPolicy;
use gig_core::runtime::{InstanceId, Removed, RunState, RuntimeErrorKind};

use super::bench::Fixture;
use super::stage::{Stage, Verdict, holds, refused, same};

super::sequences! {
    a_removed_instance_is_gone:
        "`remove` of an instance that has ended removes it.",
    what_never_started_can_be_removed:
        "`remove` of an instance that never started removes it.",
    what_is_gone_is_not_removed_again:
        "`remove` of an instance that is gone finds it gone.",
    what_runs_is_not_removed:
        "`remove` of an instance that runs fails with `Conflict`, and it runs on.",
    what_is_about_to_be_started_again_is_not_removed:
        "`remove` of an instance that its policy keeps starting fails with `Conflict`.",
    the_name_of_a_removed_instance_can_be_had:
        "The name of an instance that was removed can be had by a new one.",
}

async fn is_removed(stage: &Stage<'_>, id: &InstanceId) -> Verdict {
    same("answer", stage.runtime().remove(id).await?, Removed::Removed)?;
    same("inspection", stage.runtime().inspect(id).await?, None)?;
    same("instances", stage.observed().await?.instances, Vec::new())
}

async fn a_removed_instance_is_gone(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    stage.runtime().stop(&id, None).await?;
    is_removed(stage, &id).await
}

async fn what_never_started_can_be_removed(stage: &Stage<'_>) -> Verdict {
    let id = stage.created("web", Fixture::Service).await?;
    is_removed(stage, &id).await
}

async fn what_is_gone_is_not_removed_again(stage: &Stage<'_>) -> Verdict {
    let id = stage.created("web", Fixture::Service).await?;
    stage.runtime().remove(&id).await?;
    same("answer", stage.runtime().remove(&id).await?, Removed::Absent)
}

async fn what_runs_is_not_removed(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    let before = stage.look(&id).await?;
    refused(stage.runtime().remove(&id).await, RuntimeErrorKind::Conflict)?;
    let after = stage.look(&id).await?;
    same("state", after.state, RunState::Running)?;
    same("mark of the last start", after.started, before.started)
}

async fn what_is_about_to_be_started_again_is_not_removed(stage: &Stage<'_>) -> Verdict {
    let spec = stage.spec_with("web", Fixture::Fails, |configuration| configuration.restart = RestartPolicy::Always);
    let id = stage.launch(&spec).await?;
    // The longer it goes on, the longer the engine waits: now it is not between two moments of the same wait.
    let waits = |inspection: &gig_core::runtime::Inspection| {
        inspection.restarts >= 3 && inspection.state == RunState::Restarting
    };
    stage.until(&id, "waiting to be started again", waits).await?;
    refused(stage.runtime().remove(&id).await, RuntimeErrorKind::Conflict)?;
    let state = stage.look(&id).await?.state;
    holds(state.is_alive(), || format!("state: found {state:?}, expected it to live"))
}

async fn the_name_of_a_removed_instance_can_be_had(stage: &Stage<'_>) -> Verdict {
    let first = stage.created("web", Fixture::Service).await?;
    stage.runtime().remove(&first).await?;
    let second = stage.running("web", Fixture::Service).await?;
    same("name", stage.look(&second).await?.name, stage.name("web"))
}

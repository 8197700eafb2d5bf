//! Sentences about creating instances.

use gig_core::name::Slot;
use gig_core::platform::{InstanceSpec, NetworkAttachment, RestartPolicy};
use gig_core::runtime::{InstanceId, RunState, RuntimeErrorKind};

use super::bench::Fixture;
use super::stage::{Failure, Stage, Verdict, holds, refused, same};

super::sequences! {
    a_created_instance_has_not_started:
        "`create` makes an instance that has not started: its state is `created`, and it has no mark of a start.",
    a_created_instance_is_observed_under_its_key:
        "An instance is observed with the name and the key it was created with.",
    an_instance_carries_the_hash_of_its_configuration:
        "An instance is observed with the hash of the configuration it was created with.",
    instances_of_a_service_stand_side_by_side:
        "Instances of one service in different slots are there at the same time.",
    what_never_started_is_made_anew:
        "`create` over an instance of the same name and key that never started makes it anew.",
    what_has_started_is_not_made_anew:
        "`create` over an instance of the same name that has started fails with `Conflict` and leaves it.",
    what_runs_is_not_made_anew:
        "`create` over an instance of the same name that runs fails with `Conflict` and leaves it running.",
    the_instance_of_another_service_is_not_made_anew:
        "`create` over an instance of another service fails with `Conflict`, even where that one never started.",
    a_strangers_name_is_not_taken:
        "`create` under the name of a container that gig did not make fails with `Conflict` and leaves that one running.",
    nothing_is_created_without_its_image:
        "`create` without the image being present fails with `ImageUnavailable`, and nothing has the name.",
    nothing_is_created_of_an_image_for_another_platform:
        "`create` fails with `ImageUnavailable` where the image is for another platform than the configuration asks for; what the configuration leaves out fits.",
    nothing_runs_without_its_network:
        "An instance whose network is not there does not come to run: `create` or `start` fails with `NotFound`.",
}

async fn a_created_instance_has_not_started(stage: &Stage<'_>) -> Verdict {
    let id = stage.created("web", Fixture::Service).await?;
    let inspection = stage.look(&id).await?;
    same("inspected state", inspection.state, RunState::Created)?;
    same("mark of the last start", inspection.started, None)?;
    same("restarts", inspection.restarts, 0)?;
    let seen = stage.seen(&id).await?;
    same("observed state", seen.state, RunState::Created)?;
    same("exit code", seen.exit_code, None)
}

async fn a_created_instance_is_observed_under_its_key(stage: &Stage<'_>) -> Verdict {
    let mut spec = stage.spec("web", Fixture::Service);
    spec.name.slot = Slot::Next;
    let id = stage.make(&spec).await?;
    let seen = stage.seen(&id).await?;
    same("name", seen.name, spec.name.clone())?;
    same("key", seen.key, spec.key)?;
    same("inspected name", stage.look(&id).await?.name, spec.name.to_string())
}

async fn an_instance_carries_the_hash_of_its_configuration(stage: &Stage<'_>) -> Verdict {
    let spec = stage.spec_with("web", Fixture::Service, |configuration| configuration.tty = true);
    let id = stage.make(&spec).await?;
    let seen = stage.seen(&id).await?;
    same("hash", seen.hash, Some(spec.hash))
}

async fn instances_of_a_service_stand_side_by_side(stage: &Stage<'_>) -> Verdict {
    let mut spec = stage.spec("web", Fixture::Service);
    for slot in Slot::ALL {
        spec.name.slot = slot;
        stage.make(&spec).await?;
    }
    let mut slots: Vec<Slot> = stage.observed().await?.instances.iter().map(|seen| seen.name.slot).collect();
    slots.sort();
    same("slots", slots, Slot::ALL.to_vec())
}

async fn what_never_started_is_made_anew(stage: &Stage<'_>) -> Verdict {
    let mut spec = stage.spec("web", Fixture::Service);
    spec.name.slot = Slot::Next;
    let first = stage.make(&spec).await?;
    let mut other = stage.spec_with("web", Fixture::Service, |configuration| configuration.tty = true);
    other.name.slot = Slot::Next;
    let second = stage.make(&other).await?;
    holds(first != second, || format!("the instance is still {}, expected another", first.short()))?;
    same("the first one", stage.runtime().inspect(&first).await?.map(|found| found.name), None)?;
    same("hash", stage.seen(&second).await?.hash, Some(other.hash))
}

/// Tries to create `spec`, whose name `holder` has, and expects that all stays as it is.
async fn leaves(stage: &Stage<'_>, spec: &InstanceSpec, holder: &InstanceId) -> Verdict {
    let before = stage.look(holder).await?;
    refused(stage.runtime().create(spec).await, RuntimeErrorKind::Conflict)?;
    let after = stage.look(holder).await?;
    same("name", after.name, before.name)?;
    same("state", after.state, before.state)?;
    same("mark of the last start", after.started, before.started)
}

async fn what_has_started_is_not_made_anew(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("job", Fixture::Succeeds).await?;
    stage.until_ended(&id).await?;
    leaves(stage, &stage.spec("job", Fixture::Succeeds), &id).await
}

async fn what_runs_is_not_made_anew(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    leaves(stage, &stage.spec("web", Fixture::Service), &id).await
}

async fn the_instance_of_another_service_is_not_made_anew(stage: &Stage<'_>) -> Verdict {
    let id = stage.created("web", Fixture::Service).await?;
    let mut spec = stage.spec("db", Fixture::Service);
    spec.name = stage.instance_name("web", Slot::Base);
    leaves(stage, &spec, &id).await
}

async fn a_strangers_name_is_not_taken(stage: &Stage<'_>) -> Verdict {
    let spec = stage.spec("web", Fixture::Service);
    stage.runtime().ensure_network(stage.project(), &stage.network("default")).await?;
    let stranger = stage.bench().stranger(&spec.name.to_string(), stage.bench().free_port()).await?;
    leaves(stage, &spec, &stranger).await
}

async fn nothing_is_created_without_its_image(stage: &Stage<'_>) -> Verdict {
    stage.runtime().ensure_network(stage.project(), &stage.network("default")).await?;
    let created = stage.runtime().create(&stage.spec("web", Fixture::Absent)).await;
    refused(created, RuntimeErrorKind::ImageUnavailable)?;
    same("instances", stage.observed().await?.instances, Vec::new())
}

async fn nothing_is_created_of_an_image_for_another_platform(stage: &Stage<'_>) -> Verdict {
    stage.runtime().ensure_network(stage.project(), &stage.network("default")).await?;
    let of = |platform: &'static str| {
        let platform = platform.parse().ok();
        stage.spec_with("web", Fixture::Service, |configuration| configuration.platform = platform)
    };
    refused(stage.runtime().create(&of("linux/s390x")).await, RuntimeErrorKind::ImageUnavailable)?;
    same("instances", stage.observed().await?.instances, Vec::new())?;
    let id = stage.runtime().create(&of("linux")).await?;
    let found = stage.look(&id).await?.configuration.and_then(|configuration| configuration.platform);
    same("platform", found.map(|platform| platform.to_string()).as_deref(), Some("linux"))
}

async fn nothing_runs_without_its_network(stage: &Stage<'_>) -> Verdict {
    let spec = stage.spec_with("web", Fixture::Service, |configuration| {
        configuration.restart = RestartPolicy::Always;
        configuration.networks = vec![NetworkAttachment::new(stage.name("nowhere"), Vec::new())];
    });
    let started = match stage.runtime().create(&spec).await {
        Ok(id) => stage.runtime().start(&id, None).await,
        Err(error) => Err(error),
    };
    refused(started, RuntimeErrorKind::NotFound)?;
    let alive = stage.observed().await?.instances.into_iter().find(|seen| seen.state.is_alive());
    alive.map_or(Ok(()), |seen| {
        Err(Failure::new(format!("`{}` is {}, expected nothing to live", seen.name, seen.state)))
    })
}

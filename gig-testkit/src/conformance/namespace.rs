//! Sentences about instances in the namespaces of others.

use gig_core::platform::{Configuration, InstanceSpec};
use gig_core::runtime::{InstanceId, RuntimeErrorKind};

use super::bench::Fixture;
use super::stage::{Stage, Verdict, holds, refused, same};

super::sequences! {
    what_lives_in_the_namespaces_of_another_is_tied_to_it:
        "An instance that is created in the namespaces of a container, by its name, is observed with that container's id.",
    the_namespaces_of_another_are_shown_by_its_name:
        "`inspect` shows whose namespaces an instance lives in as its configuration said it.",
    nothing_is_created_in_the_namespaces_of_what_is_not_there:
        "`create` in the namespaces of a container that is not there fails with `NotFound`.",
    nothing_starts_in_the_namespaces_of_what_does_not_run:
        "`start` in the namespaces of a container that does not run fails, and succeeds once that runs.",
    nothing_starts_in_the_namespaces_of_what_is_gone:
        "`start` in the namespaces of a container that is gone fails, also where another has its name.",
}

fn of(stage: &Stage<'_>, other: &str) -> impl FnOnce(&mut Configuration) {
    let mode = format!("container:{}", stage.name(other));
    move |configuration| {
        configuration.networks.clear();
        configuration.network_mode = Some(mode.clone());
        configuration.namespaces.pid = Some(mode);
    }
}

/// It ends at once: two services would have one port on their common network.
fn sharer(stage: &Stage<'_>) -> InstanceSpec {
    stage.spec_with("web", Fixture::Succeeds, of(stage, "vpn"))
}

async fn what_lives_in_the_namespaces_of_another_is_tied_to_it(stage: &Stage<'_>) -> Verdict {
    let vpn = stage.running("vpn", Fixture::Service).await?;
    let web = stage.launch(&sharer(stage)).await?;
    same("joined", stage.seen(&web).await?.joined, vec![vpn.clone()])?;
    same("joined", stage.seen(&vpn).await?.joined, Vec::<InstanceId>::new())
}

async fn the_namespaces_of_another_are_shown_by_its_name(stage: &Stage<'_>) -> Verdict {
    stage.running("vpn", Fixture::Service).await?;
    let spec = sharer(stage);
    let web = stage.launch(&spec).await?;
    let shown = stage.look(&web).await?.configuration;
    let modes = |configuration: &Configuration| {
        (configuration.network_mode.clone(), configuration.namespaces.pid.clone(), configuration.networks.len())
    };
    same("namespaces", shown.as_ref().map(modes), Some(modes(&spec.configuration)))
}

async fn nothing_is_created_in_the_namespaces_of_what_is_not_there(stage: &Stage<'_>) -> Verdict {
    stage.running("web", Fixture::Service).await?;
    let nobody = stage.spec_with("job", Fixture::Succeeds, of(stage, "nobody"));
    refused(stage.runtime().create(&nobody).await, RuntimeErrorKind::NotFound)?;
    same("instances", stage.observed().await?.instances.len(), 1)
}

async fn nothing_starts_in_the_namespaces_of_what_does_not_run(stage: &Stage<'_>) -> Verdict {
    let vpn = stage.created("vpn", Fixture::Service).await?;
    let web = stage.make(&sharer(stage)).await?;
    starts_in_vain(stage, &web).await?;
    stage.runtime().start(&vpn, None).await?;
    stage.runtime().start(&web, None).await?;
    holds(stage.look(&web).await?.started.is_some(), || "it has not started".to_owned())
}

async fn nothing_starts_in_the_namespaces_of_what_is_gone(stage: &Stage<'_>) -> Verdict {
    let vpn = stage.created("vpn", Fixture::Service).await?;
    let web = stage.make(&sharer(stage)).await?;
    stage.runtime().remove(&vpn).await?;
    stage.running("vpn", Fixture::Service).await?;
    starts_in_vain(stage, &web).await
}

async fn starts_in_vain(stage: &Stage<'_>, id: &InstanceId) -> Verdict {
    let started = stage.runtime().start(id, None).await;
    holds(started.is_err(), || "the start succeeded, expected it to fail".to_owned())?;
    let state = stage.look(id).await?.state;
    holds(!state.is_alive(), || format!("state: found {state}, expected one that does not live"))
}

//! Sentences about stopping instances.

use std::time::Duration;

use gig_core::platform::RestartPolicy;
use gig_core::runtime::{InstanceId, RunState, RuntimeErrorKind};

use super::bench::Fixture;
use super::stage::{Stage, Verdict, holds, refused, same};

/// How much longer than its grace period a stop may take.
const SLACK: Duration = Duration::from_secs(5);

super::sequences! {
    a_stopped_instance_has_ended:
        "`stop` returns when the instance has ended, with the exit code it ended with.",
    a_stopped_instance_is_not_stopped_again:
        "`stop` of an instance that has ended leaves it as it is.",
    what_never_started_is_not_stopped:
        "`stop` of an instance that never started leaves it as it is.",
    what_is_not_there_is_not_stopped:
        "`stop` of an instance that is not there fails with `NotFound`.",
    what_does_not_stop_is_killed_after_the_grace:
        "`stop` kills an instance that does not end within the grace period that it is given; its exit code is 137.",
    the_grace_of_the_configuration_counts:
        "`stop` without a grace period keeps to the one of the instance's configuration.",
    what_stops_at_once_is_not_waited_for:
        "`stop` does not wait for the end of the grace period where the instance ends before.",
    what_is_about_to_be_started_again_can_be_stopped:
        "`stop` of an instance that its policy keeps starting ends that.",
    a_stopped_instance_can_be_started_again:
        "An instance that was stopped can be started again.",
    a_stopped_instance_keeps_its_networks:
        "An instance that was stopped is still observed on its networks.",
}

async fn a_stopped_instance_has_ended(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    stage.runtime().stop(&id, None).await?;
    let seen = stage.seen(&id).await?;
    same("state", seen.state, RunState::Exited)?;
    same("observed exit code", seen.exit_code, Some(0))?;
    same("inspected exit code", stage.look(&id).await?.exit_code, Some(0))
}

async fn a_stopped_instance_is_not_stopped_again(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("job", Fixture::Fails).await?;
    let ended = stage.until_ended(&id).await?;
    stage.runtime().stop(&id, None).await?;
    let later = stage.look(&id).await?;
    same("exit code", later.exit_code, ended.exit_code)?;
    same("mark of the last start", later.started, ended.started)
}

async fn what_never_started_is_not_stopped(stage: &Stage<'_>) -> Verdict {
    let id = stage.created("web", Fixture::Service).await?;
    stage.runtime().stop(&id, None).await?;
    same("state", stage.look(&id).await?.state, RunState::Created)
}

async fn what_is_not_there_is_not_stopped(stage: &Stage<'_>) -> Verdict {
    let nobody = InstanceId::new("0".repeat(64));
    refused(stage.runtime().stop(&nobody, None).await, RuntimeErrorKind::NotFound)?;
    refused(stage.runtime().stop(&nobody, Some(SLACK)).await, RuntimeErrorKind::NotFound)
}

/// Stops an instance and expects it to take at least `least` and at most `most`.
async fn takes(
    stage: &Stage<'_>,
    id: &InstanceId,
    grace: Option<Duration>,
    (least, most): (Duration, Duration),
) -> Verdict {
    let began = stage.bench().clock().now();
    stage.runtime().stop(id, grace).await?;
    let took = stage.bench().clock().now() - began;
    holds(least <= took && took <= most, || format!("the stop took {took:?}, expected {least:?} to {most:?}"))?;
    same("state", stage.look(id).await?.state, RunState::Exited)
}

async fn what_does_not_stop_is_killed_after_the_grace(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Stubborn).await?;
    let grace = Duration::from_secs(1);
    takes(stage, &id, Some(grace), (grace, grace + SLACK)).await?;
    same("exit code", stage.look(&id).await?.exit_code, Some(137))
}

async fn the_grace_of_the_configuration_counts(stage: &Stage<'_>) -> Verdict {
    let grace = Duration::from_secs(2);
    let spec = stage.spec_with("web", Fixture::Stubborn, |configuration| configuration.stop_grace = Some(grace));
    let id = stage.launch(&spec).await?;
    takes(stage, &id, None, (grace, grace + SLACK)).await
}

async fn what_stops_at_once_is_not_waited_for(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    takes(stage, &id, Some(Duration::from_secs(60)), (Duration::ZERO, SLACK)).await
}

async fn what_is_about_to_be_started_again_can_be_stopped(stage: &Stage<'_>) -> Verdict {
    let always = |configuration: &mut gig_core::platform::Configuration| configuration.restart = RestartPolicy::Always;
    let id = stage.launch(&stage.spec_with("web", Fixture::Fails, always)).await?;
    stage.until(&id, "started again", |inspection| inspection.restarts >= 2).await?;
    stage.runtime().stop(&id, None).await?;
    let stopped = stage.look(&id).await?;
    same("state", stopped.state, RunState::Exited)?;
    stage.bench().clock().sleep(Duration::from_secs(2)).await;
    let later = stage.look(&id).await?;
    same("state afterwards", later.state, RunState::Exited)?;
    same("mark of the last start", later.started, stopped.started)
}

async fn a_stopped_instance_can_be_started_again(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    stage.runtime().stop(&id, None).await?;
    stage.runtime().start(&id, None).await?;
    let seen = stage.seen(&id).await?;
    same("state", seen.state, RunState::Running)?;
    same("exit code", seen.exit_code, None)
}

async fn a_stopped_instance_keeps_its_networks(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    stage.runtime().stop(&id, None).await?;
    same("networks", stage.seen(&id).await?.networks, vec![stage.name("default")])
}

//! Sentences about restart policies.

use std::time::Duration;

use gig_core::platform::{InstanceSpec, RestartPolicy};
use gig_core::runtime::{Inspection, InstanceId, RunState, RuntimeErrorKind};

use super::bench::Fixture;
use super::stage::{Failure, Stage, Verdict, refused, same};

super::sequences! {
    what_ends_is_started_again_by_policy_always:
        "An instance with policy `always` that ends is started again, and the restarts are counted.",
    what_succeeds_is_started_again_by_policy_unless_stopped:
        "An instance with policy `unless-stopped` that ends is started again, even after exit code 0.",
    what_ends_stays_ended_by_policy_no:
        "An instance with policy `no` that ends is not started again.",
    what_fails_is_started_again_so_many_times:
        "An instance with policy `on-failure:2` that fails is started again twice, and then left.",
    what_succeeds_is_not_started_again_by_policy_on_failure:
        "An instance with policy `on-failure` that ends with exit code 0 is not started again.",
    a_restart_by_policy_has_a_mark_of_its_own:
        "A start by the policy has a mark of its own.",
    what_was_stopped_is_not_started_again:
        "An instance that was stopped is not started again, whatever its policy.",
    a_policy_can_be_changed:
        "`set_restart` gives a running instance another policy without starting it again.",
    a_policy_can_be_given_again:
        "`set_restart` may be repeated.",
    the_policy_in_service_stays_known:
        "An instance that was given another policy is still observed with the one that it has in service.",
    a_changed_policy_holds:
        "An instance with policy `always` that is given `no` is not started again when it ends.",
    nothing_that_is_not_there_gets_a_policy:
        "`set_restart` of an instance that is not there fails with `NotFound`.",
}

fn with_policy(stage: &Stage<'_>, fixture: Fixture, policy: RestartPolicy) -> InstanceSpec {
    stage.spec_with("web", fixture, |configuration| configuration.restart = policy)
}

async fn until_restarted(stage: &Stage<'_>, id: &InstanceId, times: u32) -> Result<Inspection, Failure> {
    stage.until(id, "started again often enough", |inspection| inspection.restarts >= times).await
}

/// Waits for longer than the engine waits before the first restart, and expects an instance to have ended for good.
async fn stays_ended(stage: &Stage<'_>, id: &InstanceId) -> Verdict {
    let ended = stage.until_ended(id).await?;
    stage.bench().clock().sleep(Duration::from_secs(1)).await;
    let later = stage.look(id).await?;
    same("state", later.state, RunState::Exited)?;
    same("restarts", later.restarts, ended.restarts)?;
    same("mark of the last start", later.started, ended.started)
}

async fn what_ends_is_started_again_by_policy_always(stage: &Stage<'_>) -> Verdict {
    let id = stage.launch(&with_policy(stage, Fixture::Fails, RestartPolicy::Always)).await?;
    until_restarted(stage, &id, 2).await.map(drop)
}

async fn what_succeeds_is_started_again_by_policy_unless_stopped(stage: &Stage<'_>) -> Verdict {
    let id = stage.launch(&with_policy(stage, Fixture::Succeeds, RestartPolicy::UnlessStopped)).await?;
    until_restarted(stage, &id, 1).await.map(drop)
}

async fn what_ends_stays_ended_by_policy_no(stage: &Stage<'_>) -> Verdict {
    let id = stage.launch(&with_policy(stage, Fixture::Fails, RestartPolicy::No)).await?;
    stays_ended(stage, &id).await?;
    same("restarts", stage.look(&id).await?.restarts, 0)
}

async fn what_fails_is_started_again_so_many_times(stage: &Stage<'_>) -> Verdict {
    let id = stage.launch(&with_policy(stage, Fixture::Fails, RestartPolicy::OnFailure(2))).await?;
    let left = |inspection: &Inspection| inspection.state == RunState::Exited && inspection.restarts == 2;
    let inspection = stage.until(&id, "left after two restarts", left).await?;
    same("exit code", inspection.exit_code, Some(3))?;
    stays_ended(stage, &id).await
}

async fn what_succeeds_is_not_started_again_by_policy_on_failure(stage: &Stage<'_>) -> Verdict {
    let id = stage.launch(&with_policy(stage, Fixture::Succeeds, RestartPolicy::OnFailure(0))).await?;
    stays_ended(stage, &id).await?;
    same("restarts", stage.look(&id).await?.restarts, 0)
}

async fn a_restart_by_policy_has_a_mark_of_its_own(stage: &Stage<'_>) -> Verdict {
    let id = stage.launch(&with_policy(stage, Fixture::Fails, RestartPolicy::Always)).await?;
    let before = stage.look(&id).await?.started;
    stage.until(&id, "started under another mark", |inspection| inspection.started != before).await.map(drop)
}

async fn what_was_stopped_is_not_started_again(stage: &Stage<'_>) -> Verdict {
    let id = stage.launch(&with_policy(stage, Fixture::Service, RestartPolicy::Always)).await?;
    stage.runtime().stop(&id, None).await?;
    stays_ended(stage, &id).await
}

async fn a_policy_can_be_changed(stage: &Stage<'_>) -> Verdict {
    let id = stage.launch(&with_policy(stage, Fixture::Service, RestartPolicy::Always)).await?;
    let before = stage.look(&id).await?;
    same("policy before", before.restart, RestartPolicy::Always)?;
    for policy in [RestartPolicy::OnFailure(3), RestartPolicy::UnlessStopped, RestartPolicy::No] {
        stage.runtime().set_restart(&id, policy).await?;
        let after = stage.look(&id).await?;
        same("policy", after.restart, policy)?;
        same("mark of the last start", after.started, before.started.clone())?;
    }
    Ok(())
}

async fn a_policy_can_be_given_again(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    for _ in 0..2 {
        stage.runtime().set_restart(&id, RestartPolicy::Always).await?;
    }
    same("policy", stage.look(&id).await?.restart, RestartPolicy::Always)
}

async fn the_policy_in_service_stays_known(stage: &Stage<'_>) -> Verdict {
    let id = stage.make(&with_policy(stage, Fixture::Service, RestartPolicy::UnlessStopped)).await?;
    stage.runtime().set_restart(&id, RestartPolicy::No).await?;
    same("policy now", stage.look(&id).await?.restart, RestartPolicy::No)?;
    same("policy in service", stage.seen(&id).await?.restart, RestartPolicy::UnlessStopped)
}

async fn a_changed_policy_holds(stage: &Stage<'_>) -> Verdict {
    let id = stage.launch(&with_policy(stage, Fixture::Fails, RestartPolicy::Always)).await?;
    until_restarted(stage, &id, 1).await?;
    stage.runtime().set_restart(&id, RestartPolicy::No).await?;
    stays_ended(stage, &id).await
}

async fn nothing_that_is_not_there_gets_a_policy(stage: &Stage<'_>) -> Verdict {
    let nobody = InstanceId::new("0".repeat(64));
    refused(stage.runtime().set_restart(&nobody, RestartPolicy::No).await, RuntimeErrorKind::NotFound)
}

//! Sentences about health.

use gig_core::platform::{HealthCheck, HealthTest};
use gig_core::runtime::{Health, RunState};

use super::bench::Fixture;
use super::stage::{Stage, Verdict, holds, same};

super::sequences! {
    without_a_check_there_is_no_health:
        "An instance without a health check has no health.",
    health_is_not_known_at_first:
        "An instance with a health check is `starting` until the check has passed or failed.",
    a_check_that_passes_makes_healthy:
        "An instance whose health check passes becomes `healthy`, in `inspect` and in `observe`.",
    a_check_that_fails_makes_unhealthy:
        "An instance whose health check fails becomes `unhealthy`, and runs on.",
    a_check_that_is_switched_off_finds_nothing:
        "An instance whose health check is switched off has no health.",
    what_has_ended_has_no_health:
        "An instance that has ended has no health.",
    what_has_not_started_has_no_health:
        "An instance that has not started has no health.",
}

async fn without_a_check_there_is_no_health(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    same("inspected health", stage.look(&id).await?.health, Health::None)?;
    same("observed health", stage.seen(&id).await?.health, Health::None)
}

async fn health_is_not_known_at_first(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Healthy).await?;
    let health = stage.look(&id).await?.health;
    // A real engine may have checked already.
    holds(matches!(health, Health::Starting | Health::Healthy), || format!("health: found {health:?}"))
}

async fn a_check_that_passes_makes_healthy(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Healthy).await?;
    stage.until(&id, "healthy", |inspection| inspection.health == Health::Healthy).await?;
    same("observed health", stage.seen(&id).await?.health, Health::Healthy)
}

async fn a_check_that_fails_makes_unhealthy(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Sick).await?;
    let sick = stage.until(&id, "unhealthy", |inspection| inspection.health == Health::Unhealthy).await?;
    same("state", sick.state, RunState::Running)?;
    same("observed health", stage.seen(&id).await?.health, Health::Unhealthy)
}

async fn a_check_that_is_switched_off_finds_nothing(stage: &Stage<'_>) -> Verdict {
    let off = HealthCheck { test: Some(HealthTest::Disabled), ..HealthCheck::default() };
    let spec = stage.spec_with("web", Fixture::Healthy, |configuration| configuration.health = Some(off));
    let id = stage.launch(&spec).await?;
    same("inspected health", stage.look(&id).await?.health, Health::None)?;
    same("observed health", stage.seen(&id).await?.health, Health::None)
}

async fn what_has_ended_has_no_health(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Healthy).await?;
    stage.until(&id, "healthy", |inspection| inspection.health == Health::Healthy).await?;
    stage.runtime().stop(&id, None).await?;
    same("inspected health", stage.look(&id).await?.health, Health::None)?;
    same("observed health", stage.seen(&id).await?.health, Health::None)
}

async fn what_has_not_started_has_no_health(stage: &Stage<'_>) -> Verdict {
    let id = stage.created("web", Fixture::Healthy).await?;
    same("inspected health", stage.look(&id).await?.health, Health::None)?;
    same("observed health", stage.seen(&id).await?.health, Health::None)
}

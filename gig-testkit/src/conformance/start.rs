//! Sentences about starting instances.

use gig_core::platform::{HostPort, InstanceSpec, Port, Protocol};
use gig_core::runtime::{InstanceId, RunState, RuntimeErrorKind, StartMark};

use super::bench::Fixture;
use super::stage::{Failure, Stage, Verdict, holds, refused, same};

super::sequences! {
    a_started_instance_runs:
        "`start` makes an instance run, and gives it a mark of its start.",
    a_running_instance_is_not_started_again:
        "`start` of an instance that runs does nothing.",
    every_start_has_a_mark_of_its_own:
        "Every start of an instance has another mark.",
    a_job_started_twice_without_a_mark_runs_twice:
        "`start` of an instance that has ended runs it again, where no mark is given.",
    a_job_started_twice_with_one_mark_runs_once:
        "`start` with the mark of the start before does nothing where the instance has started since.",
    a_job_started_with_its_last_mark_runs_again:
        "`start` with the mark of the last start runs an instance that has ended again.",
    a_job_that_succeeds_ends_with_0:
        "An instance that has ended is observed as `exited` with its exit code: 0 where it succeeded.",
    a_job_that_fails_ends_with_its_code:
        "An instance that has ended is observed as `exited` with its exit code: its own where it failed.",
    what_is_not_there_is_not_started:
        "`start` of an instance that is not there fails with `NotFound`.",
    what_cannot_run_fails_to_start:
        "`start` of an instance that the engine cannot run fails, and it does not live.",
    a_port_of_the_host_is_observed:
        "A published port is observed with the port of the host, while the instance runs.",
    the_engine_chooses_a_port_where_none_is_named:
        "Where no port of the host is named, the engine chooses one, which is observed.",
    a_port_of_the_host_is_held_by_one:
        "`start` of an instance whose port of the host is held by another fails; the other runs on.",
    a_port_that_is_held_does_not_keep_from_creating:
        "An instance whose port of the host is held by another can be created.",
    a_port_is_free_when_its_holder_has_stopped:
        "An instance can have a port of the host as soon as the one that held it has stopped.",
}

async fn mark(stage: &Stage<'_>, id: &InstanceId) -> Result<StartMark, Failure> {
    stage.look(id).await?.started.ok_or_else(|| Failure::new("the instance has no mark of a start"))
}

/// Runs a job to its end and returns the mark of its start.
async fn run_once(stage: &Stage<'_>, id: &InstanceId, last: Option<&StartMark>) -> Result<StartMark, Failure> {
    stage.runtime().start(id, last).await?;
    stage.until_ended(id).await?;
    mark(stage, id).await
}

async fn a_started_instance_runs(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    mark(stage, &id).await?;
    let seen = stage.seen(&id).await?;
    same("state", seen.state, RunState::Running)?;
    same("exit code", seen.exit_code, None)
}

async fn a_running_instance_is_not_started_again(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    let before = mark(stage, &id).await?;
    stage.runtime().start(&id, None).await?;
    stage.runtime().start(&id, Some(&before)).await?;
    same("mark of the last start", mark(stage, &id).await?, before)
}

async fn every_start_has_a_mark_of_its_own(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::Service).await?;
    let first = mark(stage, &id).await?;
    stage.runtime().stop(&id, None).await?;
    same("mark after the stop", mark(stage, &id).await?, first.clone())?;
    stage.runtime().start(&id, None).await?;
    let second = mark(stage, &id).await?;
    holds(first != second, || format!("both starts have the mark {first:?}"))
}

async fn a_job_started_twice_without_a_mark_runs_twice(stage: &Stage<'_>) -> Verdict {
    let id = stage.created("job", Fixture::Succeeds).await?;
    let first = run_once(stage, &id, None).await?;
    let second = run_once(stage, &id, None).await?;
    holds(first != second, || "the job ran once, expected twice".to_owned())
}

async fn a_job_started_twice_with_one_mark_runs_once(stage: &Stage<'_>) -> Verdict {
    let id = stage.created("job", Fixture::Succeeds).await?;
    let first = run_once(stage, &id, None).await?;
    let second = run_once(stage, &id, Some(&first)).await?;
    same("mark of the last start", run_once(stage, &id, Some(&first)).await?, second)
}

async fn a_job_started_with_its_last_mark_runs_again(stage: &Stage<'_>) -> Verdict {
    let id = stage.created("job", Fixture::Succeeds).await?;
    let first = run_once(stage, &id, None).await?;
    let second = run_once(stage, &id, Some(&first)).await?;
    holds(first != second, || "the job ran once, expected twice".to_owned())
}

async fn ends_with(stage: &Stage<'_>, fixture: Fixture, code: i64) -> Verdict {
    let id = stage.running("job", fixture).await?;
    same("inspected exit code", stage.until_ended(&id).await?.exit_code, Some(code))?;
    let seen = stage.seen(&id).await?;
    same("state", seen.state, RunState::Exited)?;
    same("observed exit code", seen.exit_code, Some(code))
}

async fn a_job_that_succeeds_ends_with_0(stage: &Stage<'_>) -> Verdict {
    ends_with(stage, Fixture::Succeeds, 0).await
}

async fn a_job_that_fails_ends_with_its_code(stage: &Stage<'_>) -> Verdict {
    ends_with(stage, Fixture::Fails, 3).await
}

async fn what_is_not_there_is_not_started(stage: &Stage<'_>) -> Verdict {
    let nobody = InstanceId::new("0".repeat(64));
    refused(stage.runtime().start(&nobody, None).await, RuntimeErrorKind::NotFound)
}

/// Expects that a start fails, that the failure is no lost answer, and that nothing lives.
async fn fails_to_start(stage: &Stage<'_>, id: &InstanceId) -> Verdict {
    let Err(error) = stage.runtime().start(id, None).await else {
        return Err(Failure::new("the start succeeded, expected it to fail"));
    };
    holds(!error.is_answer_lost(), || format!("found {error} ({:?}), expected an answer of the engine", error.kind))?;
    let state = stage.look(id).await?.state;
    holds(!state.is_alive(), || format!("state: found {state:?}, expected it not to live"))
}

async fn what_cannot_run_fails_to_start(stage: &Stage<'_>) -> Verdict {
    let id = stage.created("web", Fixture::Broken).await?;
    fails_to_start(stage, &id).await
}

fn publishing(stage: &Stage<'_>, service: &str, host: HostPort) -> InstanceSpec {
    let port = Port { address: None, host, container: 80, protocol: Protocol::Tcp };
    stage.spec_with(service, Fixture::Service, |configuration| configuration.ports.push(port))
}

async fn published(stage: &Stage<'_>, id: &InstanceId) -> Result<Option<u16>, Failure> {
    let ports = stage.seen(id).await?.ports;
    Ok(ports.iter().find(|port| port.container == 80 && port.protocol == Protocol::Tcp).and_then(|port| port.host))
}

async fn a_port_of_the_host_is_observed(stage: &Stage<'_>) -> Verdict {
    let port = stage.bench().free_port();
    let id = stage.launch(&publishing(stage, "web", HostPort::Fixed(port))).await?;
    same("port of the host", published(stage, &id).await?, Some(port))?;
    stage.runtime().stop(&id, None).await?;
    same("port of the host after the stop", published(stage, &id).await?, None)
}

async fn the_engine_chooses_a_port_where_none_is_named(stage: &Stage<'_>) -> Verdict {
    let id = stage.launch(&publishing(stage, "web", HostPort::Ephemeral)).await?;
    let port = published(stage, &id).await?;
    holds(port.is_some_and(|port| port != 0), || format!("port of the host: found {port:?}, expected one"))
}

async fn a_port_of_the_host_is_held_by_one(stage: &Stage<'_>) -> Verdict {
    let port = HostPort::Fixed(stage.bench().free_port());
    let holder = stage.launch(&publishing(stage, "web", port)).await?;
    let before = mark(stage, &holder).await?;
    let other = stage.make(&publishing(stage, "other", port)).await?;
    fails_to_start(stage, &other).await?;
    same("state of the holder", stage.look(&holder).await?.state, RunState::Running)?;
    same("mark of the holder's start", mark(stage, &holder).await?, before)
}

async fn a_port_that_is_held_does_not_keep_from_creating(stage: &Stage<'_>) -> Verdict {
    let port = HostPort::Fixed(stage.bench().free_port());
    stage.launch(&publishing(stage, "web", port)).await?;
    let other = stage.make(&publishing(stage, "other", port)).await?;
    same("state", stage.look(&other).await?.state, RunState::Created)
}

async fn a_port_is_free_when_its_holder_has_stopped(stage: &Stage<'_>) -> Verdict {
    let port = HostPort::Fixed(stage.bench().free_port());
    let holder = stage.launch(&publishing(stage, "web", port)).await?;
    let other = stage.make(&publishing(stage, "other", port)).await?;
    stage.runtime().stop(&holder, None).await?;
    stage.runtime().start(&other, None).await?;
    same("state", stage.look(&other).await?.state, RunState::Running)
}

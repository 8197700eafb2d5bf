//! The life of one instance: created, started, stopped, renamed, removed. Doing it twice is doing it once.

use std::time::Duration;

use bollard::models::{ContainerInspectResponse, ContainerUpdateBody, EndpointSettings};
use bollard::query_parameters::{
    CreateContainerOptionsBuilder, InspectContainerOptions, RemoveContainerOptionsBuilder,
    RenameContainerOptionsBuilder, StartContainerOptions, StopContainerOptionsBuilder,
};
use gig_core::name::InstanceName;
use gig_core::platform::{InstanceSpec, RestartPolicy};
use gig_core::runtime::{InstanceId, Removed, RuntimeError, RuntimeErrorKind, RuntimeResult, StartMark};

use super::create::{self, Creation};
use super::joined::Joined;
use super::observe::Ownership;
use super::{EngineRuntime, image, inspect, network, podman, restart, upload};
use crate::connect::Make;

/// What the engine gives an instance that says nothing about it.
pub(super) const DEFAULT_GRACE: Duration = Duration::from_secs(10);
/// How often a removal that is under way is looked at.
const REMOVAL_PAUSE: Duration = Duration::from_millis(50);
/// How often the engine is asked for another restart policy, and how long it gets in between.
const UPDATE_ATTEMPTS: u32 = 5;
const UPDATE_PAUSE: Duration = Duration::from_millis(100);

/// Creates an instance with all its connections, or nothing.
pub(super) async fn create(engine: &EngineRuntime, spec: &InstanceSpec) -> RuntimeResult<InstanceId> {
    podman::platform::check(engine, &spec.configuration).await?;
    let image_entrypoint = engine.entrypoint_where_needed(&spec.configuration).await?;
    let Creation { body, connections } = create::creation(spec, engine.networks_at_creation(), &image_entrypoint);
    let body = Joined::find(engine, spec).await?.tie(podman::with_grace(engine.introduction.make, body));
    let name = spec.name.to_string();
    let id = match create_once(engine, spec, body.clone()).await {
        Err(error) if error.kind == RuntimeErrorKind::Conflict && remove_unstarted(engine, spec, &name).await? => {
            create_once(engine, spec, body).await?
        }
        other => other?,
    };
    if let Err(error) = complete(engine, &id, connections, spec).await {
        remove_with_new_volumes(engine, &id).await.ok();
        return Err(error);
    }
    Ok(InstanceId::new(id))
}

/// Does what the call that creates cannot do. A run that ends before it is done leaves an instance that never started,
/// which the next run makes anew.
async fn complete(
    engine: &EngineRuntime,
    id: &str,
    connections: Vec<(String, EndpointSettings)>,
    spec: &InstanceSpec,
) -> RuntimeResult<()> {
    for (network, endpoint) in connections {
        network::join(engine, &network, id, endpoint).await?;
    }
    upload::upload(engine, id, &spec.configuration).await
}

async fn create_once(
    engine: &EngineRuntime,
    spec: &InstanceSpec,
    body: bollard::models::ContainerCreateBody,
) -> RuntimeResult<String> {
    let name = &spec.name.to_string();
    let platform = image::platform_parameter(spec.configuration.platform.as_ref());
    let options = CreateContainerOptionsBuilder::default().name(name).platform(platform).build();
    let call = engine.call("create instance", name).within(engine.limits.work);
    match call.answer(engine.docker.create_container(Some(options), body)).await {
        Ok(created) => Ok(created.id),
        Err(error) if error.kind == RuntimeErrorKind::NotFound && speaks_of_an_image(&error.message) => {
            Err(RuntimeError { kind: RuntimeErrorKind::ImageUnavailable, ..error })
        }
        Err(error) => Err(error),
    }
}

/// In the words of Docker's engine, or of Podman.
fn speaks_of_an_image(message: &str) -> bool {
    message.to_ascii_lowercase().contains("no such image") || message.contains("match the specified platform")
}

/// Removes what holds the name if it is the same instance and never started; returns whether it did.
async fn remove_unstarted(engine: &EngineRuntime, spec: &InstanceSpec, name: &str) -> RuntimeResult<bool> {
    let Some(holder) = look(engine, name).await? else { return Ok(true) };
    let Some(id) = holder.id.clone().filter(|_| is_same(&holder, spec) && never_started(&holder)) else {
        return Ok(false);
    };
    remove_with_new_volumes(engine, &id).await?;
    Ok(true)
}

fn is_same(holder: &ContainerInspectResponse, spec: &InstanceSpec) -> bool {
    let labels = holder.config.as_ref().and_then(|config| config.labels.as_ref());
    let name = holder.name.as_deref().map(|name| name.trim_start_matches('/'));
    let ownership = labels.zip(name).and_then(|(labels, name)| Ownership::read(labels, name));
    ownership.is_some_and(|found| found.key == spec.key && found.name == spec.name)
}

fn never_started(holder: &ContainerInspectResponse) -> bool {
    holder.state.as_ref().is_some_and(|state| inspect::start_mark(state).is_none() && state.running != Some(true))
}

/// The engine removes only those volumes with it that were made for it and have no name: what it inherited stays.
async fn remove_with_new_volumes(engine: &EngineRuntime, id: &str) -> RuntimeResult<Removed> {
    remove_container(engine, id, true).await
}

/// Removes a stopped instance; its volumes stay.
pub(super) async fn remove(engine: &EngineRuntime, id: &InstanceId) -> RuntimeResult<Removed> {
    remove_container(engine, id.as_str(), false).await
}

async fn remove_container(engine: &EngineRuntime, id: &str, with_new_volumes: bool) -> RuntimeResult<Removed> {
    let options = RemoveContainerOptionsBuilder::default().v(with_new_volumes).build();
    let call = engine.call("remove instance", id).within(engine.limits.work);
    match call.find(engine.docker.remove_container(id, Some(options))).await {
        Ok(Some(())) => Ok(Removed::Removed),
        Ok(None) => Ok(Removed::Absent),
        Err(error) if error.kind == RuntimeErrorKind::Conflict && error.message.contains("already in progress") => {
            await_removal(engine, id).await
        }
        Err(error) => Err(error),
    }
}

async fn await_removal(engine: &EngineRuntime, id: &str) -> RuntimeResult<Removed> {
    let gone = async {
        while look(engine, id).await?.is_some() {
            tokio::time::sleep(REMOVAL_PAUSE).await;
        }
        Ok(Removed::Removed)
    };
    engine.call("remove instance", id).within(engine.limits.work).in_time(gone).await?
}

/// Starts an instance, unless it has started since `last`. One that is paused goes on: the engine refuses to start it.
pub(super) async fn start(engine: &EngineRuntime, id: &InstanceId, last: Option<&StartMark>) -> RuntimeResult<()> {
    if let Some(last) = last {
        let found = look_for_sure(engine, id).await?;
        let mark = found.state.as_ref().and_then(inspect::start_mark);
        if mark.is_some_and(|mark| mark != *last) {
            return Ok(());
        }
    }
    let call = engine.call("start instance", id.as_str()).within(engine.limits.work);
    match call.answer(engine.docker.start_container(id.as_str(), None::<StartContainerOptions>)).await {
        Err(error) if error.kind == RuntimeErrorKind::Conflict && is_paused(&look_for_sure(engine, id).await?) => {
            call.answer(engine.docker.unpause_container(id.as_str())).await
        }
        outcome => outcome,
    }
}

fn is_paused(instance: &ContainerInspectResponse) -> bool {
    instance.state.as_ref().and_then(|state| state.paused) == Some(true)
}

/// How often what Podman has started again meanwhile is stopped.
const STOP_ATTEMPTS: u32 = 10;

/// Stops an instance. Podman takes one whose process has just ended for stopped, and then starts it again by its policy.
pub(super) async fn stop(engine: &EngineRuntime, id: &InstanceId, grace: Option<Duration>) -> RuntimeResult<()> {
    stop_once(engine, id, grace).await?;
    if engine.introduction.make == Make::Docker {
        return Ok(());
    }
    for _ in 1..STOP_ATTEMPTS {
        if look(engine, id.as_str()).await?.is_none_or(|found| !is_running(&found)) {
            return Ok(());
        }
        stop_once(engine, id, grace).await?;
    }
    let call = engine.call("stop instance", id.as_str());
    Err(call.error(RuntimeErrorKind::Other, "its restart policy starts it again each time"))
}

fn is_running(instance: &ContainerInspectResponse) -> bool {
    instance.state.as_ref().and_then(|state| state.running) == Some(true)
}

async fn stop_once(engine: &EngineRuntime, id: &InstanceId, grace: Option<Duration>) -> RuntimeResult<()> {
    let options = grace.map(|grace| {
        let seconds = i32::try_from(create::whole_seconds(grace)).unwrap_or(i32::MAX);
        StopContainerOptionsBuilder::default().t(seconds).build()
    });
    let grace = match grace {
        Some(grace) => grace,
        None => own_grace(&look_for_sure(engine, id).await?),
    };
    let limit = grace.saturating_add(engine.limits.beyond_grace);
    let call = engine.call("stop instance", id.as_str()).within(limit);
    call.answer(engine.docker.stop_container(id.as_str(), options)).await
}

fn own_grace(instance: &ContainerInspectResponse) -> Duration {
    let seconds = instance.config.as_ref().and_then(|config| config.stop_timeout);
    seconds.and_then(|seconds| u64::try_from(seconds).ok()).map_or(DEFAULT_GRACE, Duration::from_secs)
}

/// Renames an instance. The engine refuses the name that the instance has already.
pub(super) async fn rename(engine: &EngineRuntime, id: &InstanceId, name: &InstanceName) -> RuntimeResult<()> {
    let options = RenameContainerOptionsBuilder::default().name(&name.to_string()).build();
    let call = engine.call("rename instance", id.as_str());
    match call.answer(engine.docker.rename_container(id.as_str(), options)).await {
        Err(error) if !error.is_answer_lost() => {
            let found = look(engine, id.as_str()).await?;
            let has_it = found.is_some_and(|found| found.name.as_deref() == Some(&format!("/{name}")));
            if has_it { Ok(()) } else { Err(error) }
        }
        other => other,
    }
}

/// Gives an instance another restart policy. An engine that has not noticed yet that the process has ended fails to
/// change what is not there any more, as happens with one that crashes again and again: so it is asked again.
pub(super) async fn set_restart(engine: &EngineRuntime, id: &InstanceId, policy: RestartPolicy) -> RuntimeResult<()> {
    for _ in 1..UPDATE_ATTEMPTS {
        match update_restart(engine, id, policy).await {
            Err(error) if error.kind == RuntimeErrorKind::Other => tokio::time::sleep(UPDATE_PAUSE).await,
            outcome => return outcome,
        }
    }
    update_restart(engine, id, policy).await
}

async fn update_restart(engine: &EngineRuntime, id: &InstanceId, policy: RestartPolicy) -> RuntimeResult<()> {
    let body =
        ContainerUpdateBody { restart_policy: Some(restart::to_engine(policy)), ..ContainerUpdateBody::default() };
    let call = engine.call("set the restart policy of instance", id.as_str());
    match call.answer(engine.docker.update_container(id.as_str(), body)).await {
        Err(error) if podman::may_lack_the_call(engine, &error) => match look(engine, id.as_str()).await? {
            Some(found) if has_policy(&found, policy) => Ok(()),
            Some(_) => Err(podman::unsupported(engine, error)),
            None => Err(error),
        },
        outcome => outcome,
    }
}

fn has_policy(instance: &ContainerInspectResponse, policy: RestartPolicy) -> bool {
    let host = instance.host_config.as_ref();
    host.is_some_and(|host| restart::from_engine(host.restart_policy.as_ref()) == policy)
}

async fn look(engine: &EngineRuntime, id_or_name: &str) -> RuntimeResult<Option<ContainerInspectResponse>> {
    let ask = || engine.docker.inspect_container(id_or_name, None::<InspectContainerOptions>);
    engine.call("inspect instance", id_or_name).find(podman::settled(ask)).await
}

async fn look_for_sure(engine: &EngineRuntime, id: &InstanceId) -> RuntimeResult<ContainerInspectResponse> {
    let call = engine.call("inspect instance", id.as_str());
    look(engine, id.as_str()).await?.ok_or_else(|| call.error(RuntimeErrorKind::NotFound, "there is no such instance"))
}

//! Sentences about looking.

use gig_core::platform::{InstanceKey, InstanceSpec};
use gig_core::runtime::{InstanceId, RunState};

use super::bench::Fixture;
use super::stage::{Failure, Stage, Verdict, holds, same};
use crate::example::valid;

super::sequences! {
    a_project_without_instances_is_empty:
        "`observe` of a project that has nothing shows no instances.",
    what_is_not_there_is_not_inspected:
        "`inspect` of an instance that is not there shows nothing, and is no error.",
    a_stranger_is_seen:
        "`observe` shows a container that gig did not make among the strangers: its name, that it runs, and its ports.",
    a_strangers_look_deceives_nobody:
        "A container that gig did not make is a stranger even where its name is that of an instance.",
    looking_touches_nobody:
        "`observe` and `inspect` leave a stranger and an instance as they are.",
    the_instances_of_another_project_are_strangers:
        "`observe` shows the instances of another project among the strangers, and not among the project's.",
    a_project_whose_name_begins_alike_is_another:
        "A project whose name begins like another's is another project.",
    a_stranger_that_has_ended_does_not_run:
        "A stranger that has ended, or never started, is shown as not running.",
}

async fn a_project_without_instances_is_empty(stage: &Stage<'_>) -> Verdict {
    same("instances", stage.observed().await?.instances, Vec::new())
}

async fn what_is_not_there_is_not_inspected(stage: &Stage<'_>) -> Verdict {
    let nobody = InstanceId::new("0".repeat(64));
    same("inspection", stage.runtime().inspect(&nobody).await?, None)
}

async fn a_stranger_is_seen(stage: &Stage<'_>) -> Verdict {
    let (name, port) = (stage.name("stranger"), stage.bench().free_port());
    let id = stage.bench().stranger(&name, port).await?;
    let strangers = stage.observed().await?.strangers;
    let found = strangers.into_iter().find(|stranger| stranger.id == id);
    let found = found.ok_or_else(|| Failure::new(format!("`{name}` is not among the strangers")))?;
    same("name", found.name, name)?;
    same("running", found.running, true)?;
    let publishes = found.ports.iter().any(|published| published.host == Some(port));
    holds(publishes, || format!("ports: found {:?}, expected {port} of the host", found.ports))
}

async fn a_strangers_look_deceives_nobody(stage: &Stage<'_>) -> Verdict {
    let names = [stage.name("web"), stage.name("web.old"), stage.name("web.1")];
    for name in &names {
        stage.bench().stranger(name, stage.bench().free_port()).await?;
    }
    let observed = stage.observed().await?;
    same("instances", observed.instances, Vec::new())?;
    let all = names.iter().all(|name| observed.strangers.iter().any(|stranger| stranger.name == *name));
    holds(all, || format!("strangers: found {:?}, expected {names:?} among them", observed.strangers))
}

async fn looking_touches_nobody(stage: &Stage<'_>) -> Verdict {
    let stranger = stage.bench().stranger(&stage.name("stranger"), stage.bench().free_port()).await?;
    let web = stage.running("web", Fixture::Service).await?;
    let before = [stage.look(&stranger).await?, stage.look(&web).await?];
    stage.observed().await?;
    let after = [stage.look(&stranger).await?, stage.look(&web).await?];
    for (before, after) in before.into_iter().zip(after) {
        same("state", after.state, before.state)?;
        same("mark of the last start", after.started, before.started)?;
    }
    Ok(())
}

/// Specifies an instance of the project whose name is `suffix` longer, with that project's name in its own.
fn of_longer_project(stage: &Stage<'_>, suffix: &str) -> InstanceSpec {
    let mut spec = stage.spec("web", Fixture::Service);
    let project = format!("{}{suffix}", stage.project());
    spec.name.base = valid(&format!("{project}_web"));
    spec.key = InstanceKey { project: valid(&project), ..spec.key };
    spec
}

async fn the_instances_of_another_project_are_strangers(stage: &Stage<'_>) -> Verdict {
    let own = stage.created("web", Fixture::Service).await?;
    let spec = of_longer_project(stage, "-other");
    let other = stage.make(&spec).await?;
    let observed = stage.observed().await?;
    let is_stranger = |id: &InstanceId| observed.strangers.iter().any(|stranger| stranger.id == *id);
    let found = (is_stranger(&own), is_stranger(&other));
    stage.runtime().remove(&other).await?;
    same("whether the own and the other instance are strangers", found, (false, true))
}

async fn a_project_whose_name_begins_alike_is_another(stage: &Stage<'_>) -> Verdict {
    let spec = of_longer_project(stage, "2");
    let other = stage.make(&spec).await?;
    let (one, two) = (stage.observed().await?, stage.runtime().observe(&spec.key.project).await?);
    stage.runtime().remove(&other).await?;
    same("instances of the one", one.instances, Vec::new())?;
    same("instances of the other", two.instances.into_iter().map(|seen| seen.id).collect(), vec![other])
}

async fn a_stranger_that_has_ended_does_not_run(stage: &Stage<'_>) -> Verdict {
    let spec = of_longer_project(stage, "-other");
    let other = stage.make(&spec).await?;
    let strangers = stage.observed().await?.strangers;
    let state = stage.look(&other).await?.state;
    stage.runtime().remove(&other).await?;
    same("state", state, RunState::Created)?;
    let running = strangers.into_iter().find(|stranger| stranger.id == other).map(|stranger| stranger.running);
    same("running", running, Some(false))
}

//! Sentences about volumes with a name.

use gig_core::name::VolumeKey;
use gig_core::platform::{Mount, MountKind, Volume};
use gig_core::runtime::{Ensured, Removed, RuntimeErrorKind};

use super::bench::Fixture;
use super::stage::{Failure, Stage, Verdict, refused, same};
use crate::example::valid;

super::sequences! {
    a_volume_is_made_once:
        "`ensure_volume` makes a volume that is not there, and only finds it afterwards.",
    an_external_volume_is_not_made:
        "`ensure_volume` of an external volume that is not there fails with `NotFound`, and makes none.",
    an_external_volume_of_others_is_found:
        "`ensure_volume` of an external volume that somebody else made finds it and leaves it theirs.",
    a_volume_tells_whose_it_is:
        "A volume that gig made is observed with its project.",
    a_volume_is_removed_once:
        "`remove_volume` removes a volume, and finds it gone when it is called again.",
    a_volume_of_an_instance_is_not_removed:
        "`remove_volume` fails with `Conflict` while an instance has the volume, even one that never started.",
}

fn volume(stage: &Stage<'_>) -> Volume {
    let key: VolumeKey = valid("store");
    Volume::new(key, stage.name("store"))
}

/// Returns whose each volume of that name is.
async fn owners(stage: &Stage<'_>, name: &str) -> Result<Vec<Option<String>>, Failure> {
    let volumes = stage.observed().await?.volumes.into_iter();
    Ok(volumes.filter(|volume| volume.name == name).map(|volume| volume.project).collect())
}

async fn a_volume_is_made_once(stage: &Stage<'_>) -> Verdict {
    let volume = volume(stage);
    for expected in [Ensured::Made, Ensured::Present] {
        same("answer", stage.runtime().ensure_volume(stage.project(), &volume).await?, expected)?;
    }
    same("volumes of that name", owners(stage, &volume.name).await?.len(), 1)
}

async fn an_external_volume_is_not_made(stage: &Stage<'_>) -> Verdict {
    let mut volume = volume(stage);
    volume.external = true;
    refused(stage.runtime().ensure_volume(stage.project(), &volume).await, RuntimeErrorKind::NotFound)?;
    same("volumes of that name", owners(stage, &volume.name).await?.len(), 0)
}

async fn an_external_volume_of_others_is_found(stage: &Stage<'_>) -> Verdict {
    let mut volume = volume(stage);
    stage.runtime().ensure_volume(stage.project(), &volume).await?;
    volume.external = true;
    let other = stage.bench().fresh_project();
    same("answer", stage.runtime().ensure_volume(&other, &volume).await?, Ensured::Present)?;
    same("owners", owners(stage, &volume.name).await?, vec![Some(stage.project().to_string())])
}

async fn a_volume_tells_whose_it_is(stage: &Stage<'_>) -> Verdict {
    let volume = volume(stage);
    stage.runtime().ensure_volume(stage.project(), &volume).await?;
    same("owners", owners(stage, &volume.name).await?, vec![Some(stage.project().to_string())])
}

async fn a_volume_is_removed_once(stage: &Stage<'_>) -> Verdict {
    let volume = volume(stage);
    stage.runtime().ensure_volume(stage.project(), &volume).await?;
    for expected in [Removed::Removed, Removed::Absent] {
        same("answer", stage.runtime().remove_volume(&volume.name).await?, expected)?;
    }
    same("volumes of that name", owners(stage, &volume.name).await?.len(), 0)
}

async fn a_volume_of_an_instance_is_not_removed(stage: &Stage<'_>) -> Verdict {
    let volume = volume(stage);
    stage.runtime().ensure_volume(stage.project(), &volume).await?;
    let kind = MountKind::Volume { name: volume.name.clone(), no_copy: false };
    let mount = Mount { target: "/store".to_owned(), read_only: false, kind };
    stage.make(&stage.spec_with("web", Fixture::Service, |configuration| configuration.mounts.push(mount))).await?;
    refused(stage.runtime().remove_volume(&volume.name).await, RuntimeErrorKind::Conflict)?;
    same("volumes of that name", owners(stage, &volume.name).await?.len(), 1)
}

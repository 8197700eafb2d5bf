//! Sentences about what an instance has mounted, above all about volumes without a name.

use gig_core::name::Slot;
use gig_core::platform::{InheritedVolume, InstanceSpec, Mount, MountKind, Volume};
use gig_core::runtime::{InstanceId, ObservedMount};

use super::bench::Fixture;
use super::stage::{Failure, Stage, Verdict, holds, same};
use crate::example::valid;

super::sequences! {
    a_named_volume_is_mounted_under_its_name:
        "A named volume is observed at its target under its name.",
    a_read_only_mount_is_not_writable:
        "A mount that is read-only is observed as not writable.",
    a_folder_of_the_host_is_mounted:
        "A folder of the host is observed at its target with its path on the host.",
    an_anonymous_volume_gets_a_name_of_digits:
        "A volume without a name gets one of 64 hexadecimal digits when the instance is created.",
    a_declared_volume_gets_a_name_of_digits:
        "A volume that the image declares gets a name of 64 hexadecimal digits when the instance is created.",
    memory_is_not_a_volume:
        "Memory that is mounted is not observed as a volume.",
    an_anonymous_volume_can_be_inherited:
        "An instance that inherits a volume without a name has that very volume at its target, and no new one.",
    a_declared_volume_can_be_inherited:
        "An instance that inherits the volume of a path that its image declares has that very volume there, and no new one.",
    removing_keeps_the_volumes:
        "`remove` leaves the volumes of the instance, also those without a name.",
    making_anew_keeps_what_was_inherited:
        "`create` over an instance that never started leaves the volumes that this one had inherited.",
}

fn mount(target: &str, kind: MountKind) -> Mount {
    Mount { target: target.to_owned(), read_only: false, kind }
}

fn with_mount(stage: &Stage<'_>, mount: Mount) -> InstanceSpec {
    stage.spec_with("web", Fixture::Service, |configuration| configuration.mounts.push(mount))
}

async fn mount_at(stage: &Stage<'_>, id: &InstanceId, target: &str) -> Result<ObservedMount, Failure> {
    let mounts = stage.seen(id).await?.mounts;
    let found = mounts.iter().find(|mount| mount.target == target).cloned();
    found.ok_or_else(|| Failure::new(format!("mounts: found {mounts:?}, expected one at `{target}`")))
}

/// Returns the name of the volume at `target`, which must be one without a name of its own.
async fn anonymous_at(stage: &Stage<'_>, id: &InstanceId, target: &str) -> Result<String, Failure> {
    let mount = mount_at(stage, id, target).await?;
    let name = mount.anonymous_volume().map(str::to_owned);
    name.ok_or_else(|| Failure::new(format!("mount: found {mount:?}, expected a volume of 64 hexadecimal digits")))
}

async fn a_named_volume_is_mounted_under_its_name(stage: &Stage<'_>) -> Verdict {
    let volume = Volume::new(valid("store"), stage.name("store"));
    stage.runtime().ensure_volume(stage.project(), &volume).await?;
    let kind = MountKind::Volume { name: volume.name.clone(), no_copy: false };
    let id = stage.make(&with_mount(stage, mount("/store", kind))).await?;
    let found = mount_at(stage, &id, "/store").await?;
    same("volume", found.volume, Some(volume.name))?;
    same("writable", found.writable, true)
}

async fn a_read_only_mount_is_not_writable(stage: &Stage<'_>) -> Verdict {
    let volume = Volume::new(valid("store"), stage.name("store"));
    stage.runtime().ensure_volume(stage.project(), &volume).await?;
    let kind = MountKind::Volume { name: volume.name, no_copy: false };
    let read_only = Mount { read_only: true, ..mount("/store", kind) };
    let id = stage.make(&with_mount(stage, read_only)).await?;
    same("writable", mount_at(stage, &id, "/store").await?.writable, false)
}

async fn a_folder_of_the_host_is_mounted(stage: &Stage<'_>) -> Verdict {
    let source = "/tmp";
    let kind = MountKind::Bind { source: source.into(), create_source: false, propagation: None, selinux: None };
    let read_only = Mount { read_only: true, ..mount("/host", kind) };
    let id = stage.make(&with_mount(stage, read_only)).await?;
    let found = mount_at(stage, &id, "/host").await?;
    same("source", found.source.as_deref(), Some(source))?;
    same("volume", found.volume, None)
}

async fn an_anonymous_volume_gets_a_name_of_digits(stage: &Stage<'_>) -> Verdict {
    let id = stage.make(&with_mount(stage, mount("/cache", MountKind::Anonymous))).await?;
    anonymous_at(stage, &id, "/cache").await.map(drop)
}

async fn a_declared_volume_gets_a_name_of_digits(stage: &Stage<'_>) -> Verdict {
    let id = stage.created("web", Fixture::WithVolume).await?;
    anonymous_at(stage, &id, "/data").await.map(drop)
}

async fn memory_is_not_a_volume(stage: &Stage<'_>) -> Verdict {
    let kind = MountKind::Tmpfs { size: None, mode: None, options: Default::default() };
    let id = stage.make(&with_mount(stage, mount("/scratch", kind))).await?;
    let volumes: Vec<_> = stage.seen(&id).await?.mounts.into_iter().filter_map(|mount| mount.volume).collect();
    same("volumes", volumes, Vec::new())
}

/// Hands the volume at `target` on to a successor, and expects it to have this one and no other there.
async fn hands_on(stage: &Stage<'_>, spec: InstanceSpec, target: &str) -> Verdict {
    let old = stage.make(&spec).await?;
    let volume = anonymous_at(stage, &old, target).await?;
    let new = stage.make(&heir(spec, target, &volume)).await?;
    same("inherited volume", anonymous_at(stage, &new, target).await?, volume)?;
    let mounts = stage.seen(&new).await?.mounts;
    same("mounts at the target", mounts.iter().filter(|mount| mount.target == target).count(), 1)?;
    same("volumes of the new instance", mounts.iter().filter(|mount| mount.volume.is_some()).count(), 1)
}

fn heir(mut spec: InstanceSpec, target: &str, volume: &str) -> InstanceSpec {
    spec.name.slot = Slot::Next;
    spec.inheriting(vec![InheritedVolume { target: target.to_owned(), volume: volume.to_owned() }])
}

async fn an_anonymous_volume_can_be_inherited(stage: &Stage<'_>) -> Verdict {
    hands_on(stage, with_mount(stage, mount("/cache", MountKind::Anonymous)), "/cache").await
}

async fn a_declared_volume_can_be_inherited(stage: &Stage<'_>) -> Verdict {
    hands_on(stage, stage.spec("web", Fixture::WithVolume), "/data").await
}

async fn has_volume(stage: &Stage<'_>, name: &str) -> Verdict {
    let is_there = stage.observed().await?.volumes.iter().any(|volume| volume.name == name);
    holds(is_there, || format!("volume `{name}` is gone"))
}

async fn removing_keeps_the_volumes(stage: &Stage<'_>) -> Verdict {
    let id = stage.running("web", Fixture::WithVolume).await?;
    let volume = anonymous_at(stage, &id, "/data").await?;
    stage.runtime().stop(&id, None).await?;
    stage.runtime().remove(&id).await?;
    has_volume(stage, &volume).await?;
    // It would stay for good: nothing says any more whose it was.
    stage.runtime().remove_volume(&volume).await?;
    Ok(())
}

async fn making_anew_keeps_what_was_inherited(stage: &Stage<'_>) -> Verdict {
    let spec = stage.spec("web", Fixture::WithVolume);
    let old = stage.running("web", Fixture::WithVolume).await?;
    let volume = anonymous_at(stage, &old, "/data").await?;
    let heir = heir(spec, "/data", &volume);
    stage.make(&heir).await?;
    let anew = stage.make(&heir).await?;
    has_volume(stage, &volume).await?;
    same("inherited volume", anonymous_at(stage, &anew, "/data").await?, volume)
}

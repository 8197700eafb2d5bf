//! What services stand on: images, networks and volumes, each a lane of its own.

use std::collections::BTreeSet;

use super::draft::{Draft, step};
use super::{Action, Change, Lane, LaneName, Milestone, PlanError, PlanOptions, Reason, Step};
use crate::platform::{MountKind, Network, Platform, Service, Volume};
use crate::runtime::Observed;

/// Makes the lanes for everything that is missing for the services which get a new instance.
///
/// All of it waits for the images: where one cannot be had, nothing else is touched.
pub(super) fn lanes(
    platform: &Platform,
    observed: &Observed,
    drafts: &[Draft],
    options: &PlanOptions,
) -> Result<Vec<Lane>, PlanError> {
    let creates = |draft: &&Draft| draft.actions().any(|action| matches!(action, Action::Create { .. }));
    let names: BTreeSet<_> = drafts.iter().filter(creates).map(|draft| &draft.replica.service).collect();
    let services: Vec<&Service> = platform.services.iter().filter(|service| names.contains(&service.name)).collect();
    let mut lanes = images(&services, observed, options);
    let waits: Vec<Step> = lanes.iter().map(|lane| await_done(lane.name.clone())).map(step).collect();
    lanes.extend(networks(platform, observed, &services, &waits)?);
    lanes.extend(volumes(platform, observed, &services, &waits)?);
    Ok(lanes)
}

/// Waits until a lane is done.
pub(super) fn await_done(lane: LaneName) -> Action {
    Action::Await { lane, until: Milestone::Done }
}

fn images(services: &[&Service], observed: &Observed, options: &PlanOptions) -> Vec<Lane> {
    let images: BTreeSet<_> = services.iter().map(|service| &service.configuration.image).collect();
    let missing = images.into_iter().filter(|image| !observed.images.contains_key(&image.familiar()));
    let lane = |image: &crate::platform::ImageReference| {
        let prepare = Action::PrepareImage { image: image.clone(), pull: options.pull };
        make(LaneName::Image(image.to_string()), Change::Fetch, vec![step(prepare)])
    };
    missing.map(lane).collect()
}

fn networks(
    platform: &Platform,
    observed: &Observed,
    services: &[&Service],
    waits: &[Step],
) -> Result<Vec<Lane>, PlanError> {
    let attachments = services.iter().flat_map(|service| &service.configuration.networks);
    let used: BTreeSet<&str> = attachments.map(|attachment| attachment.network.as_str()).collect();
    let present: BTreeSet<&str> = observed.networks.iter().map(|network| network.name.as_str()).collect();
    let missing = |network: &&Network| used.contains(network.name.as_str()) && !present.contains(network.name.as_str());
    let lane = |network: &Network| {
        must_be_own("network", &network.name, network.external)?;
        let ensure = Action::EnsureNetwork { name: network.name.clone() };
        Ok(make(LaneName::Network(network.name.clone()), Change::Create, after(waits, ensure)))
    };
    platform.networks.iter().filter(missing).map(lane).collect()
}

fn volumes(
    platform: &Platform,
    observed: &Observed,
    services: &[&Service],
    waits: &[Step],
) -> Result<Vec<Lane>, PlanError> {
    let mounts = services.iter().flat_map(|service| &service.configuration.mounts);
    let used: BTreeSet<&str> = mounts.filter_map(|mount| volume_name(&mount.kind)).collect();
    let present: BTreeSet<&str> = observed.volumes.iter().map(|volume| volume.name.as_str()).collect();
    let missing = |volume: &&Volume| used.contains(volume.name.as_str()) && !present.contains(volume.name.as_str());
    let lane = |volume: &Volume| {
        must_be_own("volume", &volume.name, volume.external)?;
        let ensure = Action::EnsureVolume { name: volume.name.clone() };
        Ok(make(LaneName::Volume(volume.name.clone()), Change::Create, after(waits, ensure)))
    };
    platform.volumes.iter().filter(missing).map(lane).collect()
}

/// Returns the name of the volume that a mount mounts, where it is a named one.
pub(super) fn volume_name(kind: &MountKind) -> Option<&str> {
    match kind {
        MountKind::Volume { name, .. } => Some(name),
        MountKind::Bind { .. } | MountKind::Anonymous | MountKind::Tmpfs { .. } => None,
    }
}

fn must_be_own(kind: &'static str, name: &str, external: bool) -> Result<(), PlanError> {
    if external { Err(PlanError::ExternalMissing { kind, name: name.to_owned() }) } else { Ok(()) }
}

fn after(waits: &[Step], action: Action) -> Vec<Step> {
    waits.iter().cloned().chain([step(action)]).collect()
}

fn make(name: LaneName, change: Change, steps: Vec<Step>) -> Lane {
    Lane { name, change, reason: Reason::Absent, steps }
}

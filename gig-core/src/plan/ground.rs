//! What services stand on: images, networks and volumes, each a lane of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, step};
use super::{Action, Change, Lane, LaneName, Milestone, PlanError, PlanOptions, Reason, Step};
use crate::platform::{Configuration, ImageReference, Network, Platform, Pull, Service, Volume};
use crate::runtime::{Observed, WantedImage};

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
    let wanted = wanted(services, options);
    let is_there = |image: &ImageReference| observed.images.contains_key(&image.familiar());
    let to_prepare = wanted.into_iter().filter(|wanted| wanted.pull == Pull::Always || !is_there(&wanted.image));
    let lane = |wanted: WantedImage| {
        let reason = if is_there(&wanted.image) { Reason::AskedFor } else { Reason::Absent };
        let name = LaneName::Image(wanted.image.to_string());
        Lane { name, change: Change::Fetch, reason, steps: vec![step(Action::PrepareImage(wanted))] }
    };
    to_prepare.map(lane).collect()
}

/// An image has one lane, however many services have it: the one that asks for most decides.
fn wanted(services: &[&Service], options: &PlanOptions) -> Vec<WantedImage> {
    let mut wanted: BTreeMap<&ImageReference, WantedImage> = BTreeMap::new();
    for service in services {
        let Configuration { image, platform, .. } = &*service.configuration;
        let pull = options.pull.or(service.pull).unwrap_or(Pull::Missing);
        let known = wanted.entry(image).or_insert_with(|| WantedImage::new(image.clone(), pull));
        known.pull = known.pull.max(pull);
        known.platform = known.platform.take().or_else(|| platform.clone());
    }
    wanted.into_values().collect()
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
    let used: BTreeSet<&str> = mounts.filter_map(|mount| mount.kind.volume_name()).collect();
    let present: BTreeSet<&str> = observed.volumes.iter().map(|volume| volume.name.as_str()).collect();
    let missing = |volume: &&Volume| used.contains(volume.name.as_str()) && !present.contains(volume.name.as_str());
    let lane = |volume: &Volume| {
        must_be_own("volume", &volume.name, volume.external)?;
        let ensure = Action::EnsureVolume { name: volume.name.clone() };
        Ok(make(LaneName::Volume(volume.name.clone()), Change::Create, after(waits, ensure)))
    };
    platform.volumes.iter().filter(missing).map(lane).collect()
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

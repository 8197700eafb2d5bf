//! Whether what is in service is what the file says, and in what it differs.

use super::Reason;
use crate::name::BaseName;
use crate::platform::{ConfigHash, Platform, Service, differing_keys};
use crate::runtime::{ImageId, InstanceId, Observed, ObservedInstance};

/// In what an instance differs from its service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Difference {
    /// In its configuration; the fields that are known.
    Configuration(Vec<String>),
    /// In its image.
    Image,
}

impl From<Difference> for Reason {
    fn from(difference: Difference) -> Self {
        match difference {
            Difference::Configuration(fields) => Self::ConfigurationChanged(fields),
            Difference::Image => Self::ImageChanged,
        }
    }
}

/// What a service should be: its configuration's hash and, where it is present, its image's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Release {
    pub(super) hash: ConfigHash,
    pub(super) image: Option<ImageId>,
}

impl Release {
    /// Finds the release that the file asks for.
    pub(super) fn wanted(service: &Service, observed: &Observed) -> Self {
        let image = observed.images.get(&service.configuration.image.familiar()).cloned();
        Self { hash: service.configuration.hash(), image }
    }

    /// Returns whether `instance` is of this release, as far as its labels tell.
    pub(super) fn is(&self, instance: &ObservedInstance) -> bool {
        instance.hash.as_ref() == Some(&self.hash) && self.has_image_of(instance)
    }

    /// An image that is not present cannot be compared, and is not a reason to replace anything.
    fn has_image_of(&self, instance: &ObservedInstance) -> bool {
        self.image.as_ref().is_none_or(|image| *image == instance.image_id)
    }
}

/// Returns in what `instance` differs from `service`; `None` where it does not.
pub(super) fn difference(
    service: &Service,
    base_name: &BaseName,
    wanted: &Release,
    instance: &ObservedInstance,
    observed: &Observed,
) -> Option<Difference> {
    let renamed = (instance.name.base != *base_name).then(|| "container_name".to_owned());
    let fields =
        || differing_fields(service, instance, observed).into_iter().chain(renamed.clone()).collect::<Vec<_>>();
    match &instance.hash {
        Some(hash) if *hash != wanted.hash => return Some(Difference::Configuration(fields())),
        // A hash of another version says nothing: only what a close look shows counts.
        None if !fields().is_empty() => return Some(Difference::Configuration(fields())),
        _ if renamed.is_some() => return Some(Difference::Configuration(fields())),
        _ => {}
    }
    if misses_a_network(service, instance) {
        return Some(Difference::Configuration(vec!["networks".to_owned()]));
    }
    (!wanted.has_image_of(instance)).then_some(Difference::Image)
}

fn differing_fields(service: &Service, instance: &ObservedInstance, observed: &Observed) -> Vec<String> {
    let inspected = observed.inspections.get(&instance.id).and_then(|inspection| inspection.configuration.as_ref());
    inspected.map_or_else(Vec::new, |found| differing_keys(&found.records(), &service.configuration.records()))
}

/// A running instance can be taken off a network by hand, which no label tells.
fn misses_a_network(service: &Service, instance: &ObservedInstance) -> bool {
    let on = |name: &String| instance.networks.contains(name);
    instance.state.is_alive() && !service.configuration.networks.iter().all(|attachment| on(&attachment.network))
}

/// Lists the instances that must be looked at closely to say in what they differ.
#[must_use]
pub fn to_inspect(platform: &Platform, observed: &Observed) -> Vec<InstanceId> {
    let differs = |instance: &&ObservedInstance| {
        let service = platform.service(&instance.key.service);
        service.is_some_and(|service| instance.hash.as_ref() != Some(&service.configuration.hash()))
    };
    let in_service = observed.instances.iter().filter(|instance| instance.name.slot == crate::name::Slot::Base);
    in_service.filter(differs).map(|instance| instance.id.clone()).collect()
}

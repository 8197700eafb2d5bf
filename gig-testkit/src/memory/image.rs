//! The images of the engine in memory, and the registry they come from.

use std::collections::BTreeMap;
use std::time::Duration;

use gig_core::platform::{ImageReference, Pull};
use gig_core::runtime::{ImageFacts, ImageId, RuntimeErrorKind};

use super::behaviour::{Availability, ImageBehaviour};
use super::refusal::Refusal;
use crate::example::valid;

/// The platform of every image.
pub(super) const PLATFORM: &str = "linux/amd64";

/// The images of the engine, and the registry they come from.
#[derive(Debug, Default)]
pub(super) struct Images {
    /// What is on the engine, by familiar reference.
    present: BTreeMap<String, ImageId>,
    /// What the registry has, by familiar reference.
    registry: BTreeMap<String, Offer>,
    behaviours: BTreeMap<ImageId, ImageBehaviour>,
    made: u64,
}

/// What the registry answers for one reference.
#[derive(Debug, Clone)]
struct Offer {
    id: ImageId,
    availability: Availability,
}

/// What has to be done before an image is present.
pub(super) enum Preparation {
    /// Nothing.
    Present(ImageFacts),
    /// It has to be fetched, which takes so long.
    Fetch(Duration),
}

impl Images {
    /// Makes a new image of that name, on the engine and in the registry as its availability says.
    pub(super) fn define(&mut self, reference: &str, behaviour: ImageBehaviour) -> ImageId {
        let id = self.publish(reference, behaviour.clone());
        let on_engine = matches!(behaviour.availability, Availability::Present | Availability::Local);
        let key = familiar(reference);
        if on_engine {
            self.present.insert(key, id.clone());
        } else {
            self.present.remove(&key);
        }
        id
    }

    /// Makes a new image of that name in the registry; what is on the engine stays.
    pub(super) fn publish(&mut self, reference: &str, behaviour: ImageBehaviour) -> ImageId {
        self.made += 1;
        let id = ImageId::new(format!("sha256:{:012x}{:052x}", self.made, 0));
        let offer = Offer { id: id.clone(), availability: behaviour.availability };
        self.registry.insert(familiar(reference), offer);
        self.behaviours.insert(id.clone(), behaviour);
        id
    }

    pub(super) fn present(&self) -> &BTreeMap<String, ImageId> {
        &self.present
    }

    pub(super) fn behaviour(&self, id: &ImageId) -> ImageBehaviour {
        self.behaviours.get(id).cloned().unwrap_or_else(ImageBehaviour::runs)
    }

    pub(super) fn find(&self, reference: &ImageReference) -> Result<ImageId, Refusal> {
        let found = self.present.get(&reference.familiar());
        found.cloned().ok_or_else(|| Refusal::new(RuntimeErrorKind::ImageUnavailable, "no such image"))
    }

    pub(super) fn prepare(&self, reference: &ImageReference, pull: Pull) -> Result<Preparation, Refusal> {
        match (self.find(reference), pull) {
            (Ok(id), Pull::Missing | Pull::Never) => Ok(Preparation::Present(self.facts(&id))),
            (Err(refusal), Pull::Never) => Err(refusal),
            (_, Pull::Always) | (Err(_), Pull::Missing) => self.offer(reference).map(Preparation::Fetch),
        }
    }

    /// Takes what the registry has by now under that name.
    pub(super) fn fetch(&mut self, reference: &ImageReference) -> Result<ImageFacts, Refusal> {
        self.offer(reference)?;
        let key = reference.familiar();
        if let Some(offer) = self.registry.get(&key) {
            self.present.insert(key, offer.id.clone());
        }
        self.find(reference).map(|id| self.facts(&id))
    }

    fn offer(&self, reference: &ImageReference) -> Result<Duration, Refusal> {
        let offer = self.registry.get(&reference.familiar());
        match offer.map(|offer| offer.availability) {
            Some(Availability::Present) => Ok(Duration::ZERO),
            Some(Availability::Pullable(after)) => Ok(after),
            Some(Availability::Unauthorized) => {
                Err(Refusal::new(RuntimeErrorKind::Unauthorized, "authentication required"))
            }
            Some(Availability::Missing | Availability::Local) | None => {
                Err(Refusal::new(RuntimeErrorKind::ImageUnavailable, "manifest unknown"))
            }
        }
    }

    fn facts(&self, id: &ImageId) -> ImageFacts {
        let behaviour = self.behaviour(id);
        ImageFacts {
            id: id.clone(),
            has_health_check: !behaviour.health.is_empty(),
            volumes: behaviour.volumes,
            platform: PLATFORM.to_owned(),
        }
    }
}

/// Returns the reference as the engine lists it.
///
/// # Panics
/// Where a test wrote one that is none.
fn familiar(reference: &str) -> String {
    valid::<ImageReference>(reference).familiar()
}

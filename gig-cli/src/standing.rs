//! What runs of a platform, put beside what should: the view that `status` and `ps` show.
//!
//! Nothing is decided here; what to do about it is the planner's to say.

use gig_core::document::nearest;
use gig_core::name::{Replica, ServiceName, Slot};
use gig_core::plan::{PlanError, Selection};
use gig_core::platform::{Platform, Scale, Service};
use gig_core::runtime::{Observed, ObservedInstance};

use crate::command::selection::is_selected;

/// What runs of a platform, put beside what should.
#[derive(Debug)]
pub(crate) struct Standing<'a> {
    /// The instances that the services of the file are to have, in its order.
    pub(crate) services: Vec<ServiceStanding<'a>>,
    /// The instances that are kept, those of an unfinished run, and those beyond the number that is asked for.
    pub(crate) besides: Vec<&'a ObservedInstance>,
    /// The instances of services that are not in the file.
    pub(crate) orphans: Vec<&'a ObservedInstance>,
}

/// What runs of one instance that a service is to have; where that is none, its first stands for it.
#[derive(Debug)]
pub(crate) struct ServiceStanding<'a> {
    /// Which it is.
    pub(crate) replica: Replica,
    /// How many the service is to have.
    pub(crate) scale: Scale,
    /// The instance in service.
    pub(crate) instance: Option<&'a ObservedInstance>,
    /// Whether that has the configuration of the file.
    pub(crate) likeness: Likeness,
}

/// Whether an instance has the configuration of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Likeness {
    /// It has.
    Same,
    /// It has another one.
    Other,
    /// There is none, or it was made by another version of gig.
    Unknown,
}

impl<'a> Standing<'a> {
    /// Puts together what there is of the selected services.
    pub(crate) fn of(platform: &'a Platform, observed: &'a Observed, selection: &Selection) -> Result<Self, PlanError> {
        refuse_unknown(platform, observed, selection)?;
        let selected = |instance: &&ObservedInstance| is_selected(selection, &instance.key.service);
        let instances = || observed.instances.iter().filter(selected);
        let in_file = |instance: &&ObservedInstance| platform.service(&instance.key.service).is_some();
        let is_besides = |instance: &&ObservedInstance| {
            instance.name.slot != Slot::Base
                || platform.service(&instance.key.service).is_some_and(|s| is_surplus(s, instance))
        };
        let services = platform.services.iter().filter(|service| is_selected(selection, &service.name));
        Ok(Self {
            services: services.flat_map(|service| ServiceStanding::all_of(service, observed)).collect(),
            besides: instances().filter(in_file).filter(is_besides).collect(),
            orphans: instances().filter(|instance| !in_file(instance)).collect(),
        })
    }

    /// Looks at every instance: those in service, those besides, the orphans.
    pub(crate) fn instances(&self) -> impl Iterator<Item = &'a ObservedInstance> {
        let in_service = self.services.iter().filter_map(|service| service.instance);
        in_service.chain(self.besides.iter().copied()).chain(self.orphans.iter().copied())
    }
}

impl<'a> ServiceStanding<'a> {
    fn all_of(service: &'a Service, observed: &'a Observed) -> Vec<Self> {
        let all = service.replicas().map(|replica| Self::of(service, replica, observed));
        let none = (service.scale == Scale::NONE).then(|| Self {
            replica: Replica::first(service.name.clone()),
            scale: service.scale,
            instance: None,
            likeness: Likeness::Unknown,
        });
        all.chain(none).collect()
    }

    fn of(service: &'a Service, replica: Replica, observed: &'a Observed) -> Self {
        let in_service = |instance: &&ObservedInstance| instance.key.is(&replica) && instance.name.slot == Slot::Base;
        let instance = observed.instances.iter().find(in_service);
        let likeness = instance.map_or(Likeness::Unknown, |instance| likeness(service, instance));
        Self { replica, scale: service.scale, instance, likeness }
    }
}

fn likeness(service: &Service, instance: &ObservedInstance) -> Likeness {
    if instance.name.base != service.base_name.of_ordinal(instance.key.ordinal) {
        return Likeness::Other;
    }
    match &instance.hash {
        None => Likeness::Unknown,
        Some(hash) if *hash == service.configuration.hash() => Likeness::Same,
        Some(_) => Likeness::Other,
    }
}

/// Returns whether an instance is beyond the number that its service is to have.
pub(crate) fn is_surplus(service: &Service, instance: &ObservedInstance) -> bool {
    !(1..=service.scale.get()).contains(&instance.key.ordinal)
}

fn nearest_to(name: &ServiceName, platform: &Platform) -> Option<ServiceName> {
    let names = platform.services.iter().map(|service| service.name.as_str());
    nearest(name.as_str(), names).and_then(|near| near.parse().ok())
}

fn refuse_unknown(platform: &Platform, observed: &Observed, selection: &Selection) -> Result<(), PlanError> {
    let Selection::Named(names) = selection else {
        return Ok(());
    };
    let is_known = |name: &ServiceName| {
        platform.service(name).is_some() || observed.instances.iter().any(|instance| instance.key.service == *name)
    };
    match names.iter().find(|name| !is_known(name)) {
        Some(name) => Err(PlanError::UnknownService { name: name.clone(), nearest: nearest_to(name, platform) }),
        None => Ok(()),
    }
}

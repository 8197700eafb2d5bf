//! Platforms for tests, in few words.
//!
//! ```
//! use gig_testkit::example::platform;
//!
//! let shop = platform("shop")
//!     .service("db", "shop/db:1", |service| service.named_volume("data", "/var/lib/db"))
//!     .service("web", "shop/web:1", |service| service.needs("db").port(8080, 80))
//!     .build();
//! assert_eq!(shop.services.len(), 2);
//! ```

mod service;

pub use service::ServiceExample;

use gig_core::name::{EnvironmentName, ServiceName};
use gig_core::platform::{Network, NetworkAttachment, Platform, Service, Volume};

/// Begins a platform of that project, in the environment `test`, with the project's default network.
///
/// # Panics
/// Where `project` is not a project name.
#[must_use]
pub fn platform(project: &str) -> PlatformExample {
    let environment: EnvironmentName = valid("test");
    let mut platform = Platform::new(valid(project), environment);
    platform.networks.push(Network::new(valid("default"), format!("{project}_default")));
    PlatformExample { platform }
}

/// A platform that is being put together.
#[derive(Debug, Clone)]
pub struct PlatformExample {
    platform: Platform,
}

impl PlatformExample {
    /// Adds a service of that image, on the project's default network, with restart policy `always`.
    ///
    /// # Panics
    /// Where `name` or `image` is not one.
    #[must_use]
    pub fn service(mut self, name: &str, image: &str, describe: impl FnOnce(ServiceExample) -> ServiceExample) -> Self {
        let service = describe(ServiceExample::new(&self.platform.project, name, image));
        for volume in service.volumes {
            self.add_volume(volume);
        }
        for network in service.networks {
            self.add_network(network);
        }
        self.platform.services.push(service.service);
        self
    }

    /// Makes the network or volume of that name, which a service uses, somebody else's.
    #[must_use]
    pub fn external(mut self, name: &str) -> Self {
        for network in self.platform.networks.iter_mut().filter(|network| network.name == name) {
            network.external = true;
        }
        for volume in self.platform.volumes.iter_mut().filter(|volume| volume.name == name) {
            volume.external = true;
        }
        self
    }

    /// Leaves a service out again.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        let name: ServiceName = valid(name);
        self.platform.services.retain(|service| service.name != name);
        self
    }

    /// Changes a service that was added before.
    ///
    /// # Panics
    /// Where there is none of that name.
    #[must_use]
    pub fn changed(mut self, name: &str, change: impl FnOnce(&mut Service)) -> Self {
        let name: ServiceName = valid(name);
        let service = self.platform.services.iter_mut().find(|service| service.name == name);
        change(service.unwrap_or_else(|| panic!("there is no service `{name}`")));
        self
    }

    /// Returns the platform.
    #[must_use]
    pub fn build(self) -> Platform {
        self.platform
    }

    fn add_volume(&mut self, volume: Volume) {
        if !self.platform.volumes.contains(&volume) {
            self.platform.volumes.push(volume);
        }
    }

    fn add_network(&mut self, network: Network) {
        if !self.platform.networks.contains(&network) {
            self.platform.networks.push(network);
        }
    }
}

/// Reads a name that a test has written down.
///
/// # Panics
/// Where it is not one.
#[must_use]
pub fn valid<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> T {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn attachment(network: String) -> NetworkAttachment {
    NetworkAttachment::new(network, Vec::new())
}

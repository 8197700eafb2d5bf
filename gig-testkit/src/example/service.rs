//! Services of platforms for tests.

use std::num::NonZeroU32;
use std::time::Duration;

use gig_core::name::{BaseName, ProjectName};
use gig_core::platform::{
    Condition, Configuration, Dependency, HealthCheck, HealthTest, Hook, HookPoint, HostPort, Mount, MountKind,
    Network, Port, Protocol, RestartPolicy, Scale, Service, Volume,
};
use gig_core::secret::Secret;

use super::{attachment, valid};

/// A service that is being put together.
#[derive(Debug, Clone)]
pub struct ServiceExample {
    project: ProjectName,
    pub(super) service: Service,
    pub(super) volumes: Vec<Volume>,
    pub(super) networks: Vec<Network>,
}

impl ServiceExample {
    pub(super) fn new(project: &ProjectName, name: &str, image: &str) -> Self {
        let mut configuration = Configuration::new(valid(image));
        configuration.restart = RestartPolicy::Always;
        configuration.networks.push(attachment(format!("{project}_default")));
        let base: BaseName = valid(&format!("{project}_{name}"));
        let service = Service::new(valid(name), base, configuration);
        Self { project: project.clone(), service, volumes: Vec::new(), networks: Vec::new() }
    }

    /// Starts after another was started.
    #[must_use]
    pub fn needs(self, service: &str) -> Self {
        self.needs_when(service, Condition::Started)
    }

    /// Starts after another is healthy.
    #[must_use]
    pub fn needs_healthy(self, service: &str) -> Self {
        self.needs_when(service, Condition::Healthy)
    }

    /// Starts after another, a job, has completed.
    #[must_use]
    pub fn needs_completed(self, service: &str) -> Self {
        self.needs_when(service, Condition::Completed)
    }

    /// Starts after another was started, and again after gig has replaced or restarted that.
    #[must_use]
    pub fn restarts_after(mut self, service: &str) -> Self {
        let mut need = Dependency::new(valid(service), Condition::Started);
        need.restarts = true;
        self.service.depends_on.push(need);
        self
    }

    /// Runs a command in its instances after their start or before their stop.
    #[must_use]
    pub fn hook(mut self, point: HookPoint, command: &[&str]) -> Self {
        let hook = Hook::new(command.iter().map(|word| (*word).to_owned()).collect());
        match point {
            HookPoint::PostStart => self.service.hooks.post_start.push(hook),
            HookPoint::PreStop => self.service.hooks.pre_stop.push(hook),
        }
        self
    }

    /// Lives in the network of another.
    #[must_use]
    pub fn in_network_of(mut self, service: &str) -> Self {
        let mut need = Dependency::new(valid(service), Condition::Started);
        (need.restarts, need.shares) = (true, true);
        self.service.depends_on.push(need);
        self.service.configuration.networks.clear();
        self.service.configuration.network_mode = Some(format!("container:{}_{service}", self.project));
        self
    }

    /// Has so many instances.
    ///
    /// # Panics
    /// Where they are more than a service may have.
    #[must_use]
    pub fn scale(mut self, count: u32) -> Self {
        self.service.scale = Scale::new(count).unwrap_or_else(|error| panic!("{error}"));
        self
    }

    /// Lets so many of its instances be replaced at once; 0 is all of them.
    #[must_use]
    pub fn at_once(mut self, count: u32) -> Self {
        self.service.updating.parallelism = NonZeroU32::new(count);
        self
    }

    /// Lets it start after `service`, or without it where that fails.
    #[must_use]
    pub fn needs_if_possible(mut self, service: &str) -> Self {
        let need = Dependency::new(valid(service), Condition::Healthy);
        self.service.depends_on.push(Dependency { required: false, ..need });
        self
    }

    fn needs_when(mut self, service: &str, condition: Condition) -> Self {
        self.service.depends_on.push(Dependency::new(valid(service), condition));
        self
    }

    /// Publishes a TCP port on a fixed port of the host.
    #[must_use]
    pub fn port(mut self, host: u16, container: u16) -> Self {
        let port = Port { address: None, host: HostPort::Fixed(host), container, protocol: Protocol::Tcp };
        self.service.configuration.ports.push(port);
        self
    }

    /// Sets a variable of its environment.
    #[must_use]
    pub fn environment(mut self, name: &str, value: &str) -> Self {
        self.service.configuration.environment.insert(name.to_owned(), Secret::new(value));
        self
    }

    /// Has a label of the file.
    #[must_use]
    pub fn label(mut self, key: &str, value: &str) -> Self {
        self.service.configuration.labels.insert(key.to_owned(), value.to_owned());
        self
    }

    /// Has the project's volume of that key at `target`.
    #[must_use]
    pub fn named_volume(mut self, key: &str, target: &str) -> Self {
        let name = format!("{}_{key}", self.project);
        self.volumes.push(Volume::new(valid(key), name.clone()));
        self.mount(target, MountKind::Volume { name, no_copy: false })
    }

    /// Has a volume without a name at `target`.
    #[must_use]
    pub fn anonymous_volume(self, target: &str) -> Self {
        self.mount(target, MountKind::Anonymous)
    }

    /// Has the path `source` of the host at `target`.
    #[must_use]
    pub fn bind(self, source: &str, target: &str) -> Self {
        let source = source.into();
        self.mount(target, MountKind::Bind { source, create_source: true, propagation: None, selinux: None })
    }

    fn mount(mut self, target: &str, kind: MountKind) -> Self {
        self.service.configuration.mounts.push(Mount { target: target.to_owned(), read_only: false, kind });
        self
    }

    /// Is also on the project's network of that key.
    #[must_use]
    pub fn network(mut self, key: &str) -> Self {
        let name = format!("{}_{key}", self.project);
        self.networks.push(Network::new(valid(key), name.clone()));
        self.service.configuration.networks.push(attachment(name));
        self
    }

    /// Has another restart policy than `always`.
    #[must_use]
    pub fn restart(mut self, policy: RestartPolicy) -> Self {
        self.service.configuration.restart = policy;
        self
    }

    /// Is a job: it is not started again when it ends.
    #[must_use]
    pub fn job(self) -> Self {
        self.restart(RestartPolicy::No)
    }

    /// Has a health check that first finds something after `interval`.
    #[must_use]
    pub fn health_check(mut self, interval: Duration) -> Self {
        let test = Some(HealthTest::Command(vec!["check".to_owned()]));
        let check = HealthCheck { test, interval: Some(interval), ..HealthCheck::default() };
        self.service.configuration.health = Some(check);
        self
    }

    /// May take so long to stop.
    #[must_use]
    pub fn stop_grace(mut self, grace: Duration) -> Self {
        self.service.configuration.stop_grace = Some(grace);
        self
    }

    /// Has this name in service, instead of `<project>_<service>`.
    #[must_use]
    pub fn container_name(mut self, name: &str) -> Self {
        self.service.base_name = valid(name);
        self
    }
}

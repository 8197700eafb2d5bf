//! A service while it is decoded: what is known of it, with the places that later checks need.

use std::cmp::Reverse;
use std::mem::take;
use std::path::PathBuf;
use std::str::FromStr as _;

use indexmap::{IndexMap, IndexSet};

use crate::diagnostic::Diagnostic;
use crate::document::Layout;
use crate::name::{BaseName, InvalidName, ServiceName};
use crate::platform::{
    Configuration, Dependency, Deploy, Grant, Hooks, Link, Mount, NetworkAttachment, Port, Pull, RestartPolicy, Scale,
    Service, Updating,
};
use crate::resolve::context::{Decoded, Placed};
use crate::resolve::description::{Image, Written};
use crate::resolve::shared::Shared;
use crate::resolve::value::Value;
use crate::visible::quoted;

/// A service while it is decoded.
pub(in crate::resolve) struct Draft<'a> {
    /// What it shares with the others.
    pub(in crate::resolve) shared: &'a Shared<'a>,
    /// Its name.
    pub(in crate::resolve) name: Placed<ServiceName>,
    /// What is said of it that decides nothing, where somebody wants to know it.
    written: Option<Box<Written>>,
    /// What is said of its image.
    pub(in crate::resolve) image: Image,
    /// The profiles that it belongs to.
    pub(in crate::resolve) profiles: Vec<String>,
    /// Whether `restart` says when it is started again.
    pub(in crate::resolve) says_when_to_restart: bool,
    /// The name of its instance in service.
    pub(in crate::resolve) base_name: Placed<BaseName>,
    /// What decides its instance; what has a field of its own here comes in at the end.
    pub(in crate::resolve) configuration: Box<Configuration>,
    /// How many instances it has.
    pub(in crate::resolve) scale: Option<Placed<Scale>>,
    /// How they are replaced.
    pub(super) updating: Updating,
    /// Whether their image is fetched.
    pub(super) pull: Option<Pull>,
    /// What is run in its instances.
    pub(super) hooks: Hooks,
    /// What is written under `deploy`.
    pub(super) deploy: Option<Box<Deploy>>,
    /// What it publishes.
    pub(in crate::resolve) ports: Vec<Placed<Port>>,
    /// What it mounts, by target.
    pub(super) mounts: IndexMap<String, Placed<Mount>>,
    /// Its networks, by their names.
    pub(super) networks: IndexMap<String, NetworkAttachment>,
    /// The targets of its links, by alias.
    pub(super) links: IndexMap<String, String>,
    /// What it needs, by name.
    pub(in crate::resolve) dependencies: IndexMap<ServiceName, Placed<Dependency>>,
    /// The configs that it takes.
    pub(super) configs: Vec<Grant>,
    /// The secrets that it takes.
    pub(super) secrets: Vec<Grant>,
    /// The bind sources that will be made.
    pub(super) missing_sources: IndexSet<PathBuf>,
    /// The env files that were read.
    pub(super) read_env_files: Vec<Placed<ReadEnvFile>>,
}

/// An env file that was read.
pub(in crate::resolve) struct ReadEnvFile {
    /// The absolute path.
    pub(in crate::resolve) path: PathBuf,
    /// The names of the variables that it sets.
    pub(in crate::resolve) keys: Vec<String>,
}

impl<'a> Draft<'a> {
    /// Starts with what a service is that has an image and nothing else.
    pub(super) fn new(shared: &'a Shared<'a>, name: Placed<ServiceName>, image: Image) -> Decoded<Self> {
        let wrong = |error: InvalidName| shared.context.error(name.span, "invalid-name", error.to_string());
        let base_name = format!("{}_{}", shared.project, name.value).parse().map_err(wrong)?;
        let mut configuration = Box::new(Configuration::new(image.clone().into_reference()));
        configuration.restart = match shared.context.document.layout {
            Layout::Fig => RestartPolicy::Always,
            Layout::Services => RestartPolicy::No,
        };
        Ok(Self {
            shared,
            base_name: Placed { value: base_name, span: name.span },
            name,
            written: shared.context.is_described().then(Box::default),
            image,
            profiles: Vec::new(),
            says_when_to_restart: false,
            configuration,
            scale: None,
            updating: Updating::default(),
            pull: None,
            hooks: Hooks::default(),
            deploy: None,
            ports: Vec::new(),
            mounts: IndexMap::new(),
            // Most are on one network, and room for more is large.
            networks: IndexMap::with_capacity(1),
            links: IndexMap::new(),
            dependencies: IndexMap::new(),
            configs: Vec::new(),
            secrets: Vec::new(),
            missing_sources: IndexSet::new(),
            read_env_files: Vec::new(),
        })
    }

    /// Notes what decides nothing, where somebody wants to know it.
    pub(super) fn describe(&mut self, note: impl FnOnce(&mut Written)) {
        if let Some(written) = &mut self.written {
            note(written);
        }
    }

    /// Makes room for exactly so many mounts more: they are large, and left to itself the map makes room for several.
    pub(super) fn expect_mounts(&mut self, count: usize) {
        self.mounts.reserve_exact(count);
    }

    /// Adds a mount, unless its target is taken.
    pub(super) fn mount(&mut self, at: Value<'_>, mut mount: Mount) -> Decoded<()> {
        match normalised_target(&mount.target) {
            Some(target) => mount.target = target,
            None => {
                let message = format!("the target {} is not an absolute path", quoted(&mount.target));
                at.flaw(Diagnostic::error("invalid-volume", message))?;
            }
        }
        if let Some(other) = self.mounts.get(&mount.target) {
            let message = format!("two mounts have the target {}", quoted(&mount.target));
            let diagnostic = Diagnostic::error("duplicate-target", message);
            at.flaw(diagnostic.related(at.context.place(other.span), "the other is here"))?;
        }
        self.mounts.insert(mount.target.clone(), at.placed(mount));
        Ok(())
    }

    /// Adds a dependency; where there is one already, what asks for more stays.
    pub(super) fn depend(&mut self, need: &Placed<Dependency>) {
        let known = self.dependencies.entry(need.value.service.clone()).or_insert_with(|| need.clone());
        known.value.condition = known.value.condition.max(need.value.condition);
        known.value.restarts |= need.value.restarts;
        known.value.required |= need.value.required;
        known.value.shares |= need.value.shares;
    }

    /// Lists what it mounts.
    pub(in crate::resolve) fn mounts(&self) -> impl Iterator<Item = &Placed<Mount>> {
        self.mounts.values()
    }

    /// Returns the bind sources that will be made.
    pub(in crate::resolve) fn missing_sources(&self) -> &IndexSet<PathBuf> {
        &self.missing_sources
    }

    /// Returns the env files that were read.
    pub(in crate::resolve) fn read_env_files(&self) -> &[Placed<ReadEnvFile>] {
        &self.read_env_files
    }

    /// Returns whether `deploy` says when it is started again.
    pub(in crate::resolve) fn says_when_to_restart_in_deploy(&self) -> bool {
        self.deploy.as_ref().is_some_and(|deploy| deploy.restart_policy.is_some())
    }

    /// Takes out its description, where there is one, with its name.
    pub(in crate::resolve) fn take_written(&mut self) -> Option<(ServiceName, Written)> {
        let mut written = *self.written.take()?;
        (written.image, written.profiles) = (take(&mut self.image), take(&mut self.profiles));
        written.restart = self.says_when_to_restart;
        Some((self.name.value.clone(), written))
    }

    /// Ends it.
    pub(in crate::resolve) fn into_service(self) -> Service {
        let mut service = Service::new(self.name.value, self.base_name.value, self.configuration);
        let configuration = &mut service.configuration;
        configuration.ports = self.ports.into_iter().map(|port| port.value).collect();
        configuration.mounts = self.mounts.into_values().map(|mount| mount.value).collect();
        configuration.networks = attachments(self.networks);
        configuration.links = self.links.into_iter().map(|(alias, target)| Link { target, alias }).collect();
        service.scale = self.scale.map_or(Scale::ONE, |scale| scale.value);
        (service.updating, service.deploy, service.pull) = (self.updating, self.deploy, self.pull);
        service.hooks = self.hooks;
        service.depends_on = self.dependencies.into_values().map(|need| need.value).collect();
        (service.configs, service.secrets) = (self.configs, self.secrets);
        service.missing_sources = self.missing_sources.into_iter().collect();
        service
    }
}

/// What has the same priority stays in order.
fn attachments(networks: IndexMap<String, NetworkAttachment>) -> Vec<NetworkAttachment> {
    let mut attachments: Vec<_> = networks.into_values().collect();
    attachments.sort_by_key(|attachment| Reverse(attachment.endpoint.priority.unwrap_or(0)));
    attachments
}

/// Takes superfluous slashes off; a target is a path of a Linux container whatever system gig runs on.
pub(super) fn normalised_target(target: &str) -> Option<String> {
    if is_normal(target) {
        return Some(target.to_owned());
    }
    let parts: Vec<&str> = target.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    (target.starts_with('/') && !parts.is_empty() && !parts.contains(&"..")).then(|| format!("/{}", parts.join("/")))
}

fn is_normal(target: &str) -> bool {
    let parts = target.strip_prefix('/').map(|rest| rest.split('/'));
    parts.is_some_and(|mut parts| parts.all(|part| !matches!(part, "" | "." | "..")))
}

/// `container_name`.
pub(super) fn container_name(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let interpolated = value.interpolated()?;
    match interpolated.text.parse::<BaseName>() {
        Err(error) if holds_a_name(&interpolated.text) => {
            value.flaw(Diagnostic::error("invalid-name", value.explained(&error.to_string(), &interpolated.unset)))?;
            draft.describe(|written| written.container_name = Some(interpolated.text));
        }
        Ok(_) | Err(_) => {
            draft.base_name =
                value.placed(value.parse_interpolated(&interpolated, "invalid-name", BaseName::from_str)?);
        }
    }
    Ok(())
}

/// Docker compose looks for a name anywhere in the text, and shows whatever is around it.
fn holds_a_name(text: &str) -> bool {
    let begins = |byte: u8| byte.is_ascii_alphanumeric();
    text.as_bytes().windows(2).any(|pair| begins(pair[0]) && (begins(pair[1]) || b"._-".contains(&pair[1])))
}

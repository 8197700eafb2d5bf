//! In whose namespaces an instance lives. The engine ties it to one container, by id; a label keeps under which name.

use std::collections::{BTreeMap, HashMap};

use bollard::models::ContainerCreateBody;
use bollard::query_parameters::InspectContainerOptions;
use gig_core::platform::{Configuration, InstanceSpec, OF_CONTAINER};
use gig_core::runtime::{InstanceId, RuntimeErrorKind, RuntimeResult};

use super::EngineRuntime;

/// The containers, one on a line: the name and the id.
pub(super) const LABEL: &str = "gig.joined";

/// The ids of the containers in whose namespaces an instance lives, by their names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Joined(BTreeMap<String, String>);

impl Joined {
    /// Asks the engine for the containers that are there now.
    pub(super) async fn find(engine: &EngineRuntime, spec: &InstanceSpec) -> RuntimeResult<Self> {
        let mut ids = BTreeMap::new();
        for name in spec.configuration.joined_containers() {
            let ask = engine.docker.inspect_container(name, None::<InspectContainerOptions>);
            let call = engine.call("create instance in the namespaces of", name);
            let id = call.answer(ask).await?.id.filter(|id| !id.is_empty());
            let without_id = || call.error(RuntimeErrorKind::Other, "the engine's answer is without `Id`");
            ids.insert(name.to_owned(), id.ok_or_else(without_id)?);
        }
        Ok(Self(ids))
    }

    /// Reads the label.
    pub(super) fn read(labels: &HashMap<String, String>) -> Self {
        let lines = labels.get(LABEL).map(String::as_str).unwrap_or_default().lines();
        let pair = |line: &str| line.split_once(' ').map(|(name, id)| (name.to_owned(), id.to_owned()));
        Self(lines.filter_map(pair).collect())
    }

    /// Lists the ids.
    pub(super) fn ids(&self) -> Vec<InstanceId> {
        self.0.values().map(InstanceId::new).collect()
    }

    /// Ties what is to be made to the containers.
    pub(super) fn tie(&self, mut body: ContainerCreateBody) -> ContainerCreateBody {
        if self.0.is_empty() {
            return body;
        }
        if let Some(host) = &mut body.host_config {
            for mode in [&mut host.network_mode, &mut host.ipc_mode, &mut host.pid_mode].into_iter().flatten() {
                *mode = exchanged(mode, |name| self.0.get(name));
            }
        }
        let lines: Vec<String> = self.0.iter().map(|(name, id)| format!("{name} {id}")).collect();
        body.labels.get_or_insert_default().insert(LABEL.to_owned(), lines.join("\n"));
        body
    }

    /// Puts the names back in the place of the ids.
    pub(super) fn name_in(&self, configuration: &mut Configuration) {
        for mode in configuration.joinable_modes_mut() {
            *mode = exchanged(mode, |id| self.0.iter().find(|(_, known)| *known == id).map(|(name, _)| name));
        }
    }
}

fn exchanged<'a>(mode: &str, known: impl FnOnce(&str) -> Option<&'a String>) -> String {
    let other = mode.strip_prefix(OF_CONTAINER).and_then(known);
    other.map_or_else(|| mode.to_owned(), |other| format!("{OF_CONTAINER}{other}"))
}

#[cfg(test)]
mod tests {
    use bollard::models::{ContainerCreateBody, HostConfig};
    use gig_core::platform::Configuration;

    use super::{Joined, LABEL};

    #[test]
    fn names_become_ids_and_come_back() {
        let joined = Joined([("shop_vpn".to_owned(), "4f3b".to_owned())].into());
        let host = HostConfig {
            network_mode: Some("container:shop_vpn".to_owned()),
            ipc_mode: Some("container:other".to_owned()),
            pid_mode: Some("host".to_owned()),
            ..HostConfig::default()
        };
        let body = joined.tie(ContainerCreateBody { host_config: Some(host), ..ContainerCreateBody::default() });
        let (host, labels) = (body.host_config.unwrap(), body.labels.unwrap());
        let modes = [host.network_mode, host.ipc_mode, host.pid_mode].map(Option::unwrap);
        assert_eq!(modes, ["container:4f3b", "container:other", "host"]);
        assert_eq!(labels[LABEL], "shop_vpn 4f3b");

        let read = Joined::read(&labels);
        assert_eq!(read, joined);
        let mut configuration = Configuration::new("web".parse().unwrap());
        configuration.network_mode = Some("container:4f3b".to_owned());
        configuration.namespaces.pid = Some("host".to_owned());
        read.name_in(&mut configuration);
        assert_eq!(configuration.network_mode.as_deref(), Some("container:shop_vpn"));
        assert_eq!(configuration.namespaces.pid.as_deref(), Some("host"));
    }
}

//! `volumes_from` and `external_links`: what a service takes from other containers, by their names.

use std::collections::{HashMap, HashSet};

use super::Draft;
use super::links::{self, Need};
use crate::document::Layout;
use crate::name::{BaseName, ServiceName};
use crate::platform::{Configuration, OF_CONTAINER, Service, VolumesFrom};
use crate::resolve::context::Decoded;
use crate::resolve::value::Value;
use crate::visible::quoted;

/// How a service is named in the place of a container, until the names of all containers are known.
pub(in crate::resolve) const OF_SERVICE: &str = "service:";

/// `volumes_from`: `service[:ro|rw]` or `container:name[:ro|rw]`.
pub(super) fn volumes_from(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    value.list()?.into_iter().map(|item| one(item, draft)).fold(Ok(()), Result::and)
}

fn one(item: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let text = item.text_without_gaps("the volumes of another container would be taken")?;
    let (container, rest) = text.strip_prefix(OF_CONTAINER).map_or((false, text.as_str()), |rest| (true, rest));
    let (name, mode) = rest.split_once(':').unwrap_or((rest, "rw"));
    let read_only = match mode {
        "rw" => false,
        "ro" => true,
        _ => {
            let message = format!("{} is no mode of `volumes_from`: it is `ro` or `rw`", quoted(mode));
            return Err(item.error("unknown-value", message));
        }
    };
    let container = if container || is_container_of_fig(name, draft) {
        name.to_owned()
    } else {
        links::depend(draft, &item.placed(name), Need::default())?;
        format!("{OF_SERVICE}{name}")
    };
    draft.configuration.volumes_from.push(VolumesFrom { container, read_only, mounts: None });
    draft.describe(|written| written.volumes_from.push(text));
    Ok(())
}

/// To the first compose a name that no service has was that of a container.
fn is_container_of_fig(name: &str, draft: &Draft<'_>) -> bool {
    let document = draft.shared.context.document;
    document.layout == Layout::Fig && document.services.entry(name).is_none()
}

/// `external_links`: `container[:alias]`, a container that is not one of the project's.
pub(super) fn external_links(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    for item in value.list()? {
        let text = item.text_without_gaps("another container would be linked")?;
        let (container, alias) = text.split_once(':').unwrap_or((&text, &text));
        draft.links.insert(alias.to_owned(), container.to_owned());
        draft.describe(|written| written.external_links.push(text));
    }
    Ok(())
}

/// Puts the names of containers in the place of those of services.
pub(in crate::resolve) fn name_containers(services: &mut [Service]) {
    let wanted: HashSet<ServiceName> =
        services.iter().flat_map(|service| references(&service.configuration)).filter_map(of_service).collect();
    if wanted.is_empty() {
        return;
    }
    let taken_from = services.iter().filter(|service| wanted.contains(&service.name));
    let known: HashMap<ServiceName, (BaseName, String)> = taken_from
        .map(|service| {
            let mounts = service.configuration.mounts_hash().as_str().to_owned();
            (service.name.clone(), (service.base_name.clone(), mounts))
        })
        .collect();
    services.iter_mut().for_each(|service| name_in(&mut service.configuration, &known));
}

fn name_in(configuration: &mut Configuration, known: &HashMap<ServiceName, (BaseName, String)>) {
    for from in &mut configuration.volumes_from {
        if let Some((name, mounts)) = of_service(&from.container).and_then(|service| known.get(&service)) {
            (from.container, from.mounts) = (name.to_string(), Some(mounts.clone()));
        }
    }
    for mode in configuration.joinable_modes_mut() {
        if let Some((name, _)) = of_service(mode).and_then(|service| known.get(&service)) {
            *mode = format!("{OF_CONTAINER}{name}");
        }
    }
}

/// Lists what may name a service in the place of a container.
fn references(configuration: &Configuration) -> impl Iterator<Item = &str> {
    let containers = configuration.volumes_from.iter().map(|from| &from.container);
    containers.chain(configuration.joinable_modes()).map(String::as_str)
}

fn of_service(reference: &str) -> Option<ServiceName> {
    reference.strip_prefix(OF_SERVICE)?.parse().ok()
}

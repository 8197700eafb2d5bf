//! `ps` as text: a line for each container.

use gig_core::runtime::ObservedInstance;
use gig_core::visible::visible;

use super::status::{health, ports, state};
use super::table::table;
use super::{list, paint};
use crate::standing::Standing;

/// Shows the containers.
pub(crate) fn ps(standing: &Standing<'_>) -> String {
    let header = ["NAME", "ID", "SERVICE", "STATE", "HEALTH", "IMAGE", "SINCE", "PORTS", "NETWORKS"];
    let rows: Vec<_> = standing.instances().map(row).collect();
    table(&header, &rows)
}

fn row(instance: &ObservedInstance) -> Vec<String> {
    let since = instance.since.as_deref().map(|since| visible(since).into_owned());
    vec![
        paint::strong(&instance.name),
        visible(instance.id.short()).into_owned(),
        instance.key.service.to_string(),
        state(instance),
        health(instance.health),
        visible(&instance.image).into_owned(),
        since.unwrap_or_else(|| "-".to_owned()),
        ports(instance.ports.iter()),
        list(instance.networks.iter().map(|network| visible(network).into_owned())),
    ]
}

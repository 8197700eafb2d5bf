//! `ps` as text: a line for each container.

use gig_core::runtime::ObservedInstance;
use gig_core::visible::visible;

use super::status::{health, ports, since, state};
use super::table::{Column, cut, last, spare, table, whole};
use super::{Width, list, paint};
use crate::standing::Standing;

const HEADER: [Column; 9] = [
    whole("NAME"),
    spare("ID"),
    spare("SERVICE"),
    whole("STATE"),
    whole("HEALTH"),
    cut("IMAGE"),
    last("SINCE"),
    spare("NETWORKS"),
    last("PORTS"),
];

/// Shows the containers.
pub(crate) fn ps(standing: &Standing<'_>, width: Width) -> String {
    let rows: Vec<_> = standing.instances().map(row).collect();
    table(&HEADER, &rows, width)
}

fn row(instance: &ObservedInstance) -> Vec<String> {
    vec![
        paint::strong(&instance.name),
        visible(instance.id.short()).into_owned(),
        instance.key.service.to_string(),
        state(instance),
        health(instance.health),
        visible(&instance.image).into_owned(),
        since(instance),
        list(instance.networks.iter().map(|network| visible(network).into_owned())),
        ports(instance.ports.iter()),
    ]
}

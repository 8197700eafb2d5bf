//! `deploy.resources`.

use crate::document::keys::nested::deploy as keys;
use crate::platform::{ByteSize, Deploy, DeployLimits, NanoCpus, Reservations};
use crate::resolve::context::{Decoded, all};
use crate::resolve::service::{Draft, devices};
use crate::resolve::value::{Fields, Value};

/// `deploy.resources`.
pub(super) fn resources(value: Value<'_>, draft: &mut Draft<'_>, deploy: &mut Deploy) -> Decoded<()> {
    let fields = value.fields(&keys::RESOURCES)?;
    deploy.limits = fields.decode("limits", |value| limits(value, draft))?;
    deploy.reservations = fields.decode("reservations", |value| reservations(value, draft))?;
    Ok(())
}

fn limits(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<DeployLimits> {
    let fields = value.fields(&keys::LIMITS)?;
    let limits = DeployLimits {
        cpus: fields.decode("cpus", cpus)?,
        memory: fields.decode("memory", size)?,
        pids: fields.decode("pids", Value::number)?,
    };
    let resources = &mut draft.configuration.resources;
    let cpus = limits.cpus.filter(|cpus| cpus.0 != 0);
    let memory = limits.memory.filter(|size| size.0 != 0);
    // What the older key does not limit has no part in it.
    resources.cpus.take_if(|cpus| cpus.0 == 0);
    resources.memory.take_if(|size| size.0 == 0);
    let pids = limits.pids.filter(|pids| *pids > 0);
    Agreement { at: value, older: "cpus", newer: "limits.cpus" }.reach(&mut resources.cpus, cpus)?;
    Agreement { at: value, older: "mem_limit", newer: "limits.memory" }.reach(&mut resources.memory, memory)?;
    Agreement { at: value, older: "pids_limit", newer: "limits.pids" }.reach(&mut resources.pids, pids)?;
    Ok(limits)
}

fn reservations(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<Reservations> {
    let fields = value.fields(&keys::RESERVATIONS)?;
    let reservations = Reservations {
        cpus: fields.decode("cpus", cpus)?,
        memory: fields.decode("memory", size)?,
        generic_resources: fields.decode("generic_resources", generic_resources)?.unwrap_or_default(),
        devices: fields.decode("devices", devices::requests)?.unwrap_or_default(),
    };
    draft.configuration.devices.requested.extend(reservations.devices.iter().cloned());
    let memory = reservations.memory.filter(|size| size.0 != 0);
    let older = &mut draft.configuration.resources.mem_reservation;
    Agreement { at: value, older: "mem_reservation", newer: "reservations.memory" }.reach(older, memory)?;
    Ok(reservations)
}

/// A key of a service and the one below `deploy.resources` that says the same.
struct Agreement<'a> {
    /// The map that the newer one stands in, or would.
    at: Value<'a>,
    older: &'static str,
    newer: &'static str,
}

impl Agreement<'_> {
    /// Lets the newer one count. Where both are there they must agree; and as with compose, so must a map that leaves
    /// out what the older key limits.
    fn reach<T: Copy + PartialEq>(self, older: &mut Option<T>, newer: Option<T>) -> Decoded<()> {
        if older.is_some() && *older != newer {
            let message = format!("`{}` and `deploy.resources.{}` do not say the same", self.older, self.newer);
            return Err(self.at.error_with_hint("conflicting-values", message, "leave the older key out"));
        }
        *older = newer;
        Ok(())
    }
}

fn cpus(value: Value<'_>) -> Decoded<NanoCpus> {
    value.parse("invalid-amount")
}

fn size(value: Value<'_>) -> Decoded<ByteSize> {
    value.parse("invalid-size")
}

fn generic_resources(value: Value<'_>) -> Decoded<Vec<(String, i64)>> {
    let resource = |item: Value<'_>| {
        let fields = item.fields(&keys::GENERIC_RESOURCE)?;
        fields.decode("discrete_resource_spec", |value| discrete(value.fields(&keys::DISCRETE_RESOURCE)?))
    };
    Ok(all(value.list()?.into_iter().map(resource))?.into_iter().flatten().collect())
}

fn discrete(fields: Fields<'_>) -> Decoded<(String, i64)> {
    Ok((fields.required("kind")?.text()?, fields.required("value")?.number()?))
}

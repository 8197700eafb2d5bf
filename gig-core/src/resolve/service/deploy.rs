//! `deploy`: read as it is written, and then what of it applies to an engine is put where its older key would.

mod resources;
mod restart;
mod update;

use std::collections::BTreeMap;

use super::Draft;
use crate::document::keys::nested;
use crate::platform::{Deploy, Placement, Scale};
use crate::resolve::context::{Decoded, all};
use crate::resolve::value::{Fields, Value};
use crate::visible::quoted;

/// `deploy`. It comes after the keys which say the same, for it wins over them or must agree with them.
pub(super) fn deploy(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let fields = value.fields(&nested::deploy::DEPLOY)?;
    let mut deploy = Deploy {
        mode: fields.decode("mode", mode)?,
        replicas: fields.decode("replicas", |value| replicas(value, draft))?,
        labels: fields.decode("labels", labels)?.unwrap_or_default(),
        placement: fields.decode("placement", placement)?.unwrap_or_default(),
        endpoint_mode: fields.decode("endpoint_mode", Value::text)?,
        ..Deploy::default()
    };
    _ = fields.decode("resources", |value| resources::resources(value, draft, &mut deploy))?;
    updates(fields, &mut deploy, draft)?;
    deploy.restart_policy = fields.decode("restart_policy", |value| restart::restart_policy(value, draft))?;
    draft.deploy = Some(Box::new(deploy));
    Ok(())
}

/// The modes of a swarm.
fn mode(value: Value<'_>) -> Decoded<String> {
    let mode = value.text()?;
    if mode != "replicated" {
        let message = format!("the mode {} has no effect: there is one engine, and `replicas` counts", quoted(&mode));
        value.context.warn(value.span(), "inert-option", message);
    }
    Ok(mode)
}

fn replicas(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<Scale> {
    let replicas = value.placed(value.parse::<Scale>("invalid-amount")?);
    let scale = draft.scale.get_or_insert_with(|| replicas.clone());
    if scale.value == replicas.value {
        return Ok(replicas.value);
    }
    let message = format!("`scale` says {}, and `deploy.replicas` {}", scale.value, replicas.value);
    Err(value.error_with_hint("conflicting-values", message, "leave one of them out"))
}

fn labels(value: Value<'_>) -> Decoded<BTreeMap<String, String>> {
    let pairs = value.pairs()?.into_iter();
    Ok(pairs.map(|pair| (pair.key, pair.value.unwrap_or_default())).collect())
}

fn placement(value: Value<'_>) -> Decoded<Placement> {
    let fields = value.fields(&nested::deploy::PLACEMENT)?;
    Ok(Placement {
        constraints: fields.decode("constraints", Value::texts)?.unwrap_or_default(),
        preferences: fields.decode("preferences", preferences)?.unwrap_or_default(),
        max_replicas_per_node: fields.decode("max_replicas_per_node", Value::number)?,
    })
}

fn preferences(value: Value<'_>) -> Decoded<Vec<String>> {
    let spread = |item: Value<'_>| item.fields(&nested::deploy::PREFERENCE)?.decode("spread", Value::text);
    Ok(all(value.list()?.into_iter().map(spread))?.into_iter().flatten().collect())
}

fn updates(fields: Fields<'_>, deploy: &mut Deploy, draft: &mut Draft<'_>) -> Decoded<()> {
    deploy.rollback_config = fields.decode("rollback_config", update::rollback_config)?;
    deploy.update_config = fields.decode("update_config", update::update_config)?;
    if let Some(config) = &deploy.update_config {
        draft.updating = config.updating();
    }
    Ok(())
}

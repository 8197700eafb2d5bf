//! Configs and secrets: what is declared, and what a service takes.

use gig_core::platform::{Declaration, Grant, Source};
use serde_json::{Value, json};

use super::{Keys, Values};

/// Describes a declaration under its key.
pub(super) fn declaration(declaration: &Declaration, values: Values) -> (String, Value) {
    let mut keys = Keys::default();
    keys.put("name", json!(declaration.name));
    match &declaration.source {
        Source::File(path) => keys.put("file", json!(path.to_string_lossy())),
        Source::Variable(name) => keys.put("environment", json!(name)),
        Source::Inline(text) => keys.put("content", values.of(text)),
        Source::External => keys.put_true("external", true),
    }
    (declaration.key.to_string(), keys.into())
}

/// Describes what a service takes of the configs.
pub(super) fn config(grant: &Grant) -> Value {
    taken(grant, grant.target.clone())
}

/// Describes what a service takes of the secrets; where it is put is always said.
pub(super) fn secret(grant: &Grant) -> Value {
    taken(grant, Some(grant.target.clone().unwrap_or_else(|| format!("/run/secrets/{}", grant.source))))
}

fn taken(grant: &Grant, target: Option<String>) -> Value {
    let mut keys = Keys::default();
    keys.put("source", json!(grant.source));
    keys.put_some("target", target);
    keys.put_some("uid", grant.uid);
    keys.put_some("gid", grant.gid);
    keys.put_some("mode", grant.mode.map(|mode| format!("{mode:04o}")));
    keys.into()
}

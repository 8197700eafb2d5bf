//! The top-level `environments`: what gig must know of the environment it resolves for.

use super::context::{Context, Decoded, all};
use super::hint::meant;
use super::value::Value;
use crate::diagnostic::Diagnostic;
use crate::document::Entry;
use crate::document::keys::nested;
use crate::name::EnvironmentName;

/// The environment that is meant when none is named; it need not be declared.
const DEFAULT: &str = "default";

/// Returns whether `environment` is a protected one. All declarations are checked, not only its own.
pub(super) fn is_protected(context: &Context<'_>, environment: &EnvironmentName) -> Decoded<bool> {
    let declarations = context.document.environments.iter();
    let protected = all(declarations.map(|entry| Ok((entry, is_declared_protected(context, entry)?))));
    check_declared(context, environment)?;
    Ok(protected?.into_iter().any(|(entry, protected)| protected && entry.key == environment.as_str()))
}

fn is_declared_protected(context: &Context<'_>, entry: &Entry) -> Decoded<bool> {
    if let Err(error) = entry.key.parse::<EnvironmentName>() {
        return Err(context.error(entry.key_span, "invalid-name", error.to_string()));
    }
    let value = Value::new(context, &entry.key, &entry.value);
    if value.is_null() {
        return Ok(false);
    }
    Ok(value.fields(&nested::ENVIRONMENT)?.decode("protected", Value::boolean)?.unwrap_or(false))
}

fn check_declared(context: &Context<'_>, environment: &EnvironmentName) -> Decoded<()> {
    let declared = &context.document.environments;
    if declared.is_empty() || environment.as_str() == DEFAULT || declared.entry(environment.as_str()).is_some() {
        return Ok(());
    }
    let names: Vec<&str> = declared.iter().map(|entry| entry.key.as_str()).collect();
    let error = Diagnostic::error("undeclared", format!("environment `{environment}` is not declared"));
    let otherwise = format!("the file declares `{}`", names.join("`, `"));
    Err(context.report(meant(error, environment.as_str(), names, otherwise)))
}

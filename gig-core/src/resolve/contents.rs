//! The top-level `configs` and `secrets`.

use super::context::{Context, Decoded};
use super::paths;
use super::shared::{Declared, engine_name};
use super::value::{Fields, Value};
use crate::document::keys::nested::{self, Nested};
use crate::document::{Entry, Mapping};
use crate::name::{ContentKey, ProjectName};
use crate::platform::{Content, Declaration, Source};
use crate::secret::Secret;
use crate::visible::quoted;

/// Decodes the configs of the document.
pub(super) fn configs(context: &Context<'_>, project: &ProjectName) -> Declared<Declaration> {
    declared("config", &context.document.configs, &nested::CONFIG, context, project)
}

/// Decodes the secrets of the document.
pub(super) fn secrets(context: &Context<'_>, project: &ProjectName) -> Declared<Declaration> {
    declared("secret", &context.document.secrets, &nested::SECRET, context, project)
}

fn declared(
    kind: &'static str,
    entries: &Mapping,
    keys: &Nested,
    context: &Context<'_>,
    project: &ProjectName,
) -> Declared<Declaration> {
    let declare = |entry: &Entry| {
        let key = entry.key.parse::<ContentKey>();
        let key = key.map_err(|error| context.error(entry.key_span, "invalid-name", error.to_string()));
        let value = Value::new(context, &entry.key, &entry.value);
        (entry.key.clone(), key.and_then(|key| declaration(value, value.fields(keys)?, key, project)))
    };
    Declared { kind, entries: entries.iter().map(declare).collect() }
}

fn declaration(at: Value<'_>, fields: Fields<'_>, key: ContentKey, project: &ProjectName) -> Decoded<Declaration> {
    let (external, name) = engine_name(fields)?;
    let name = name.unwrap_or_else(|| if external { key.to_string() } else { format!("{project}_{key}") });
    let source = if external { Source::External } else { source(at, fields)? };
    Ok(Declaration::new(key, name, source))
}

/// Finds the one source that a declaration must have; a `driver` is that of a store.
fn source(at: Value<'_>, fields: Fields<'_>) -> Decoded<Source> {
    let given = ["file", "environment", "content"].map(|key| (key, fields.field(key)));
    let mut given = given.into_iter().filter_map(|(key, value)| Some((key, value?)));
    match (given.next(), given.next()) {
        (Some(("file", value)), None) => file(value),
        (Some(("environment", value)), None) => value.text().map(Source::Variable),
        (Some((_, value)), None) => value.text().map(|text| Source::Inline(Secret::new(text))),
        (None, _) if fields.field("driver").is_some() => Ok(Source::External),
        (None, _) => {
            let message = format!("nothing says what is in {}", quoted(at.key));
            Err(at.error_with_hint("invalid-content", message, "give it a `file` or an `environment`"))
        }
        (Some((one, _)), Some((other, value))) => {
            let message = format!("{} has both `{one}` and `{other}`", quoted(at.key));
            Err(value.error("invalid-content", message))
        }
    }
}

fn file(value: Value<'_>) -> Decoded<Source> {
    let written = value.text_without_gaps("another file would be read")?;
    let path = paths::absolute(value.context, value.span(), &written)
        .map_err(|message| value.error("invalid-path", message))?;
    Ok(Source::File(path))
}

/// Returns what is in a config or secret that is used at `at`; `None` where the document is only
/// described.
pub(super) fn content(declaration: &Declaration, at: Value<'_>) -> Decoded<Option<Content>> {
    let inputs = at.context.inputs;
    if at.context.is_described() {
        return Ok(None);
    }
    let unreadable = |why: String, hint: &str| {
        let message = format!("the content of {} {why}", quoted(declaration.key.as_str()));
        at.error_with_hint("unreadable-content", message, hint)
    };
    let bytes = match &declaration.source {
        Source::File(path) => inputs.files.bytes(path).map_err(|error| {
            let why = format!("cannot be read from {}: {error}", quoted(&path.to_string_lossy()));
            unreadable(why, "its path begins at the folder of the file")
        })?,
        Source::Variable(name) => at.context.variable(name).map(String::into_bytes).ok_or_else(|| {
            unreadable(format!("comes from variable {}, which is not set", quoted(name)), "set the variable")
        })?,
        Source::Inline(text) => text.expose().as_bytes().to_vec(),
        Source::External => {
            let why = "is kept in a store that an engine has in swarm mode only".to_owned();
            return Err(unreadable(why, "give it a `file` or an `environment`"));
        }
    };
    Ok(Some(Content::new(bytes)))
}

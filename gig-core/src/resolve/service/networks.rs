//! `networks` of a service.

use super::Draft;
use crate::diagnostic::Diagnostic;
use crate::document::keys::nested;
use crate::resolve::context::{Decoded, Placed};
use crate::resolve::networks::DEFAULT;
use crate::resolve::value::{Shape, Value};
use crate::visible::quoted;

const DECLARE: &str = "declare it under the top-level `networks`";

/// `networks`: a list of keys, or a map with aliases.
pub(super) fn networks(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    match value.shape() {
        Shape::List(items) => {
            let join_listed = |item: Value<'_>| {
                let key = item.text()?;
                join(draft, &item.placed(key.as_str()), Vec::new())
            };
            items.into_iter().map(join_listed).fold(Ok(()), Result::and)
        }
        Shape::Map(_) => {
            let join_keyed = |(entry, value): (&crate::document::Entry, Value<'_>)| {
                join(draft, &Placed { value: entry.key.as_str(), span: entry.key_span }, aliases(value)?)
            };
            value.entries()?.into_iter().map(join_keyed).fold(Ok(()), Result::and)
        }
        Shape::Null | Shape::Scalar => Err(value.wrong_type("a list or a map")),
    }
}

/// Puts a service that names no network on the project's own.
pub(super) fn join_default(draft: &mut Draft<'_>) -> Decoded<()> {
    if !draft.networks.is_empty() {
        return Ok(());
    }
    let span = draft.name.span;
    join(draft, &Placed { value: DEFAULT, span }, Vec::new())
}

fn aliases(value: Value<'_>) -> Decoded<Vec<String>> {
    if value.is_null() {
        return Ok(Vec::new());
    }
    let mut aliases = value.fields(&nested::ATTACHMENT)?.decode("aliases", Value::texts)?.unwrap_or_default();
    aliases.sort_unstable();
    aliases.dedup();
    Ok(aliases)
}

fn join(draft: &mut Draft<'_>, key: &Placed<&str>, aliases: Vec<String>) -> Decoded<()> {
    let context = draft.shared.context;
    let network = draft.shared.networks.used(context, key.value, key.span, DECLARE)?;
    let network = network.map_or_else(|| key.value.to_owned(), |network| network.name.clone());
    if draft.networks.contains_key(&network) {
        let message = format!("the service is on network {} twice", quoted(&network));
        context.flaw(Diagnostic::error("duplicate-network", message).at(context.place(key.span)))?;
    }
    draft.networks.insert(network, aliases);
    Ok(())
}

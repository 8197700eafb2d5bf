//! `extra_hosts`.

use super::Draft;
use crate::document::Entry;
use crate::platform::ExtraHost;
use crate::resolve::context::{Decoded, all};
use crate::resolve::value::{Shape, Value};

/// `extra_hosts`: a list of `host=address` or `host:address`, or a map of hosts to one address or several.
pub(super) fn extra_hosts(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.extra_hosts = match value.shape() {
        Shape::List(items) => all(items.into_iter().map(|item| item.parse("invalid-host")))?,
        Shape::Map(_) => all(value.entries()?.into_iter().map(|(entry, value)| addresses(entry, value)))?.concat(),
        Shape::Null | Shape::Scalar => return Err(value.wrong_type("a list or a map")),
    };
    Ok(())
}

fn addresses(entry: &Entry, value: Value<'_>) -> Decoded<Vec<ExtraHost>> {
    let host = |value: Value<'_>| {
        value.parse_with("invalid-host", |address| format!("{}={address}", entry.key).parse::<ExtraHost>())
    };
    all(value.list_or_one()?.into_iter().map(host))
}

//! `extra_hosts`.

use std::str::FromStr;

use super::Draft;
use crate::document::Entry;
use crate::platform::ExtraHost;
use crate::resolve::context::{Decoded, all};
use crate::resolve::value::{Shape, Value};

/// `extra_hosts`: a list of `host=address` or `host:address`, or a map of hosts to one address or several.
pub(super) fn extra_hosts(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let hosts = match value.shape() {
        Shape::List(items) => {
            all(items.into_iter().map(|item| item.parse_unless_gap("invalid-host", ExtraHost::from_str)))?
        }
        Shape::Map(_) => all(value.entries()?.into_iter().map(|(entry, value)| addresses(entry, value)))?.concat(),
        Shape::Null | Shape::Scalar => return Err(value.wrong_type("a list or a map")),
    };
    draft.configuration.extra_hosts = hosts.into_iter().flatten().collect();
    Ok(())
}

fn addresses(entry: &Entry, value: Value<'_>) -> Decoded<Vec<Option<ExtraHost>>> {
    let host =
        |value: Value<'_>| value.parse_unless_gap("invalid-host", |address| format!("{}={address}", entry.key).parse());
    all(value.list_or_one()?.into_iter().map(host))
}

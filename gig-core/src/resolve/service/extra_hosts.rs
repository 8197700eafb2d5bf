//! `extra_hosts`.

use std::str::FromStr;

use super::Draft;
use crate::document::Entry;
use crate::platform::ExtraHost;
use crate::resolve::context::{Decoded, all};
use crate::resolve::value::{Shape, Value};

/// `extra_hosts`: a list of `host=address` or `host:address`, or a map of hosts to one address or several.
pub(super) fn extra_hosts(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.extra_hosts = match value.shape() {
        Shape::List(items) => all(items.into_iter().map(host))?,
        Shape::Map(_) => all(value.entries()?.into_iter().map(|(entry, value)| addresses(entry, value)))?.concat(),
        Shape::Null | Shape::Scalar => return Err(value.wrong_type("a list or a map")),
    };
    Ok(())
}

fn host(item: Value<'_>) -> Decoded<ExtraHost> {
    item.parse_or_describe("invalid-host", ExtraHost::from_str, |text| {
        text.strip_suffix([':', '=']).map(without_address)
    })
}

/// A host whose address is left out, mostly since a variable is not set: docker compose shows it.
fn without_address(host: &str) -> ExtraHost {
    ExtraHost { host: host.to_owned(), address: String::new() }
}

fn addresses(entry: &Entry, value: Value<'_>) -> Decoded<Vec<ExtraHost>> {
    let parse = |address: &str| format!("{}={address}", entry.key).parse();
    let stand_in = |address: &str| address.is_empty().then(|| without_address(&entry.key));
    let host = |value: Value<'_>| value.parse_or_describe("invalid-host", parse, stand_in);
    all(value.list_or_one()?.into_iter().map(host))
}

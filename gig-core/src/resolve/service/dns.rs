//! `dns`, `dns_opt` and `dns_search`.

use super::Draft;
use crate::resolve::context::{Decoded, all};
use crate::resolve::value::Value;

/// `dns`: addresses, which are all that the engine takes.
pub(super) fn servers(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.dns.servers = one_or_several(value)?;
    Ok(())
}

/// `dns_opt`.
pub(super) fn options(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.dns.options = one_or_several(value)?;
    Ok(())
}

/// `dns_search`.
pub(super) fn search(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.dns.search = one_or_several(value)?;
    Ok(())
}

fn one_or_several(value: Value<'_>) -> Decoded<Vec<String>> {
    all(value.list_or_one()?.into_iter().map(Value::text))
}

//! `dns`, `dns_opt` and `dns_search`.

use super::Draft;
use crate::resolve::context::{Decoded, all, distinct};
use crate::resolve::value::Value;

/// `dns`: addresses, which are all that the engine takes. A variable that is not set leaves none; an empty domain or
/// option, though, takes the place of the host's.
pub(super) fn servers(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    draft.configuration.dns.servers = one_or_several(value)?;
    draft.configuration.dns.servers.retain(|server| !server.is_empty());
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
    all(value.list_or_one()?.into_iter().map(Value::text)).map(distinct)
}

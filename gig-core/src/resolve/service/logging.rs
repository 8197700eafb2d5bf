//! `logging`.

use std::collections::BTreeMap;

use super::{Draft, present};
use crate::document::keys::nested;
use crate::platform::Logging;
use crate::resolve::context::{Decoded, all};
use crate::resolve::value::Value;
use crate::secret::Secret;

/// `logging`.
pub(super) fn logging(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let fields = value.fields(&nested::LOGGING)?;
    let driver = fields.decode("driver", Value::text)?.and_then(present);
    let options = fields.decode("options", options)?.unwrap_or_default();
    draft.configuration.logging = Some(Logging { driver, options });
    Ok(())
}

fn options(value: Value<'_>) -> Decoded<BTreeMap<String, Secret>> {
    let entries = value.entries()?.into_iter();
    let options = all(entries.map(|(entry, value)| Ok((entry.key.clone(), Secret::new(value.text()?)))))?;
    Ok(options.into_iter().collect())
}

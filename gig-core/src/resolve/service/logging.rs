//! `logging`, and as the first compose wrote it, `log_driver` and `log_opt`.

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

/// `log_driver`.
pub(super) fn log_driver(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    logged(draft).driver = present(value.text()?);
    Ok(())
}

/// `log_opt`.
pub(super) fn log_opt(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    logged(draft).options = options(value)?;
    Ok(())
}

fn logged<'d>(draft: &'d mut Draft<'_>) -> &'d mut Logging {
    let nothing = || Logging { driver: None, options: BTreeMap::new() };
    draft.configuration.logging.get_or_insert_with(nothing)
}

fn options(value: Value<'_>) -> Decoded<BTreeMap<String, Secret>> {
    let entries = value.entries()?.into_iter();
    let options = all(entries.map(|(entry, value)| Ok((entry.key.clone(), Secret::new(value.text()?)))))?;
    Ok(options.into_iter().collect())
}

//! `ulimits`.

use super::Draft;
use crate::diagnostic::Diagnostic;
use crate::document::Entry;
use crate::document::keys::nested;
use crate::platform::Ulimit;
use crate::resolve::context::{Decoded, all};
use crate::resolve::hint::meant;
use crate::resolve::value::{Shape, Value};
use crate::visible::quoted;

/// The limits that the engine knows, as `docker run --ulimit` names them.
const NAMES: &[&str] = &[
    "core",
    "cpu",
    "data",
    "fsize",
    "locks",
    "memlock",
    "msgqueue",
    "nice",
    "nofile",
    "nproc",
    "rss",
    "rtprio",
    "rttime",
    "sigpending",
    "stack",
];

/// `ulimits`: each a number, or `soft` and `hard`.
pub(super) fn ulimits(value: Value<'_>, draft: &mut Draft<'_>) -> Decoded<()> {
    let entries = value.entries()?.into_iter();
    let limits = all(entries.map(|(entry, value)| Ok((known_name(entry, value)?, ulimit(value)?))))?;
    draft.configuration.resources.ulimits = limits.into_iter().collect();
    Ok(())
}

fn known_name(entry: &Entry, value: Value<'_>) -> Decoded<String> {
    if NAMES.contains(&entry.key.as_str()) {
        return Ok(entry.key.clone());
    }
    let message = format!("{} is not a limit that the engine knows", quoted(&entry.key));
    let error = Diagnostic::error("unknown-key", message).at(value.context.place(entry.key_span));
    let otherwise = format!("it knows `{}`", NAMES.join("`, `"));
    Err(value.context.report(meant(error, &entry.key, NAMES.iter().copied(), otherwise)))
}

fn ulimit(value: Value<'_>) -> Decoded<Ulimit> {
    let limit = match value.shape() {
        Shape::Map(_) => {
            let fields = value.fields(&nested::ULIMIT)?;
            Ulimit { soft: fields.required("soft")?.number()?, hard: fields.required("hard")?.number()? }
        }
        Shape::Null | Shape::Scalar | Shape::List(_) => {
            let both = value.number()?;
            Ulimit { soft: both, hard: both }
        }
    };
    if limit.hard != -1 && (limit.soft == -1 || limit.soft > limit.hard) {
        return Err(value.error("invalid-ulimit", format!("the soft limit of `{}` is above the hard one", value.key)));
    }
    Ok(limit)
}

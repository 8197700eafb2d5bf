//! Keys that gig does not carry out: they are kept for who wants to see what the document says.

use super::written::{all_changed, changed, expanded, keyed, listed, located, number};
use crate::document::keys::{self, Support};
use crate::document::{Entry, Mapping, Node};
use crate::resolve::context::Context;

/// What brings the value of a key into its long form.
type LongForm = fn(&Context<'_>, Node) -> Node;

/// The keys that are kept.
const KEPT: &[(&str, LongForm)] = &[
    ("attach", |_, node| node),
    ("cpu_count", |_, node| number(node)),
    ("cpu_percent", |_, node| number(node)),
    ("credential_spec", |_, node| node),
    ("develop", develop),
    ("isolation", |_, node| node),
    ("models", |_, node| keyed(node)),
    ("pre_start", |_, node| node),
    ("provider", |_, node| changed(node, "options", |options| all_changed(options, listed))),
    ("pull_refresh_after", |_, node| node),
    ("use_api_socket", |_, node| node),
];

/// Returns what is said under the keys that are kept. What cannot be read there was reported.
pub(super) fn kept(context: &Context<'_>, keys: &Mapping) -> Mapping {
    let kept = KEPT.iter().filter_map(|(key, long_form)| {
        let entry = keys.entry(key).filter(|entry| !entry.value.is_null())?;
        let value = long_form(context, expanded(context, key, &entry.value).ok()?);
        Some(Entry { value, ..entry.clone() })
    });
    kept.collect()
}

/// Checks the variables under a key that is not carried out: who only runs the services does not learn later that
/// the file is wrong.
pub(super) fn check(context: &Context<'_>, entry: &Entry) {
    if matches!(keys::support(keys::SERVICE, &entry.key), Some(Support::Inert(_) | Support::Refused(_))) {
        // What is wrong was reported, and the value is of no use here.
        _ = expanded(context, &entry.key, &entry.value);
    }
}

/// The paths of what is watched are absolute.
fn develop(context: &Context<'_>, node: Node) -> Node {
    let path = |path| located(context, path);
    let trigger = |trigger| changed(changed(changed(trigger, "path", path), "ignore", listed), "include", listed);
    changed(node, "watch", |watch| all_changed(watch, trigger))
}

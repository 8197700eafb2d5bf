//! How a value is merged into the one before it, by where it stands: the rules of compose.
//!
//! Source: compose-spec, "Merge and override". Maps merge, lists are put one behind the other, anything else replaces;
//! what differs from that stands in [`rule`].

mod form;
mod identity;

use indexmap::IndexMap;

use super::report::Report;
use super::tag::Mark;
use super::{Entry, Mapping, Node, NodeValue};
use crate::diagnostic::Diagnostic;
use crate::visible::quoted;

/// How the value of a key is merged.
enum Rule {
    /// As its shape has it.
    Shape,
    /// The later one takes its place.
    Replace,
    /// As a map, which may be written as a list of `KEY=VALUE`.
    Pairs,
    /// As a map, which may be written as a list of names.
    Names,
    /// As a map, which may be written as the value of this key alone.
    Long(&'static str),
    /// As a list of hosts, which may be written as a map.
    Hosts,
    /// As a list in which a later item takes the place of the one with the same identity.
    Unique(identity::Identity),
    /// As a map, where both are one.
    MapOrReplace,
    /// As a map, where both name one driver, or one of them names none.
    Driver,
}

fn rule(path: &[&str]) -> Rule {
    match path {
        ["services", _, "command" | "entrypoint"] | ["services", _, "healthcheck", "test"] => Rule::Replace,
        ["services", _, "annotations" | "environment" | "labels" | "sysctls"]
        | ["services", _, "build" | "deploy", "labels"]
        | ["services", _, "build", "args" | "additional_contexts"]
        | ["networks" | "volumes", _, "labels"] => Rule::Pairs,
        ["services", _, "depends_on" | "networks"] => Rule::Names,
        ["services", _, "build"] => Rule::Long("context"),
        ["services", _, "extra_hosts"] | ["services", _, "build", "extra_hosts"] => Rule::Hosts,
        ["services", _, "ulimits", _] => Rule::MapOrReplace,
        ["services", _, "logging"] => Rule::Driver,
        ["services", _, key] => identity::of(key).map_or(Rule::Shape, Rule::Unique),
        _ => Rule::Shape,
    }
}

/// A merge under way.
pub(super) struct Merge<'a> {
    pub(super) variables: identity::Variables<'a>,
    pub(super) report: &'a mut Report,
}

impl Merge<'_> {
    /// Merges `over` into `base`; `path` says where both stand.
    pub(super) fn maps(&mut self, base: Mapping, over: Mapping, path: &[&str]) -> Mapping {
        let mut later: IndexMap<String, Option<Entry>> =
            over.into_entries().map(|entry| (entry.key.clone(), Some(entry))).collect();
        let mut merged = Vec::new();
        for entry in base.into_entries() {
            merged.push(match later.get_mut(&entry.key).and_then(Option::take) {
                Some(over) => self.entries(entry, over, path),
                None => entry,
            });
        }
        merged.into_iter().chain(later.into_values().flatten()).collect()
    }

    fn entries(&mut self, base: Entry, over: Entry, path: &[&str]) -> Entry {
        let value = self.nodes(base.value, over.value, &[path, &[base.key.as_str()]].concat());
        Entry { value, key_span: over.key_span, key: base.key }
    }

    /// A value that is nothing says nothing.
    fn nodes(&mut self, base: Node, over: Node, path: &[&str]) -> Node {
        let mark = |node: &Node| self.report.marks.get(&node.span.start).copied();
        if mark(&over).is_some() || mark(&base) == Some(Mark::Reset) || base.is_null() {
            return over;
        }
        if over.is_null() {
            return base;
        }
        match rule(path) {
            Rule::Replace => over,
            Rule::Shape => self.shapes(base, over, path),
            Rule::Pairs | Rule::Names if form::are_open_lists(&base, &over, self.variables) => {
                self.shapes(base, over, path)
            }
            Rule::Pairs => {
                let [base, over] = [base, over].map(|node| form::pairs(node, self.variables));
                self.shapes(base, over, path)
            }
            Rule::Names => {
                let [base, over] = [base, over].map(|node| form::names(node, path, self.variables));
                self.shapes(base, over, path)
            }
            Rule::Long(key) => self.shapes(form::long(base, key), form::long(over, key), path),
            Rule::Hosts => self.unique(form::hosts(base), form::hosts(over), identity::text, path),
            Rule::Unique(identity) => self.unique(form::list(base), form::list(over), identity, path),
            Rule::MapOrReplace if base.as_mapping().is_none() || over.as_mapping().is_none() => over,
            Rule::Driver if form::drivers_differ(&base, &over) => over,
            Rule::MapOrReplace | Rule::Driver => self.shapes(base, over, path),
        }
    }

    fn shapes(&mut self, base: Node, over: Node, path: &[&str]) -> Node {
        let value = match (base.value, over.value) {
            (NodeValue::Mapping(base), NodeValue::Mapping(over)) => NodeValue::Mapping(self.maps(base, over, path)),
            (NodeValue::Sequence(base), NodeValue::Sequence(over)) => {
                NodeValue::Sequence(base.into_iter().chain(over).collect())
            }
            (NodeValue::Scalar(_) | NodeValue::Null, value) => return Node { value, span: over.span },
            (value, other) => {
                let (base, over) = (Node { value, span: base.span }, Node { value: other, span: over.span });
                self.refuse(&base, &over, path);
                return base;
            }
        };
        Node { span: base.span, value }
    }

    fn refuse(&mut self, base: &Node, over: &Node, path: &[&str]) {
        let key = quoted(&path.join("."));
        let message = format!("{key} cannot be merged: it is {} here and {} before", over.kind(), base.kind());
        let error = Diagnostic::error("cannot-merge", message);
        let error = error.related(self.report.place(base.span), "it is merged into this");
        self.report.push(error.hint("write both in one form, or replace the first with `!override`"), over.span);
    }

    fn unique(&mut self, base: Node, over: Node, identity: identity::Identity, path: &[&str]) -> Node {
        let whole = self.shapes(base, over, path);
        let NodeValue::Sequence(items) = whole.value else { return whole };
        let mut unique: IndexMap<String, Node> = IndexMap::new();
        for (number, item) in items.into_iter().enumerate() {
            let own = identity(&item, self.variables).unwrap_or_else(|| format!("\0{number}"));
            unique.insert(own, item);
        }
        Node { span: whole.span, value: NodeValue::Sequence(unique.into_values().collect()) }
    }
}

/// Takes out what `!reset` stands at.
pub(super) fn strip(node: &mut Node, report: &Report) {
    match &mut node.value {
        NodeValue::Mapping(mapping) => *mapping = stripped(std::mem::take(mapping), report),
        NodeValue::Sequence(items) => {
            items.retain(|item| !is_reset(item, report));
            items.iter_mut().for_each(|item| strip(item, report));
        }
        NodeValue::Null | NodeValue::Scalar(_) => {}
    }
}

/// Returns a map without what `!reset` stands at.
pub(super) fn stripped(mapping: Mapping, report: &Report) -> Mapping {
    if report.marks.is_empty() {
        return mapping;
    }
    let kept = mapping.into_entries().filter(|entry| !is_reset(&entry.value, report));
    kept.map(|mut entry| {
        strip(&mut entry.value, report);
        entry
    })
    .collect()
}

fn is_reset(node: &Node, report: &Report) -> bool {
    report.marks.get(&node.span.start) == Some(&Mark::Reset)
}

//! A map under construction: the key that waits for its value, and the maps to be merged in.

use super::report::Report;
use super::{Entry, Mapping, Node, NodeValue, Scalar, Span};
use crate::diagnostic::Diagnostic;
use crate::visible::quoted;

/// The key that merges other maps in (<https://yaml.org/type/merge.html>).
const MERGE: &str = "<<";

/// A map under construction.
#[derive(Default)]
pub(super) struct OpenMapping {
    entries: Mapping,
    /// The value of `<<` and where that key stands.
    merge: Option<(Node, Span)>,
    /// The key whose value comes next.
    key: Option<Key>,
}

enum Key {
    Named(String, Span),
    Merge(Span),
    /// It was reported; its value is dropped.
    Refused,
}

impl OpenMapping {
    pub(super) fn awaits_key(&self) -> bool {
        self.key.is_none()
    }

    /// Takes a scalar as the next key. Its text counts, whatever type YAML would see in it.
    pub(super) fn take_key(&mut self, scalar: Scalar, span: Span, report: &mut Report) {
        self.key = Some(match scalar.text.as_str() {
            MERGE if scalar.plain => Key::Merge(span),
            "" if scalar.plain => {
                report.push(Diagnostic::error("invalid-key", "there is no key before this `:`"), span);
                Key::Refused
            }
            _ => Key::Named(scalar.text, span),
        });
    }

    /// Takes the next key or the value of the last, as it comes.
    pub(super) fn take(&mut self, node: Node, site: Span, report: &mut Report) {
        match self.key.take() {
            None => self.take_node_as_key(node, site, report),
            Some(Key::Named(key, key_span)) => self.insert(Entry { key, key_span, value: node }, report),
            Some(Key::Merge(span)) => self.insert_merge(node, span, report),
            Some(Key::Refused) => {}
        }
    }

    /// A key that is more than a scalar alone: an alias, an anchored or tagged scalar, a list, a map.
    fn take_node_as_key(&mut self, node: Node, site: Span, report: &mut Report) {
        match node.value {
            NodeValue::Scalar(scalar) => self.take_key(scalar, site, report),
            _ => {
                let message = format!("a key must be text, found {}", node.kind());
                report.push(Diagnostic::error("invalid-key", message), site);
                self.key = Some(Key::Refused);
            }
        }
    }

    /// Leaves out the next key or the value of the last, which was reported.
    pub(super) fn skip(&mut self) {
        self.key = if self.awaits_key() { Some(Key::Refused) } else { None };
    }

    fn insert(&mut self, entry: Entry, report: &mut Report) {
        if let Err(second) = self.entries.insert(entry)
            && let Some(first) = self.entries.entry(&second.key)
        {
            let error = duplicate(&second.key, first.key_span, report);
            report.push(error, second.key_span);
        }
    }

    fn insert_merge(&mut self, node: Node, span: Span, report: &mut Report) {
        match &self.merge {
            Some((_, first)) => {
                let error = duplicate(MERGE, *first, report).hint("several maps are merged with `<<: [*one, *other]`");
                report.push(error, span);
            }
            None => self.merge = Some((node, span)),
        }
    }

    /// Puts in what `<<` brings: keys of the map itself win, then those of the first map that has them.
    pub(super) fn close(mut self, report: &mut Report) -> Mapping {
        if let Some((node, span)) = self.merge.take() {
            match node.value {
                NodeValue::Sequence(items) => items.into_iter().for_each(|item| self.absorb(item, span, report)),
                _ => self.absorb(node, span, report),
            }
        }
        self.entries.shrink();
        self.entries
    }

    fn absorb(&mut self, node: Node, span: Span, report: &mut Report) {
        let kind = node.kind();
        let NodeValue::Mapping(mapping) = node.value else {
            let message = format!("`<<` takes a map or a list of maps, found {kind}");
            report.push(
                Diagnostic::error("wrong-type", message).hint("an anchored map is merged with `<<: *name`"),
                span,
            );
            return;
        };
        for entry in mapping.into_entries() {
            // The entry that comes back lost against one that is there.
            let _ = self.entries.insert(entry);
        }
    }
}

fn duplicate(key: &str, first: Span, report: &Report) -> Diagnostic {
    let error = Diagnostic::error("duplicate-key", format!("the key {} occurs twice in this map", quoted(key)));
    error.related(report.place(first), "it stands here first")
}

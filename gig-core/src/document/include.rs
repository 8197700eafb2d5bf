//! Files that a file includes: each is a document of its own, whose services and resources are taken over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::assembly::{Assembly, Laid};
use super::{Entry, Mapping, Node, NodeValue, Span, limits, merge};
use crate::diagnostic::{Diagnostic, SourceText};
use crate::resolve::dotenv;
use crate::resolve::interpolate::interpolate;
use crate::visible::quoted;

/// What is taken over from a file that is included.
const SECTIONS: [&str; 5] = ["services", "networks", "volumes", "configs", "secrets"];

/// One item under `include`.
struct Item {
    paths: Vec<String>,
    project_directory: Option<String>,
    env_files: Vec<String>,
    at: Span,
}

impl Assembly<'_> {
    /// Puts in what a file includes; `chain` are the files on the way to it.
    pub(super) fn included(&mut self, root: Mapping, chain: &mut Vec<PathBuf>) -> Mapping {
        let (include, own): (Vec<Entry>, Vec<Entry>) = root.into_entries().partition(|entry| entry.key == "include");
        let own: Mapping = own.into_iter().collect();
        let Some(include) = include.into_iter().next() else { return own };
        let items = match &include.value.value {
            NodeValue::Sequence(items) => items.as_slice(),
            NodeValue::Null => &[],
            NodeValue::Scalar(_) | NodeValue::Mapping(_) => {
                let message = format!("`include` must be a list, found {}", include.value.kind());
                self.report.push(Diagnostic::error("wrong-type", message), include.value.span);
                &[]
            }
        };
        items.iter().fold(own, |own, item| match self.item(item).and_then(|item| self.document_of(&item, chain)) {
            Some(document) => self.taken_over(own, document),
            None => own,
        })
    }

    fn item(&mut self, node: &Node) -> Option<Item> {
        let nothing = Mapping::default();
        let fields = node.as_mapping().unwrap_or(&nothing);
        let paths = if node.as_scalar().is_some() { Some(node) } else { fields.value("path") };
        let paths = paths.map(|paths| self.texts(paths)).unwrap_or_default();
        if paths.is_empty() {
            let error = Diagnostic::error("invalid-include", "this item of `include` names no file");
            self.report.push(error.hint("write the path of a file, or a map with `path`"), node.span);
            return None;
        }
        let project_directory = fields.value("project_directory").and_then(|folder| self.words(folder));
        let env_files = fields.value("env_file").map(|files| self.texts(files)).unwrap_or_default();
        Some(Item { paths, project_directory, env_files, at: node.span })
    }

    fn texts(&self, node: &Node) -> Vec<String> {
        match &node.value {
            NodeValue::Sequence(items) => items.iter().filter_map(|item| self.words(item)).collect(),
            _ => self.words(node).into_iter().collect(),
        }
    }

    /// Puts the files of one item together, in their own folder and with their own variables.
    fn document_of(&mut self, item: &Item, chain: &mut Vec<PathBuf>) -> Option<Mapping> {
        let from = self.report.sources.text_of(item.at).directory.clone();
        let first = from.join(item.paths.first()?);
        let beside = || first.parent().unwrap_or(Path::new("/")).to_owned();
        let folder = item.project_directory.as_ref().map_or_else(beside, |folder| from.join(folder));
        let variables = self.local_variables(item, &from, &folder)?;
        let has_own = !variables.is_empty();
        self.local.push(variables);
        let root = self.files_of(item, &from, &folder, chain);
        let root = root.map(|root| if has_own { self.with_variables(root) } else { root });
        self.local.pop();
        root.map(|root| merge::stripped(root, &self.report))
    }

    fn files_of(&mut self, item: &Item, from: &Path, folder: &Path, chain: &mut Vec<PathBuf>) -> Option<Mapping> {
        let mut whole: Option<Laid> = None;
        for name in &item.paths {
            let path = from.join(name);
            self.check_inclusion(&path, item.at, chain)?;
            let text = self.text(name, &path, item.at, "included")?;
            let laid = self.read(SourceText::new(self.shown(&path), folder, text), item.at)?;
            let root = self.extended(laid.root, &path);
            chain.push(path);
            let root = self.included(root, chain);
            chain.pop();
            let laid = Laid { root, ..laid };
            whole = Some(match whole.take() {
                Some(whole) => self.merged(whole, laid),
                None => laid,
            });
        }
        whole.map(|laid| laid.root)
    }

    fn check_inclusion(&mut self, path: &Path, at: Span, chain: &[PathBuf]) -> Option<()> {
        if chain.len() < limits::CHAIN && !chain.iter().any(|other| other == path) {
            return Some(());
        }
        let message = format!("the file {} includes itself", quoted(&self.shown(path)));
        self.report.push(Diagnostic::error("invalid-include", message), at);
        None
    }

    /// Reads the variables that only these files have: from `env_file`, else from the `.env` in their folder. A later
    /// file wins.
    fn local_variables(&mut self, item: &Item, from: &Path, folder: &Path) -> Option<BTreeMap<String, String>> {
        let mut variables = BTreeMap::new();
        if item.env_files.is_empty() {
            if let Ok(text) = self.around.files.read(&folder.join(".env")) {
                self.add_variables(&text, ".env", item.at, &mut variables)?;
            }
            return Some(variables);
        }
        for name in item.env_files.iter().filter(|name| *name != "/dev/null") {
            let text = self.text(name, &from.join(name), item.at, "included")?;
            self.add_variables(&text, name, item.at, &mut variables)?;
        }
        Some(variables)
    }

    fn add_variables(
        &mut self,
        text: &str,
        name: &str,
        at: Span,
        variables: &mut BTreeMap<String, String>,
    ) -> Option<()> {
        let known = variables.clone();
        let lookup = |name: &str| self.variable(name).or_else(|| known.get(name).cloned());
        match dotenv::parse(text, &lookup) {
            Ok(found) => {
                variables.extend(found.into_iter().filter_map(|(name, value)| Some((name, value?))));
                Some(())
            }
            Err(error) => {
                let message = format!("the env file {} of what is included here cannot be read: {error}", quoted(name));
                self.report.push(Diagnostic::error("invalid-include", message), at);
                None
            }
        }
    }

    /// Puts in the variables that are known here alone: what is put in is never read as a template again.
    fn with_variables(&self, root: Mapping) -> Mapping {
        root.into_entries().map(|entry| Entry { value: self.node_with_variables(entry.value), ..entry }).collect()
    }

    fn node_with_variables(&self, node: Node) -> Node {
        let value = match node.value {
            NodeValue::Mapping(mapping) => NodeValue::Mapping(self.with_variables(mapping)),
            NodeValue::Sequence(items) => {
                NodeValue::Sequence(items.into_iter().map(|item| self.node_with_variables(item)).collect())
            }
            NodeValue::Scalar(mut scalar) => {
                scalar.text = self.with_local(&scalar.text).unwrap_or(scalar.text);
                NodeValue::Scalar(scalar)
            }
            NodeValue::Null => NodeValue::Null,
        };
        Node { span: node.span, value }
    }

    fn with_local(&self, text: &str) -> Option<String> {
        let is_local = std::cell::Cell::new(false);
        let lookup = |name: &str| {
            let global = (self.around.variables)(name);
            is_local.set(is_local.get() || global.is_none() && self.variable(name).is_some());
            global.or_else(|| self.variable(name))
        };
        let text = interpolate(text, &lookup, &mut |_| {}).ok()?;
        is_local.get().then(|| text.replace('$', "$$"))
    }

    fn taken_over(&mut self, own: Mapping, document: Mapping) -> Mapping {
        let found = document.into_entries().filter(|entry| SECTIONS.contains(&entry.key.as_str()));
        found.fold(own, |own, section| {
            let (mine, others): (Vec<Entry>, Vec<Entry>) = own.into_entries().partition(|one| one.key == section.key);
            let whole = match mine.into_iter().next() {
                Some(mine) => self.joined(mine, section),
                None => section,
            };
            others.into_iter().chain([whole]).collect()
        })
    }

    fn joined(&mut self, mine: Entry, theirs: Entry) -> Entry {
        let (NodeValue::Mapping(all), NodeValue::Mapping(found)) = (&mine.value.value, theirs.value.value) else {
            return mine;
        };
        let mut all: Mapping = all.clone();
        for entry in found.into_entries() {
            match all.entry(&entry.key) {
                Some(known) if is_same(&known.value, &entry.value) => {}
                Some(known) => {
                    let message = format!("{} of an included file is described elsewhere too", quoted(&entry.key));
                    let error = Diagnostic::error("invalid-include", message);
                    let error = error.related(self.report.place(known.key_span), "it is described here");
                    let hint = "leave one out; to change what is included, merge both with `path: [one, other]`";
                    self.report.push(error.hint(hint), entry.key_span);
                }
                None => drop(all.insert(entry)),
            }
        }
        Entry { value: Node { span: mine.value.span, value: NodeValue::Mapping(all) }, ..mine }
    }
}

/// Returns whether two nodes say the same, wherever they stand.
fn is_same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (NodeValue::Mapping(one), NodeValue::Mapping(other)) => {
            let is_in_other = |entry: &Entry| other.value(&entry.key).is_some_and(|value| is_same(&entry.value, value));
            one.len() == other.len() && one.iter().all(is_in_other)
        }
        (NodeValue::Sequence(one), NodeValue::Sequence(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (one, other) => one == other,
    }
}

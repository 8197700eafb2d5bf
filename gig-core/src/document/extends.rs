//! Services that extend others, of the same file or of another one.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::assembly::Assembly;
use super::budget::Weight;
use super::{Entry, Mapping, Node, NodeValue, Span, limits, nearest};
use crate::diagnostic::{Diagnostic, SourceText};
use crate::resolve::interpolate::interpolate;
use crate::visible::quoted;

/// A file with the services in it.
#[derive(Clone)]
struct Home {
    path: PathBuf,
    services: Rc<Mapping>,
}

/// A service that is extended on the way to another.
struct Link {
    path: PathBuf,
    service: String,
    at: Span,
}

/// What `extends` names.
struct Reference {
    service: String,
    file: Option<String>,
    at: Span,
}

impl Assembly<'_> {
    /// Puts what the services of a file extend into them.
    pub(super) fn extended(&mut self, root: Mapping, path: &Path) -> Mapping {
        let services = root.value("services").and_then(Node::as_mapping);
        let extends = |entry: &Entry| entry.value.as_mapping().is_some_and(|keys| keys.entry("extends").is_some());
        let Some(services) = services.filter(|services| services.iter().any(extends)) else { return root };
        let home = Home { path: path.to_owned(), services: Rc::new(services.clone()) };
        let entries: Vec<Entry> = root.into_entries().map(|entry| self.with_bases(entry, &home)).collect();
        entries.into_iter().collect()
    }

    fn with_bases(&mut self, entry: Entry, home: &Home) -> Entry {
        match entry.value.value {
            NodeValue::Mapping(services) if entry.key == "services" => {
                let services: Vec<Entry> = services.into_entries().map(|service| self.whole(service, home)).collect();
                let value = NodeValue::Mapping(services.into_iter().collect());
                Entry { value: Node { value, ..entry.value }, ..entry }
            }
            _ => entry,
        }
    }

    fn whole(&mut self, service: Entry, home: &Home) -> Entry {
        let first = Link { path: home.path.clone(), service: service.key.clone(), at: service.key_span };
        let value = self.with_base(service.value, &service.key, home, &mut vec![first]);
        Entry { value, ..service }
    }

    /// Merges a service into the one that it extends, which may extend another.
    fn with_base(&mut self, service: Node, name: &str, home: &Home, chain: &mut Vec<Link>) -> Node {
        let Node { span, value: NodeValue::Mapping(keys) } = service else { return service };
        let (extends, own): (Vec<Entry>, Vec<Entry>) = keys.into_entries().partition(|entry| entry.key == "extends");
        let own: Mapping = own.into_iter().collect();
        let base = extends.first().and_then(|extends| self.base(extends, home, chain));
        let whole = match base {
            Some(base) => self.merge(base, own, &["services", name]),
            None => own,
        };
        Node { span, value: NodeValue::Mapping(whole) }
    }

    fn base(&mut self, extends: &Entry, home: &Home, chain: &mut Vec<Link>) -> Option<Mapping> {
        let reference = self.reference(extends)?;
        let home = match &reference.file {
            Some(file) => self.home(file, reference.at)?,
            None => home.clone(),
        };
        let Some(found) = home.services.entry(&reference.service) else {
            self.report_unknown(&reference, &home);
            return None;
        };
        let link = Link { path: home.path.clone(), service: found.key.clone(), at: reference.at };
        self.check_chain(&link, chain)?;
        if self.report.budget.grow(Weight::of_node(&found.value)).is_err() {
            let message = format!("the services hold more than {} values with what they extend", limits::NODES);
            self.report.push(Diagnostic::error("too-large", message), reference.at);
            return None;
        }
        chain.push(link);
        let base = self.with_base(found.value.clone(), &found.key, &home, chain);
        chain.pop();
        if let NodeValue::Mapping(base) = base.value { Some(base) } else { None }
    }

    fn reference(&mut self, extends: &Entry) -> Option<Reference> {
        let at = extends.value.span;
        let (service, file) = match &extends.value.value {
            NodeValue::Scalar(_) => (Some(&extends.value), None),
            NodeValue::Mapping(fields) => (fields.value("service"), fields.value("file")),
            NodeValue::Null | NodeValue::Sequence(_) => (None, None),
        };
        let Some(service) = service.and_then(|service| self.words(service)) else {
            let error = Diagnostic::error("invalid-extends", "`extends` names no service");
            self.report.push(error.hint("write `extends: {service: NAME}`, with `file` for another file"), at);
            return None;
        };
        let file = file.filter(|file| !file.is_null()).map(|file| self.words(file).unwrap_or_default());
        Some(Reference { service, file, at })
    }

    /// Returns a text with its variables put in.
    pub(super) fn words(&self, node: &Node) -> Option<String> {
        interpolate(&node.as_scalar()?.text, &|name| self.variable(name), &mut |_| {}).ok()
    }

    fn home(&mut self, file: &str, at: Span) -> Option<Home> {
        let path = self.report.sources.text_of(at).directory.join(file);
        if !self.extended.contains_key(&path) {
            let services = self.services_of(file, &path, at).map(Rc::new);
            self.extended.insert(path.clone(), services);
        }
        let services = self.extended.get(&path)?.clone()?;
        Some(Home { path, services })
    }

    fn services_of(&mut self, name: &str, path: &Path, at: Span) -> Option<Mapping> {
        let text = self.text(name, path, at, "extended")?;
        let folder = path.parent().unwrap_or(Path::new("/"));
        let laid = self.read(SourceText::new(self.shown(path), folder, text), at)?;
        Some(laid.root.value("services").and_then(Node::as_mapping).cloned().unwrap_or_default())
    }

    /// Names a file as seen from the project's folder.
    pub(super) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.report.sources.first().directory).unwrap_or(path).display().to_string()
    }

    fn report_unknown(&mut self, reference: &Reference, home: &Home) {
        let (service, file) = (quoted(&reference.service), home.path.display().to_string());
        let message = format!("the service {service}, which is extended here, is not in {}", quoted(&file));
        let error = Diagnostic::error("invalid-extends", message);
        let near = nearest(&reference.service, home.services.iter().map(|entry| entry.key.as_str()));
        let error = near.into_iter().fold(error, |error, near| error.hint(format!("did you mean `{near}`?")));
        self.report.push(error, reference.at);
    }

    /// Reports a service that extends itself, and a chain that is too long to be anything else.
    fn check_chain(&mut self, link: &Link, chain: &[Link]) -> Option<()> {
        let first = chain.iter().find(|other| other.service == link.service && other.path == link.path);
        if first.is_none() && chain.len() < limits::CHAIN {
            return Some(());
        }
        let start = first.or(chain.first())?;
        let message = format!("the service {} extends itself", quoted(&start.service));
        let message = if first.is_some() { message } else { format!("{message}, or the chain has no end") };
        let mut error = Diagnostic::error("extends-cycle", message);
        for other in chain.iter().skip(1) {
            let what = format!("{} is extended here", quoted(&other.service));
            error = error.related(self.report.place(other.at), what);
        }
        self.report.push(error.hint("put what both share into a service of its own"), link.at);
        None
    }
}

//! From several texts to one document: each is read, what its services extend and what it includes is put in, and it is
//! merged into those before it.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::merge::{self, Merge};
use super::report::Report;
use super::{Document, Layout, Mapping, Span, Surroundings, hazard, layout, root_map, tree};
use crate::diagnostic::{Diagnostic, Diagnostics, SourceText};
use crate::visible::quoted;

/// A text that was read: its layout, and its keys with the services under `services`.
pub(super) struct Laid {
    pub(super) layout: Layout,
    pub(super) root: Mapping,
}

/// A document under construction.
pub(super) struct Assembly<'a> {
    pub(super) around: &'a Surroundings<'a>,
    pub(super) report: Report,
    /// The services of the files that are extended, by path; nothing where one cannot be read.
    pub(super) extended: HashMap<PathBuf, Option<Rc<Mapping>>>,
    /// The variables that only the files have that are included right now, the innermost last.
    pub(super) local: Vec<BTreeMap<String, String>>,
}

/// Makes one document of texts.
pub(super) fn assemble(texts: Vec<SourceText>, around: &Surroundings<'_>) -> Result<Document, Diagnostics> {
    let mut texts = texts.into_iter();
    let first = texts.next().ok_or_else(|| Diagnostic::error("no-content", "there is no file"))?;
    let first = hazard::admit(first).map_err(|refusal| Diagnostics::from(*refusal))?;
    let report = Report::new(Arc::clone(&first));
    let mut assembly = Assembly { around, report, extended: HashMap::new(), local: Vec::new() };
    let mut whole = assembly.tree(&first, 0).map(|laid| assembly.completed(laid, &path_of(&first)));
    for text in texts {
        let path = path_of(&text);
        let next = assembly.read(text, Span::default()).map(|laid| assembly.completed(laid, &path));
        whole = whole.zip(next).map(|(whole, next)| assembly.merged(whole, next));
    }
    assembly.finish(whole)
}

fn path_of(source: &SourceText) -> PathBuf {
    source.directory.join(&source.name)
}

impl Assembly<'_> {
    fn finish(mut self, whole: Option<Laid>) -> Result<Document, Diagnostics> {
        let document = whole.map(|laid| {
            let root = merge::stripped(laid.root, &self.report);
            layout::arrange(laid.layout, root, &mut self.report)
        });
        let diagnostics = self.report.diagnostics.in_order();
        match document {
            Some(document) => Ok(Document { diagnostics, ..document }),
            None => Err(diagnostics),
        }
    }

    /// Reads one more text, which `named_at` asks for; what is wrong is reported.
    pub(super) fn read(&mut self, text: SourceText, named_at: Span) -> Option<Laid> {
        let source = match hazard::admit(text) {
            Ok(source) => source,
            Err(refusal) => {
                self.report.diagnostics.push(*refusal);
                return None;
            }
        };
        let Some(base) = self.report.sources.add(Arc::clone(&source)) else {
            let error = Diagnostic::error("too-large", format!("{} is one file too many", quoted(&source.name)));
            self.report.push(error.hint("a platform may have 100 files of 10 MB in all"), named_at);
            return None;
        };
        self.tree(&source, base)
    }

    /// Reads the text of a file that is `used` at a place: extended or included.
    pub(super) fn text(&mut self, name: &str, path: &Path, at: Span, used: &str) -> Option<String> {
        let text = self.around.files.read(path).map_err(|error| {
            let message = format!("failed to read {}, which is {used} here: {error}", quoted(name));
            self.report.push(Diagnostic::error("missing-file", message), at);
        });
        text.ok()
    }

    fn tree(&mut self, source: &Arc<SourceText>, base: u32) -> Option<Laid> {
        match tree::read(source, base, &mut self.report) {
            Ok(root) => {
                let (layout, root) = layout::lay_out(root_map(root, base, &mut self.report)?);
                Some(Laid { layout, root })
            }
            Err(fatal) => {
                self.report.diagnostics.push(*fatal);
                None
            }
        }
    }

    /// Puts in what the services extend, and what the file includes.
    fn completed(&mut self, laid: Laid, path: &Path) -> Laid {
        let root = self.extended(laid.root, path);
        Laid { root: self.included(root, &mut vec![path.to_owned()]), ..laid }
    }

    pub(super) fn merged(&mut self, whole: Laid, next: Laid) -> Laid {
        let have_services = [&whole, &next].map(|laid| laid.root.value("services").is_some());
        if whole.layout != next.layout && have_services == [true, true] {
            let at = next.root.iter().next().map_or_else(Span::default, |entry| entry.key_span);
            let message = "this file has another layout than the first: services stand under `services` in one of them";
            self.report.push(Diagnostic::error("cannot-merge", message), at);
        }
        let layout = if have_services == [false, true] { next.layout } else { whole.layout };
        Laid { layout, root: self.merge(whole.root, next.root, &[]) }
    }

    pub(super) fn merge(&mut self, base: Mapping, over: Mapping, path: &[&str]) -> Mapping {
        let (around, local) = (self.around, &self.local);
        let variables = |name: &str| variable(around, local, name);
        Merge { variables: &variables, report: &mut self.report }.maps(base, over, path)
    }

    pub(super) fn variable(&self, name: &str) -> Option<String> {
        variable(self.around, &self.local, name)
    }
}

fn variable(around: &Surroundings<'_>, local: &[BTreeMap<String, String>], name: &str) -> Option<String> {
    let found = || local.iter().find_map(|variables| variables.get(name).cloned());
    (around.variables)(name).or_else(found)
}

//! From events to a tree: lists and maps under construction stand on a stack, so that no text, however deeply
//! it nests, makes the program recurse.
//!
//! Whatever is wrong with a single node is noted and reading goes on; bad syntax and a limit end it.

use std::sync::Arc;

use super::anchor::{Anchors, Lookup};
use super::budget::{Budget, Exhausted, Weight};
use super::open::OpenMapping;
use super::report::Report;
use super::yaml::{Event, EventKind, Events, Properties};
use super::{Node, NodeValue, Scalar, Span, limits, syntax, tag};
use crate::diagnostic::{Diagnostic, SourceText};
use crate::visible::quoted;

/// What ends the reading. Boxed, because a diagnostic is large and rare.
type Fatal = Box<Diagnostic>;

/// Reads the tree of a text that starts at `base`; there is none where the text holds nothing but comments.
///
/// # Errors
/// What made it impossible to read on.
pub(super) fn read(source: &Arc<SourceText>, base: u32, report: &mut Report) -> Result<Option<Node>, Fatal> {
    let mut builder = Builder::new(report);
    for event in Events::new(&source.text, base) {
        builder.take(event.map_err(|failure| syntax::explain(source, &failure))?)?;
    }
    let Builder { root, budget, .. } = builder;
    report.budget = budget.without_copies();
    Ok(root)
}

struct Builder<'a> {
    report: &'a mut Report,
    budget: Budget,
    anchors: Anchors,
    /// Lists and maps that are open, the innermost last. Invariant: never more than [`limits::DEPTH`].
    frames: Vec<Frame>,
    root: Option<Node>,
    documents: usize,
}

/// A list or map under construction.
struct Frame {
    start: u32,
    /// The end of what was put in last.
    end: u32,
    anchor: Option<String>,
    /// What the tree weighed before this frame was opened.
    before: Weight,
    /// How many levels there are below: 0 with nothing but scalars inside.
    height: usize,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping(OpenMapping),
}

impl<'a> Builder<'a> {
    fn new(report: &'a mut Report) -> Self {
        Self {
            budget: std::mem::take(&mut report.budget),
            report,
            anchors: Anchors::default(),
            frames: Vec::new(),
            root: None,
            documents: 0,
        }
    }

    fn take(&mut self, event: Event) -> Result<(), Fatal> {
        let span = event.span;
        match event.kind {
            EventKind::DocumentStart => self.start_document(span),
            EventKind::Scalar(properties, scalar) => self.scalar(properties, scalar, span),
            EventKind::Alias(name) => self.alias(&name, span),
            EventKind::SequenceStart(properties) => {
                self.check_tag(properties.tag.as_deref(), "seq", span);
                self.open(properties, Content::Sequence(Vec::new()), span)
            }
            EventKind::MappingStart(properties) => {
                self.check_tag(properties.tag.as_deref(), "map", span);
                self.open(properties, Content::Mapping(OpenMapping::default()), span)
            }
            EventKind::CollectionEnd => self.close(span),
        }
    }

    fn start_document(&mut self, span: Span) -> Result<(), Fatal> {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let error = Diagnostic::error("several-documents", "a second YAML document begins here");
        Err(self.fatal(error.hint("one file holds one document: remove the `---`, or split the file"), span))
    }

    fn scalar(&mut self, properties: Properties, mut scalar: Scalar, span: Span) -> Result<(), Fatal> {
        let length = scalar.text.len();
        if length > limits::SCALAR {
            let message = format!("this text is {length} bytes long, more than the {} that are read", limits::SCALAR);
            return Err(self.fatal(Diagnostic::error("too-large", message), span));
        }
        let weight = Weight::of_text(&scalar.text);
        self.grow(weight, span)?;
        if !self.is_marked(properties.tag.as_deref(), span)
            && let Err(error) = tag::apply(properties.tag.as_deref(), &mut scalar)
        {
            self.report.push(error, span);
        }
        if properties.anchor.is_none()
            && let Some(Frame { content: Content::Mapping(open), end, .. }) = self.frames.last_mut()
            && open.awaits_key()
        {
            *end = span.end;
            open.take_key(scalar, span, self.report);
            return Ok(());
        }
        self.finish(Node { span, value: scalar.into() }, properties.anchor, weight, 0, span)
    }

    fn alias(&mut self, name: &str, span: Span) -> Result<(), Fatal> {
        let anchored = match self.anchors.look_up(name) {
            Lookup::Known(anchored) => anchored,
            Lookup::Open => {
                self.refuse_alias(format!("the alias {} stands within its own anchor", quoted(name)), span);
                return Ok(());
            }
            Lookup::Unknown => {
                self.refuse_alias(format!("there is no anchor {} before this alias", quoted(name)), span);
                return Ok(());
            }
        };
        if self.frames.len() + anchored.levels > limits::DEPTH {
            return Err(self.too_deep(span));
        }
        // What does not fit is not copied first.
        if let Err(exhausted) = self.budget.grow(anchored.weight) {
            return Err(self.exhausted(exhausted, span));
        }
        let (node, levels) = (anchored.node.clone(), anchored.levels);
        self.place(node, levels, span);
        Ok(())
    }

    /// Leaves the alias out, so that nothing else is said about the value that is not there.
    fn refuse_alias(&mut self, message: String, span: Span) {
        let error = Diagnostic::error("unknown-anchor", message);
        self.report.push(error.hint("text that starts with `*` needs quotes"), span);
        if let Some(Frame { content: Content::Mapping(open), end, .. }) = self.frames.last_mut() {
            *end = span.end;
            open.skip();
        }
    }

    /// Notes what a tag says about the merging of the node, where it says something about that.
    fn is_marked(&mut self, tag: Option<&str>, span: Span) -> bool {
        let Some(mark) = tag.and_then(tag::mark) else { return false };
        self.report.marks.insert(span.start, mark);
        true
    }

    fn check_tag(&mut self, tag: Option<&str>, own: &str, span: Span) {
        if self.is_marked(tag, span) {
            return;
        }
        if let Err(error) = tag::check_collection(tag, own) {
            self.report.push(error, span);
        }
    }

    fn open(&mut self, properties: Properties, content: Content, span: Span) -> Result<(), Fatal> {
        if self.frames.len() == limits::DEPTH {
            return Err(self.too_deep(span));
        }
        let before = self.budget.tree();
        self.grow(Weight::of_collection(), span)?;
        if let Some(anchor) = &properties.anchor {
            self.anchors.open(anchor);
        }
        let anchor = properties.anchor;
        self.frames.push(Frame { start: span.start, end: span.end, anchor, before, height: 0, content });
        Ok(())
    }

    fn close(&mut self, span: Span) -> Result<(), Fatal> {
        let Some(frame) = self.frames.pop() else { return Ok(()) };
        let is_bracket = span.end > span.start;
        let whole = Span { start: frame.start, end: if is_bracket { span.end } else { frame.end } };
        let value = match frame.content {
            Content::Sequence(mut items) => {
                items.shrink_to_fit();
                NodeValue::Sequence(items)
            }
            Content::Mapping(open) => NodeValue::Mapping(open.close(self.report)),
        };
        let weight = self.budget.tree().since(frame.before);
        self.finish(Node { span: whole, value }, frame.anchor, weight, frame.height + 1, whole)
    }

    /// Keeps a copy of an anchored node and puts the node where it belongs.
    fn finish(
        &mut self,
        node: Node,
        anchor: Option<String>,
        weight: Weight,
        levels: usize,
        site: Span,
    ) -> Result<(), Fatal> {
        if let Some(name) = anchor {
            if let Err(exhausted) = self.budget.keep(weight) {
                return Err(self.exhausted(exhausted, site));
            }
            self.anchors.close(name, node.clone(), weight, levels);
        }
        self.place(node, levels, site);
        Ok(())
    }

    fn place(&mut self, node: Node, levels: usize, site: Span) {
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(node);
            return;
        };
        frame.end = site.end;
        frame.height = frame.height.max(levels);
        match &mut frame.content {
            Content::Sequence(items) => items.push(node),
            Content::Mapping(open) => open.take(node, site, self.report),
        }
    }

    fn grow(&mut self, weight: Weight, span: Span) -> Result<(), Fatal> {
        self.budget.grow(weight).map_err(|exhausted| self.exhausted(exhausted, span))
    }

    fn exhausted(&self, exhausted: Exhausted, span: Span) -> Fatal {
        let message = match exhausted {
            Exhausted::Nodes => format!("the file holds more than {} values, aliases expanded", limits::NODES),
            Exhausted::Text => {
                format!("the file holds more than {} bytes of text, aliases expanded", limits::EXPANDED_TEXT)
            }
        };
        self.fatal(Diagnostic::error("too-large", message), span)
    }

    fn too_deep(&self, span: Span) -> Fatal {
        let message = format!("lists and maps are nested more than {} levels deep", limits::DEPTH);
        self.fatal(Diagnostic::error("too-large", message), span)
    }

    fn fatal(&self, error: Diagnostic, span: Span) -> Fatal {
        Box::new(error.at(self.report.place(span)))
    }
}

//! What every decoder shares: the document, the inputs, and the diagnostics found so far.
//!
//! A decoder that fails has reported why: [`Reported`] is the proof, and only [`Context`] makes one.
//! That is how the others go on, so that all that is wrong is said at once.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;
use std::hash::Hash;

use indexmap::IndexSet;

use super::Inputs;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::document::{Document, Span};
use crate::name::ProjectName;

/// The variable that always has the project's name, as in compose.
const PROJECT_VARIABLE: &str = "COMPOSE_PROJECT_NAME";

/// The proof that an error was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reported(());

/// Something decoded, or an error that was reported.
pub(super) type Decoded<T> = Result<T, Reported>;

/// Returns everything that was decoded, or fails if anything was not; each item is decoded in any case.
pub(super) fn all<T>(items: impl IntoIterator<Item = Decoded<T>>) -> Decoded<Vec<T>> {
    let items: Vec<Decoded<T>> = items.into_iter().collect();
    items.into_iter().collect()
}

/// Keeps of equal items the first: lists of addresses, ports and the like mean no more by saying something twice.
pub(super) fn distinct<T: Eq + Hash>(items: Vec<T>) -> Vec<T> {
    if items.len() < 2 {
        return items;
    }
    items.into_iter().collect::<IndexSet<T>>().into_iter().collect()
}

/// Something with its place in the document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed<T> {
    /// The thing.
    pub(super) value: T,
    /// Where it stands.
    pub(super) span: Span,
}

/// What every decoder shares.
pub(super) struct Context<'a> {
    /// The document.
    pub(super) document: &'a Document,
    /// What else its meaning depends on.
    pub(super) inputs: &'a Inputs<'a>,
    strict: bool,
    /// Whether the document is only described, whole or not.
    described: bool,
    /// The project's name, once it is known.
    project: OnceCell<ProjectName>,
    diagnostics: RefCell<Diagnostics>,
    warned: RefCell<BTreeSet<(String, u32)>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(document: &'a Document, inputs: &'a Inputs<'a>) -> Self {
        Self {
            document,
            inputs,
            strict: inputs.strict,
            described: false,
            project: OnceCell::new(),
            diagnostics: RefCell::default(),
            warned: RefCell::default(),
        }
    }

    /// Makes an unset variable without a default an error from here on.
    pub(super) fn strictly(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Makes what keeps a document from being carried out a warning from here on.
    pub(super) fn described(mut self) -> Self {
        self.described = true;
        self
    }

    /// Adds what keeps a document from being carried out, although it can be read: an error, but where it is only
    /// described.
    ///
    /// # Errors
    /// Where it is an error.
    pub(super) fn flaw(&self, diagnostic: Diagnostic) -> Decoded<()> {
        if !self.described {
            return Err(self.report(diagnostic));
        }
        self.report(Diagnostic { severity: Severity::Warning, ..diagnostic });
        Ok(())
    }

    /// Adds an error.
    pub(super) fn report(&self, diagnostic: Diagnostic) -> Reported {
        self.diagnostics.borrow_mut().push(diagnostic);
        Reported(())
    }

    /// Adds an error at `span`.
    pub(super) fn error(&self, span: Span, code: &'static str, message: impl Into<String>) -> Reported {
        self.report(Diagnostic::error(code, message).at(self.place(span)))
    }

    /// Adds an error at `span`, unless something is wrong there that was reported when the document was read: then
    /// this is the same, or comes of it.
    pub(super) fn further_error(&self, span: Span, error: Diagnostic) -> Reported {
        let whole = self.place(span);
        let within = |place: &Place| {
            std::sync::Arc::ptr_eq(&place.source, &whole.source)
                && whole.range.start <= place.range.start
                && place.range.end <= whole.range.end
        };
        let mut errors = self.document.diagnostics.iter().filter(|known| known.severity == Severity::Error);
        if errors.any(|known| known.at.as_ref().is_some_and(within)) { Reported(()) } else { self.report(error) }
    }

    /// Adds a flaw at `span`, unless something is wrong there that was reported when the document was read.
    ///
    /// # Errors
    /// Where it is an error, or something else is one.
    pub(super) fn further_flaw(&self, span: Span, flaw: Diagnostic) -> Decoded<()> {
        if self.described { self.flaw(flaw) } else { Err(self.further_error(span, flaw)) }
    }

    /// Adds a warning at `span`.
    pub(super) fn warn(&self, span: Span, code: &'static str, message: impl Into<String>) {
        let warning = Diagnostic::warning(code, message).at(self.place(span));
        self.diagnostics.borrow_mut().push(warning);
    }

    /// Says that variables without a default are not set: once for each variable and place.
    ///
    /// # Errors
    /// Where that is an error: with `strict`, and in a protected environment.
    pub(super) fn unset(&self, span: Span, variables: &[String]) -> Decoded<()> {
        let mut result = Ok(());
        for variable in variables {
            if !self.warned.borrow_mut().insert((variable.clone(), span.start)) {
                continue;
            }
            if self.strict {
                let message = format!("variable `{variable}` is not set and has no default");
                result = Err(self.error(span, "unset-variable", message));
            } else {
                let message = format!("variable `{variable}` is not set; the empty string is used");
                self.warn(span, "unset-variable", message);
            }
        }
        result
    }

    /// Says what the project's name is; the first one stays.
    pub(super) fn set_project(&self, project: &ProjectName) {
        _ = self.project.set(project.clone());
    }

    /// Returns the value of a variable. The one that names the project has a value as soon as the project has a name.
    pub(super) fn variable(&self, name: &str) -> Option<String> {
        match self.project.get() {
            Some(project) if name == PROJECT_VARIABLE => Some(project.to_string()),
            _ => self.inputs.variables.value(name).map(str::to_owned),
        }
    }

    /// Returns whether the document is only described, whole or not.
    pub(super) fn is_described(&self) -> bool {
        self.described
    }

    /// Returns the place of `span` in the document.
    pub(super) fn place(&self, span: Span) -> Place {
        self.document.place(span)
    }

    /// Returns whether further errors would only be counted.
    pub(super) fn is_full(&self) -> bool {
        self.diagnostics.borrow().is_full()
    }

    /// Ends the collection.
    pub(super) fn into_diagnostics(self) -> Diagnostics {
        self.diagnostics.into_inner()
    }
}

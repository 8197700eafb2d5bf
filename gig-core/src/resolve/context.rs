//! What every decoder shares: the document, the inputs, and the diagnostics found so far.
//!
//! A decoder that fails has reported why: [`Reported`] is the proof, and only [`Context`] makes one.
//! That is how the others go on, so that all that is wrong is said at once.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Inputs;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::document::{Document, Span};

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
    diagnostics: RefCell<Diagnostics>,
    warned: RefCell<BTreeSet<(String, u32)>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(document: &'a Document, inputs: &'a Inputs<'a>) -> Self {
        Self { document, inputs, strict: inputs.strict, diagnostics: RefCell::default(), warned: RefCell::default() }
    }

    /// Makes an unset variable without a default an error from here on.
    pub(super) fn strictly(mut self) -> Self {
        self.strict = true;
        self
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
        let whole = self.place(span).range;
        let within = |place: &Place| whole.start <= place.range.start && place.range.end <= whole.end;
        let mut errors = self.document.diagnostics.iter().filter(|known| known.severity == Severity::Error);
        if errors.any(|known| known.at.as_ref().is_some_and(within)) { Reported(()) } else { self.report(error) }
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

    /// Returns the value of a variable.
    pub(super) fn variable(&self, name: &str) -> Option<String> {
        self.inputs.variables.value(name).map(str::to_owned)
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

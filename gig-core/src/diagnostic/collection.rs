//! Diagnostics, collected: bounded, in the order of the text, each said once.

use super::{Diagnostic, Severity};

/// How many of each severity are kept. A hostile file could have millions, and nobody reads a thousand.
const KEPT: usize = 1000;

/// Everything that is wrong, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

impl Diagnostics {
    /// Adds one. Of the errors and of the warnings the first thousand are kept, the others counted.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let count = match diagnostic.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= KEPT {
            self.kept.push(diagnostic);
        }
    }

    /// Adds all of `others`.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        others.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// Returns whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Returns whether further errors would only be counted, so that there is no use in looking for more.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.errors >= KEPT
    }

    /// Returns whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Returns how many were added but not kept.
    #[must_use]
    pub fn omitted(&self) -> usize {
        self.errors.saturating_sub(KEPT) + self.warnings.saturating_sub(KEPT)
    }

    /// Looks at each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.kept.iter()
    }

    /// Brings them into the order of the text and drops repetitions, which aliases make.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        self.kept.sort_by(|one, other| position(one).cmp(&position(other)));
        self.kept.dedup();
        self
    }
}

fn position(diagnostic: &Diagnostic) -> (Option<(&str, usize)>, &str, &str) {
    let place = diagnostic.at.as_ref().map(|place| (place.source.name.as_str(), place.range.start));
    (place, diagnostic.code, &diagnostic.message)
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        let mut diagnostics = Self::default();
        diagnostics.push(diagnostic);
        diagnostics
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iterator: I) -> Self {
        let mut diagnostics = Self::default();
        diagnostics.extend(iterator);
        diagnostics
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.kept.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Diagnostic, Diagnostics, KEPT};
    use crate::diagnostic::{Place, SourceText};

    #[test]
    fn they_come_in_the_order_of_the_text_and_each_once() {
        let source = Arc::new(SourceText::new("gig.yml", "/", "a b c"));
        let at = |start| Place { source: Arc::clone(&source), range: start..start + 1 };
        let pushed =
            [("c", Some(4)), ("a", Some(0)), ("everywhere", None), ("c", Some(4)), ("also a", Some(0)), ("a", Some(0))];
        let diagnostics: Diagnostics = pushed
            .into_iter()
            .map(|(message, start)| Diagnostic { at: start.map(at), ..Diagnostic::error("cycle", message) })
            .collect();
        let messages: Vec<_> = diagnostics.in_order().into_iter().map(|diagnostic| diagnostic.message).collect();
        assert_eq!(messages, ["everywhere", "a", "also a", "c"]);
    }

    #[test]
    fn beyond_the_limit_they_are_counted_and_errors_are_not_hidden_by_warnings() {
        let mut diagnostics = Diagnostics::default();
        diagnostics.extend((0..KEPT + 5).map(|number| Diagnostic::warning("cycle", number.to_string())));
        assert!(!diagnostics.has_errors());
        diagnostics.push(Diagnostic::error("cycle", "this one counts"));
        assert!(diagnostics.has_errors());
        assert_eq!(diagnostics.iter().count(), KEPT + 1);
        assert_eq!(diagnostics.omitted(), 5);
    }
}

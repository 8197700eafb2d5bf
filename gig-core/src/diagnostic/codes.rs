//! Every kind of diagnostic by its code: what it means, why, and a small file that is wrong and one that is right.
//!
//! `gig explain` and `docs/diagnostics.md` are made from this table, and a test runs each example. A diagnostic can
//! only be made of a code that stands here.

mod contents;
mod examples;
mod files;
mod keys;
mod lints;
mod meaning;
mod text;
mod values;

pub use examples::Example;

/// What is known of a kind of diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// Its stable name, in kebab case.
    pub code: &'static str,
    /// What is found, as a lower-case fragment that is true of the error and of the warning.
    pub summary: &'static str,
    /// Why that is reported, and what to do, in sentences.
    pub why: &'static str,
    /// What it looks like, where that can be shown by a file alone.
    pub example: Option<Contrast>,
}

/// A file that is wrong and one that is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contrast {
    /// It yields diagnostics of this code, and no others.
    pub wrong: Example,
    /// The same, mended: it yields none.
    pub right: Example,
}

/// The tables, by what they are about; the documents show them in this order.
pub const CHAPTERS: &[(&str, &[Explanation])] = &[
    ("The text of the file", text::EXPLANATIONS),
    ("Keys and shapes", keys::EXPLANATIONS),
    ("Several files", files::EXPLANATIONS),
    ("Values", values::EXPLANATIONS),
    ("Services and what they share", meaning::EXPLANATIONS),
    ("Configs and secrets", contents::EXPLANATIONS),
    ("What will bite", lints::EXPLANATIONS),
];

/// Returns whether a code is one that only [`Lints::Reported`](crate::resolve::Lints) yields.
#[must_use]
pub fn is_lint(code: &str) -> bool {
    lints::EXPLANATIONS.iter().any(|explanation| explanation.code == code)
}

/// Looks at every explanation.
pub fn all() -> impl Iterator<Item = &'static Explanation> {
    CHAPTERS.iter().flat_map(|(_, explanations)| explanations.iter())
}

/// Returns the explanation of a code.
#[must_use]
pub fn explanation(code: &str) -> Option<&'static Explanation> {
    all().find(|explanation| explanation.code == code)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{CHAPTERS, all};

    #[test]
    fn every_code_is_in_kebab_case_and_explained_once() {
        let codes: HashSet<_> = all().map(|explanation| explanation.code).collect();
        assert_eq!(codes.len(), all().count(), "a code is explained twice");
        for code in codes {
            assert!(
                code.split('-').all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase())),
                "{code}"
            );
        }
        for (chapter, explanations) in CHAPTERS {
            assert!(explanations.is_sorted_by(|one, other| one.code < other.code), "{chapter}: in order");
        }
    }

    #[test]
    fn a_summary_is_a_fragment_and_a_reason_is_a_sentence() {
        for explanation in all() {
            let code = explanation.code;
            assert!(
                !explanation.summary.ends_with('.') && !explanation.summary.starts_with(char::is_uppercase),
                "{code}"
            );
            assert!(explanation.why.ends_with('.') && explanation.why.len() > 40, "{code}");
        }
    }
}

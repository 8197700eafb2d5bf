//! Text with references to variables in it, and what becomes of it: what templates and shell words have in common.
//!
//! How such text is written is not here: [`interpolate`](super::interpolate) reads templates,
//! [`profile`](super::profile) reads shell words. The six operators mean the same in both.

use std::ops::Range;

/// How many references may stand inside each other.
pub(super) const DEEPEST_NESTING: usize = 10;

/// A text in which a reference to a variable cannot be read, or cannot be replaced.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct InterpolationError {
    /// The part of the text that is to blame, in bytes.
    pub range: Range<usize>,
    /// What is wrong with it.
    pub message: String,
}

/// A piece of a text.
#[derive(Debug, PartialEq)]
pub(super) enum Part {
    /// Text that stands for itself.
    Text(String),
    /// Text that stands for a variable's value.
    Reference(Reference),
}

/// A reference to a variable.
#[derive(Debug, PartialEq)]
pub(super) struct Reference {
    pub(super) name: String,
    /// Where it stands, in bytes.
    pub(super) range: Range<usize>,
    /// The operator after the name, and the word after the operator.
    pub(super) operation: Option<(Operator, Vec<Part>)>,
}

/// What stands between the name of a variable and a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Operator {
    kind: OperatorKind,
    /// Whether it begins with `:`, so that an empty value counts as none.
    skips_empty: bool,
}

/// What an operator asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OperatorKind {
    /// `-`: the word where there is no value.
    Default,
    /// `+`: the word where there is a value.
    Alternative,
    /// `?`: a failure with the word where there is no value.
    Required,
}

impl Operator {
    /// `-`: the word stands in for a variable that is not set.
    pub(super) const DEFAULT: Self = Self { kind: OperatorKind::Default, skips_empty: false };

    /// Returns what it asks for.
    pub(super) fn kind(self) -> OperatorKind {
        self.kind
    }

    /// Reads the operator that `text` begins with, and gives its length in bytes.
    pub(super) fn leading(text: &str) -> Option<(Self, usize)> {
        let (skips_empty, mark) = text.strip_prefix(':').map_or((false, text), |mark| (true, mark));
        let kind = match mark.chars().next()? {
            '-' => OperatorKind::Default,
            '+' => OperatorKind::Alternative,
            '?' => OperatorKind::Required,
            _ => return None,
        };
        Some((Self { kind, skips_empty }, 1 + usize::from(skips_empty)))
    }
}

/// Adds `text` to the end of `parts`.
pub(super) fn push_text(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        Some(Part::Text(last)) => last.push_str(text),
        Some(Part::Reference(_)) | None => parts.push(Part::Text(text.to_owned())),
    }
}

/// Returns the name of a variable that `text` begins with; empty where it begins with none.
pub(super) fn leading_name(text: &str) -> &str {
    let belongs = |(index, c): (usize, char)| c == '_' || c.is_ascii_alphabetic() || index > 0 && c.is_ascii_digit();
    let end = text.char_indices().find(|&character| !belongs(character)).map_or(text.len(), |(index, _)| index);
    &text[..end]
}

/// Puts the values of variables in. A word is only looked at where it is used, and a value is never read again.
///
/// `on_unset` hears of each variable without a value that has no operator to say what then.
pub(super) fn expand(
    parts: &[Part],
    variables: &dyn Fn(&str) -> Option<String>,
    on_unset: &mut dyn FnMut(&str),
) -> Result<String, InterpolationError> {
    let mut expanded = String::new();
    for part in parts {
        match part {
            Part::Text(text) => expanded.push_str(text),
            Part::Reference(reference) => expanded.push_str(&reference.value(variables, on_unset)?),
        }
    }
    Ok(expanded)
}

impl Reference {
    fn value(
        &self,
        variables: &dyn Fn(&str) -> Option<String>,
        on_unset: &mut dyn FnMut(&str),
    ) -> Result<String, InterpolationError> {
        let value = variables(&self.name);
        let Some((operator, word)) = &self.operation else {
            if value.is_none() {
                on_unset(&self.name);
            }
            return Ok(value.unwrap_or_default());
        };
        let value = value.filter(|value| !(operator.skips_empty && value.is_empty()));
        match (operator.kind, value) {
            (OperatorKind::Default | OperatorKind::Required, Some(value)) => Ok(value),
            (OperatorKind::Alternative, None) => Ok(String::new()),
            (OperatorKind::Default, None) | (OperatorKind::Alternative, Some(_)) => expand(word, variables, on_unset),
            (OperatorKind::Required, None) => Err(self.missing(&expand(word, variables, on_unset)?)),
        }
    }

    fn missing(&self, explanation: &str) -> InterpolationError {
        let separator = if explanation.is_empty() { "" } else { ": " };
        let message = format!("required variable {} is missing a value{separator}{explanation}", self.name);
        InterpolationError { range: self.range.clone(), message }
    }
}

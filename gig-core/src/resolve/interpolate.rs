//! Variables in the values of a document, as compose writes them: `$NAME`, `${NAME}`, `${NAME:-word}`.
//!
//! The operators are `:-` `-` `:?` `?` `:+` `+`; a word may hold references itself, and braces in it are balanced.
//! `$$` is a dollar sign, and so is a `$` that no name or brace follows. Where the values come from is not here.

#[cfg(test)]
mod tests;

pub use super::expansion::InterpolationError;
use super::expansion::{DEEPEST_NESTING, Operator, Part, Reference, expand, leading_name, push_text};

/// Puts variables into `template`; what is put in is never read as a template again.
///
/// `on_unset` hears of each variable that is used, has no value and no operator to say what then; it counts as empty.
///
/// # Errors
/// [`InterpolationError`] where a `${` does not begin a reference, used or not, and where a required variable is missing.
pub fn interpolate(
    template: &str,
    variables: &dyn Fn(&str) -> Option<String>,
    on_unset: &mut dyn FnMut(&str),
) -> Result<String, InterpolationError> {
    if !template.contains('$') {
        return Ok(template.to_owned());
    }
    expand(&self::template(template)?, variables, on_unset)
}

/// Reads `template` without putting anything in.
pub(super) fn template(template: &str) -> Result<Vec<Part>, InterpolationError> {
    Parser { template, position: 0 }.parts(0)
}

struct Parser<'a> {
    template: &'a str,
    /// Where it has come, in bytes.
    position: usize,
}

impl<'a> Parser<'a> {
    /// Reads to the end, or inside a reference to the brace that closes it.
    fn parts(&mut self, nesting: usize) -> Result<Vec<Part>, InterpolationError> {
        let mut parts = Vec::new();
        let mut open_braces = 0_usize;
        while let Some(next) = self.rest().chars().next() {
            match next {
                '$' => {
                    self.dollar(&mut parts, nesting)?;
                    continue;
                }
                '}' if nesting > 0 && open_braces == 0 => break,
                '}' => open_braces = open_braces.saturating_sub(1),
                '{' => open_braces += 1,
                _ => {}
            }
            push_text(&mut parts, self.text(next.len_utf8()));
        }
        Ok(parts)
    }

    /// Reads the next `length` bytes, and on to the next character that may mean something.
    fn text(&mut self, length: usize) -> &'a str {
        let rest = self.rest();
        let end = rest[length..].find(['$', '{', '}']).map_or(rest.len(), |at| length + at);
        self.position += end;
        &rest[..end]
    }

    /// Reads what begins with a `$`: a reference, or else a dollar sign.
    fn dollar(&mut self, parts: &mut Vec<Part>, nesting: usize) -> Result<(), InterpolationError> {
        let start = self.position;
        let after = &self.rest()[1..];
        if after.starts_with('{') {
            parts.push(Part::Reference(self.braced(nesting)?));
            return Ok(());
        }
        let name = leading_name(after);
        self.position += 1 + name.len() + usize::from(after.starts_with('$'));
        if name.is_empty() {
            push_text(parts, "$");
        } else {
            let range = start..self.position;
            parts.push(Part::Reference(Reference { name: name.to_owned(), range, operation: None }));
        }
        Ok(())
    }

    fn braced(&mut self, nesting: usize) -> Result<Reference, InterpolationError> {
        let start = self.position;
        self.position += "${".len();
        let name = leading_name(self.rest());
        if name.is_empty() {
            let message = "`${` wants the name of a variable; for the text `${` write `$${`".to_owned();
            return Err(InterpolationError { range: start..self.end_of_wrong_reference(), message });
        }
        self.position += name.len();
        let operation = self.operation(start, nesting)?;
        if !self.rest().starts_with('}') {
            return Err(self.unclosed(start, name));
        }
        self.position += 1;
        Ok(Reference { name: name.to_owned(), range: start..self.position, operation })
    }

    fn operation(&mut self, start: usize, nesting: usize) -> Result<Option<(Operator, Vec<Part>)>, InterpolationError> {
        let Some((operator, length)) = Operator::leading(self.rest()) else { return Ok(None) };
        self.position += length;
        if nesting == DEEPEST_NESTING {
            let message = format!("more than {DEEPEST_NESTING} references stand inside each other");
            return Err(InterpolationError { range: start..self.position, message });
        }
        Ok(Some((operator, self.parts(nesting + 1)?)))
    }

    fn unclosed(&self, start: usize, name: &str) -> InterpolationError {
        let message = match self.rest().chars().next() {
            None => format!("`${{{name}` is not closed by a `}}`"),
            Some(found) => {
                format!("`${{{name}` is followed by `{found}`; expected `}}` or one of `:-` `-` `:?` `?` `:+` `+`")
            }
        };
        InterpolationError { range: start..self.end_of_wrong_reference(), message }
    }

    /// Returns where a reference that cannot be read seems to end.
    fn end_of_wrong_reference(&self) -> usize {
        self.rest().find('}').map_or(self.template.len(), |at| self.position + at + 1)
    }

    fn rest(&self) -> &'a str {
        &self.template[self.position..]
    }
}

//! The words of a shell: what quotes, backslashes and dollar signs in them mean.

use super::LineError;
use crate::resolve::expansion::{DEEPEST_NESTING, Operator, Part, Reference, leading_name, push_text};

/// What to do about that which only a shell understands.
const SOURCE: &str = "gig reads assignments and runs nothing; `--source-profile` has a shell read it";

/// What surrounds a part of a word: it decides where the part ends and which characters are special in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Surroundings {
    /// An assignment.
    Assignment,
    /// Double quotes.
    Quotes,
    /// The braces of a reference.
    Braces,
    /// The braces of a reference in double quotes.
    QuotedBraces,
}

impl Surroundings {
    fn end_before(self, c: char) -> bool {
        match self {
            Self::Assignment => matches!(c, ' ' | '\t' | '\n' | ';'),
            Self::Quotes => c == '"',
            Self::Braces | Self::QuotedBraces => c == '}',
        }
    }

    fn are_quoted(self) -> bool {
        matches!(self, Self::Quotes | Self::QuotedBraces)
    }

    /// Returns what surrounds the word of a reference in here.
    fn of_word(self) -> Self {
        if self.are_quoted() { Self::QuotedBraces } else { Self::Braces }
    }
}

/// A place in the text of a profile.
pub(super) struct Reader<'a> {
    text: &'a str,
    /// In bytes.
    position: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, position: 0 }
    }

    /// Reads the value of an assignment.
    pub(super) fn value(&mut self) -> Result<Vec<Part>, LineError> {
        self.parts(Surroundings::Assignment, 0)
    }

    fn parts(&mut self, surroundings: Surroundings, nesting: usize) -> Result<Vec<Part>, LineError> {
        let mut parts = Vec::new();
        if !surroundings.are_quoted() {
            self.tilde(&mut parts, surroundings)?;
        }
        while let Some(next) = self.peek().filter(|&next| !surroundings.end_before(next)) {
            match next {
                '\\' => push_text(&mut parts, self.escaped(surroundings)),
                '$' => self.dollar(&mut parts, surroundings, nesting)?,
                '`' => return Err(self.needs_a_shell("a backtick runs a command")),
                '\'' if !surroundings.are_quoted() => push_text(&mut parts, self.single_quoted()?),
                '"' => parts.append(&mut self.double_quoted(nesting)?),
                '&' | '|' | '<' | '>' | '(' | ')' if surroundings == Surroundings::Assignment => {
                    return Err(self.needs_a_shell(&format!("`{next}` without quotes is not part of a value")));
                }
                _ => push_text(&mut parts, self.take(next.len_utf8())),
            }
            if next == ':' && surroundings == Surroundings::Assignment {
                self.tilde(&mut parts, surroundings)?;
            }
        }
        Ok(parts)
    }

    /// Reads a `~` that stands for the home folder: alone, or before a slash.
    fn tilde(&mut self, parts: &mut Vec<Part>, surroundings: Surroundings) -> Result<(), LineError> {
        self.skip_continuations();
        let Some(after) = self.rest().strip_prefix('~') else { return Ok(()) };
        let after = after.trim_start_matches("\\\n");
        if after.starts_with(|c: char| c.is_ascii_alphanumeric() || "_+-.".contains(c)) {
            return Err(self.needs_a_shell("`~` before a name stands for the home folder of somebody else"));
        }
        let next = after.chars().next();
        if next.is_none_or(|next| matches!(next, '/' | ':') || surroundings.end_before(next)) {
            let operation = Some((Operator::DEFAULT, vec![Part::Text("~".to_owned())]));
            let range = self.position..self.position + 1;
            parts.push(Part::Reference(Reference { name: "HOME".to_owned(), range, operation }));
            self.skip(1);
        }
        Ok(())
    }

    /// Reads a backslash and what it keeps from being special. Before the end of a line both vanish.
    fn escaped(&mut self, surroundings: Surroundings) -> &'a str {
        let backslash = self.take(1);
        let is_special = |c: char| match surroundings {
            Surroundings::Assignment | Surroundings::Braces => true,
            Surroundings::Quotes => matches!(c, '$' | '`' | '"' | '\\'),
            Surroundings::QuotedBraces => matches!(c, '$' | '`' | '"' | '\\' | '}'),
        };
        match self.peek() {
            Some('\n') => {
                self.skip(1);
                ""
            }
            Some(next) if is_special(next) => self.take(next.len_utf8()),
            _ => backslash,
        }
    }

    fn single_quoted(&mut self) -> Result<&'a str, LineError> {
        let Some(length) = self.rest()[1..].find('\'') else { return Err(self.never_closed(self.position, "'")) };
        Ok(&self.take(length + 2)[1..=length])
    }

    fn double_quoted(&mut self, nesting: usize) -> Result<Vec<Part>, LineError> {
        let start = self.position;
        self.skip(1);
        let parts = self.parts(Surroundings::Quotes, nesting)?;
        self.close('"', start)?;
        Ok(parts)
    }

    fn dollar(&mut self, parts: &mut Vec<Part>, surroundings: Surroundings, nesting: usize) -> Result<(), LineError> {
        let start = self.position;
        let after = &self.rest()[1..];
        let name = leading_name(after);
        if after[name.len()..].starts_with("\\\n") {
            return Err(self.needs_a_shell("a reference does not go on in the next line"));
        }
        if !name.is_empty() {
            self.skip(1 + name.len());
            let range = start..self.position;
            parts.push(Part::Reference(Reference { name: name.to_owned(), range, operation: None }));
            return Ok(());
        }
        match after.chars().next() {
            Some('{') => parts.push(Part::Reference(self.braced(surroundings, nesting)?)),
            Some('(') if after.starts_with("((") => return Err(self.needs_a_shell("`$((` calculates")),
            Some('(') => return Err(self.needs_a_shell("`$(` runs a command")),
            Some(quote @ ('\'' | '"')) if !surroundings.are_quoted() => {
                return Err(self.needs_a_shell(&format!("`${quote}` means something else in every shell")));
            }
            Some(special @ ('0'..='9' | '@' | '*' | '#' | '?' | '-' | '$' | '!')) => {
                return Err(self.needs_a_shell(&format!("`${special}` has a value only in a shell")));
            }
            _ => push_text(parts, self.take(1)),
        }
        Ok(())
    }

    fn braced(&mut self, surroundings: Surroundings, nesting: usize) -> Result<Reference, LineError> {
        let start = self.position;
        let name = leading_name(&self.rest()["${".len()..]);
        let after = &self.rest()["${".len() + name.len()..];
        let operator = Operator::leading(after);
        if name.is_empty() || operator.is_none() && !after.is_empty() && !after.starts_with('}') {
            return Err(self.needs_a_shell("only a shell knows what this `${` means"));
        }
        if nesting == DEEPEST_NESTING {
            let message = format!("more than {DEEPEST_NESTING} references stand inside each other");
            return Err(self.error(start, message));
        }
        self.skip("${".len() + name.len() + operator.map_or(0, |(_, length)| length));
        let word = |(operator, _)| Ok((operator, self.parts(surroundings.of_word(), nesting + 1)?));
        let operation = operator.map(word).transpose()?;
        self.close('}', start)?;
        Ok(Reference { name: name.to_owned(), range: start..self.position, operation })
    }

    /// Goes over the character that closes what began at `start`.
    fn close(&mut self, closing: char, start: usize) -> Result<(), LineError> {
        if self.peek() != Some(closing) {
            return Err(self.never_closed(start, if closing == '"' { "\"" } else { "${" }));
        }
        self.skip(1);
        Ok(())
    }

    fn never_closed(&self, start: usize, opening: &str) -> LineError {
        self.error(start, format!("this `{opening}` is never closed"))
    }

    fn needs_a_shell(&self, what: &str) -> LineError {
        self.error(self.position, format!("{what}: {SOURCE}"))
    }

    /// Says that what follows is not an assignment; only its first word is shown, and nothing behind a `=`.
    pub(super) fn not_an_assignment(&self) -> LineError {
        let end = self.rest().find(|c: char| c.is_whitespace() || "=:;&|<>()'\"$`".contains(c));
        let word = end.map_or(self.rest(), |end| &self.rest()[..end]);
        let what = match self.peek() {
            Some(first) if word.is_empty() => format!("`{first}` does not begin an assignment"),
            _ => format!("`{word}` is not an assignment"),
        };
        self.needs_a_shell(&what)
    }

    pub(super) fn error(&self, position: usize, message: String) -> LineError {
        LineError::at(self.text, position, message)
    }

    /// Goes over spaces and continued lines.
    pub(super) fn skip_blanks(&mut self) {
        loop {
            let rest = self.rest();
            let after = rest.trim_start_matches([' ', '\t']);
            self.position += rest.len() - after.len();
            if !after.starts_with("\\\n") {
                return;
            }
            self.skip_continuations();
        }
    }

    fn skip_continuations(&mut self) {
        self.position = self.text.len() - self.rest().trim_start_matches("\\\n").len();
    }

    pub(super) fn skip_line(&mut self) {
        self.position += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    /// Goes over `word`, if it stands here by itself.
    pub(super) fn skip_word(&mut self, word: &str) -> bool {
        let found = self.rest().strip_prefix(word).is_some_and(ends_word);
        if found {
            self.skip(word.len());
        }
        found
    }

    /// Goes over a name that has no value here, as in `export NAME`.
    pub(super) fn skip_name_alone(&mut self) -> bool {
        let name = leading_name(self.rest());
        !name.is_empty() && self.skip_word(name)
    }

    pub(super) fn is_at_end_of_command(&self) -> bool {
        matches!(self.peek(), None | Some('\n' | ';' | '#'))
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn skip(&mut self, length: usize) {
        self.position += length;
    }

    fn take(&mut self, length: usize) -> &'a str {
        let taken = &self.rest()[..length];
        self.position += length;
        taken
    }

    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.position..]
    }
}

fn ends_word(after: &str) -> bool {
    after.is_empty() || after.starts_with([' ', '\t', '\n', ';']) || after.starts_with("\\\n")
}

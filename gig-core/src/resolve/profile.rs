//! `gig.profile`: assignments in shell syntax, read without a shell.
//!
//! What a POSIX shell understands in an assignment is understood here: quotes, `$NAME` and `${NAME}` with the six
//! operators, backslashes, comments, `~`, continued lines, several assignments on a line, with or without `export`.
//! Whatever would have to be run, or means something only inside a shell, is refused.

#[cfg(test)]
mod tests;
mod word;

use indexmap::IndexMap;

use self::word::Reader;
use super::expansion::{expand, leading_name};
pub use super::line::LineError;

/// Reads `text`, each name once, with its last value.
///
/// A reference means an earlier assignment, else what `lookup` knows, else nothing, as in a shell.
///
/// # Errors
/// [`LineError`] where something is no assignment, needs a shell or is not closed, and where a required variable is
/// missing.
pub fn parse(text: &str, lookup: &dyn Fn(&str) -> Option<String>) -> Result<Vec<(String, String)>, LineError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let mut profile = Profile { reader: Reader::new(&text), values: IndexMap::new(), lookup };
    while profile.find_command() {
        profile.command()?;
    }
    Ok(profile.values.into_iter().collect())
}

struct Profile<'a> {
    reader: Reader<'a>,
    values: IndexMap<String, String>,
    lookup: &'a dyn Fn(&str) -> Option<String>,
}

impl<'a> Profile<'a> {
    /// Goes over blank lines, comments and ends of commands; returns whether anything follows.
    fn find_command(&mut self) -> bool {
        loop {
            self.reader.skip_blanks();
            match self.reader.peek() {
                Some('\n' | ';') => self.reader.skip(1),
                Some('#') => self.reader.skip_line(),
                next => return next.is_some(),
            }
        }
    }

    fn command(&mut self) -> Result<(), LineError> {
        if self.reader.skip_word("export") {
            return self.export();
        }
        while !self.reader.is_at_end_of_command() {
            let (name, value) = self.assignment()?;
            self.values.insert(name.to_owned(), value);
            self.reader.skip_blanks();
        }
        Ok(())
    }

    /// In an `export`, all values are found before the first is assigned, and a name may stand alone.
    fn export(&mut self) -> Result<(), LineError> {
        let mut exported = Vec::new();
        self.reader.skip_blanks();
        while !self.reader.is_at_end_of_command() {
            if !self.reader.skip_name_alone() {
                exported.push(self.assignment()?);
            }
            self.reader.skip_blanks();
        }
        self.values.extend(exported.into_iter().map(|(name, value)| (name.to_owned(), value)));
        Ok(())
    }

    fn assignment(&mut self) -> Result<(&'a str, String), LineError> {
        let name = leading_name(self.reader.rest());
        if name.is_empty() || !self.reader.rest()[name.len()..].starts_with('=') {
            return Err(self.reader.not_an_assignment());
        }
        self.reader.skip(name.len() + 1);
        let word = self.reader.value()?;
        let variables = |name: &str| self.values.get(name).cloned().or_else(|| (self.lookup)(name));
        let value = expand(&word, &variables, &mut |_| {})
            .map_err(|error| self.reader.error(error.range.start, error.message))?;
        Ok((name, value))
    }
}

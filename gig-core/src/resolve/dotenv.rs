//! Files of variables, `.env` and `env_file`, in compose's grammar.
//!
//! A line is `NAME=value` or `NAME: value`, with or without `export` before it; `NAME` alone takes the value from
//! outside. ` #` begins a comment. A value in double quotes may go over several lines and has escapes; one in single
//! quotes stands as it is. Stricter than compose in one point: after a closing quote only a comment may follow, where
//! compose would go on with the next name. Which file wins over which is not decided here.

#[cfg(test)]
mod tests;

use indexmap::IndexMap;

use super::interpolate::{InterpolationError, interpolate};
pub use super::line::LineError;

/// Reads `text`, each name once, with its last value.
///
/// A reference means what `lookup` knows, else an earlier line: who comes before the file wins over it inside it too.
/// A name alone has the value it would have as a reference, or none.
///
/// # Errors
/// [`LineError`] where a line is no assignment, a quote stays open or a reference cannot be replaced.
pub fn parse(text: &str, lookup: &dyn Fn(&str) -> Option<String>) -> Result<Vec<(String, Option<String>)>, LineError> {
    let mut parser = Parser { text: without_mark(text), position: 0, values: IndexMap::new(), lookup };
    while parser.find_assignment() {
        parser.assignment()?;
    }
    Ok(parser.values.into_iter().collect())
}

/// Reads `text` as `docker run --env-file` does: a value is the rest of its line, whatever it holds.
///
/// # Errors
/// [`LineError`] where a name is missing or holds a space.
pub fn parse_raw(text: &str) -> Result<Vec<(String, Option<String>)>, LineError> {
    let text = without_mark(text);
    let mut values = IndexMap::new();
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_start();
        let offset = start + whole.len() - line.len();
        start += whole.len();
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (name, value) = line.split_once('=').map_or((line, None), |(name, value)| (name, Some(value.to_owned())));
        check_name(name, |_| true).map_err(|fault| fault.at(text, offset))?;
        values.insert(name.to_owned(), value);
    }
    Ok(values.into_iter().collect())
}

/// Some editors begin a file with a byte order mark.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// What is wrong with a name, and where in it.
struct NameFault {
    offset: usize,
    message: String,
}

impl NameFault {
    fn at(self, text: &str, start: usize) -> LineError {
        LineError::at(text, start + self.offset, self.message)
    }
}

fn check_name(name: &str, allowed: fn(char) -> bool) -> Result<(), NameFault> {
    if name.is_empty() {
        return Err(NameFault { offset: 0, message: "the name of a variable is missing".to_owned() });
    }
    let Some((offset, found)) = name.char_indices().find(|&(_, c)| c.is_whitespace() || !allowed(c)) else {
        return Ok(());
    };
    let message = if found.is_whitespace() {
        "the name of a variable holds no space; expected `NAME=value`".to_owned()
    } else {
        format!("the name of a variable holds no `{}`; expected `NAME=value`", found.escape_debug())
    };
    Err(NameFault { offset, message })
}

struct Parser<'a> {
    text: &'a str,
    /// Where it has come, in bytes.
    position: usize,
    values: IndexMap<String, Option<String>>,
    lookup: &'a dyn Fn(&str) -> Option<String>,
}

impl<'a> Parser<'a> {
    /// Goes over blank lines and comments; returns whether anything follows.
    fn find_assignment(&mut self) -> bool {
        loop {
            self.position = self.text.len() - self.rest().trim_start().len();
            if !self.rest().starts_with('#') {
                return !self.rest().is_empty();
            }
            self.position = self.end_of_line();
        }
    }

    fn assignment(&mut self) -> Result<(), LineError> {
        self.skip_export();
        let name = self.name()?;
        let value = if self.rest().starts_with(['=', ':']) {
            self.position += 1;
            Some(self.value()?)
        } else {
            self.variable(name)
        };
        self.values.insert(name.to_owned(), value);
        Ok(())
    }

    fn skip_export(&mut self) {
        if let Some(after) = self.rest().strip_prefix("export")
            && after.starts_with(char::is_whitespace)
        {
            self.position = self.text.len() - after.trim_start().len();
        }
    }

    fn name(&mut self) -> Result<&'a str, LineError> {
        let rest = self.rest();
        let end = rest.find(['=', ':', '\n']).unwrap_or(rest.len());
        let name = rest[..end].trim_end();
        check_name(name, |c| c.is_alphanumeric() || "_.-[]".contains(c))
            .map_err(|fault| fault.at(self.text, self.position))?;
        self.position += end;
        Ok(name)
    }

    fn value(&mut self) -> Result<String, LineError> {
        let line = &self.text[self.position..self.end_of_line()];
        let blank = line.len() - line.trim_start().len();
        match line[blank..].chars().next() {
            Some(quote @ ('"' | '\'')) => {
                self.position += blank;
                self.quoted(quote)
            }
            _ => self.unquoted(line),
        }
    }

    fn unquoted(&mut self, line: &str) -> Result<String, LineError> {
        let content = line.find(" #").map_or(line, |comment| &line[..comment]);
        let start = self.position + content.len() - content.trim_start().len();
        self.position += line.len();
        self.expanded(content.trim())
            .map_err(|error| LineError::at(self.text, start + error.range.start, error.message))
    }

    fn quoted(&mut self, quote: char) -> Result<String, LineError> {
        let start = self.position;
        let Some((content, length)) =
            (if quote == '"' { double_quoted(self.rest()) } else { single_quoted(self.rest()) })
        else {
            return Err(LineError::at(self.text, start, format!("this `{quote}` is never closed")));
        };
        self.position += length;
        self.expect_end_of_line(quote)?;
        if quote == '\'' {
            return Ok(content);
        }
        self.expanded(&content).map_err(|error| LineError::at(self.text, start, error.message))
    }

    fn expect_end_of_line(&mut self, quote: char) -> Result<(), LineError> {
        let line = &self.text[self.position..self.end_of_line()];
        let after = line.trim_start();
        if after.is_empty() || after.starts_with('#') {
            self.position += line.len();
            return Ok(());
        }
        let offset = self.position + line.len() - after.len();
        Err(LineError::at(
            self.text,
            offset,
            format!("text follows the closing `{quote}`; expected the end of the line"),
        ))
    }

    fn expanded(&self, template: &str) -> Result<String, InterpolationError> {
        interpolate(template, &|name| self.variable(name), &mut |_| {})
    }

    fn variable(&self, name: &str) -> Option<String> {
        (self.lookup)(name).or_else(|| self.values.get(name).cloned().flatten())
    }

    fn end_of_line(&self) -> usize {
        self.rest().find('\n').map_or(self.text.len(), |at| self.position + at)
    }

    fn rest(&self) -> &'a str {
        &self.text[self.position..]
    }
}

/// Reads a text in single quotes: what is in it, and its length with the quotes.
fn single_quoted(text: &str) -> Option<(String, usize)> {
    let mut content = String::new();
    let mut characters = text.char_indices().skip(1);
    while let Some((offset, c)) = characters.next() {
        match c {
            '\'' => return Some((content, offset + 1)),
            '\\' => match characters.next()?.1 {
                '\'' => content.push('\''),
                other => content.extend(['\\', other]),
            },
            _ => content.push(c),
        }
    }
    None
}

/// Reads a text in double quotes: the template in it, and its length with the quotes.
fn double_quoted(text: &str) -> Option<(String, usize)> {
    let mut content = String::new();
    let mut position = 1;
    loop {
        let rest = &text[position..];
        let plain = rest.find(['"', '\\'])?;
        content.push_str(&rest[..plain]);
        position += plain + 1;
        if rest[plain..].starts_with('"') {
            return Some((content, position));
        }
        let (meaning, length) = escape(&text[position..])?;
        content.push_str(&meaning);
        position += length;
    }
}

/// Reads what follows a backslash in double quotes: what both mean in a template, and how many bytes follow.
fn escape(after: &str) -> Option<(String, usize)> {
    let next = after.chars().next()?;
    let meaning = match next {
        'a' => '\x07',
        'b' => '\x08',
        'f' => '\x0c',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\x0b',
        '"' | '\\' => next,
        '$' => return Some(("$$".to_owned(), 1)),
        '0' => return Some(octal(after).map_or_else(|| ("\\0".to_owned(), 1), |c| (c.to_string(), 4))),
        _ => return Some((format!("\\{next}"), next.len_utf8())),
    };
    Some((meaning.to_string(), 1))
}

/// Reads a zero and three octal digits; the sign is never more than one byte in a file that means ASCII by it.
fn octal(text: &str) -> Option<char> {
    let digits = text.get(1..4).filter(|digits| digits.bytes().all(|digit| (b'0'..=b'7').contains(&digit)))?;
    u8::from_str_radix(digits, 8).ok().map(char::from)
}

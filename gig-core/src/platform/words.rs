//! A command written as one text, split into its words as compose does it.

#[cfg(test)]
mod tests;

/// A text that cannot be split into words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidWords {
    /// A quote stays open.
    #[error("a `{0}` is never closed")]
    UnclosedQuote(char),
    /// A backslash ends the text.
    #[error("nothing follows the `\\` at the end")]
    LoneBackslash,
    /// A character that has its meaning only in a shell, which does not run here.
    #[error("`{found}` means something only to a shell{}", advice(*.to_shell))]
    ShellSyntax {
        /// The character.
        found: char,
        /// Where it stands in the text, in bytes.
        at: usize,
        /// Whether the words before it call a shell already.
        to_shell: bool,
    },
}

fn advice(to_shell: bool) -> &'static str {
    if to_shell {
        ", and stands outside of the quotes of what the shell is given: put it inside, or leave it out"
    } else {
        ": quote it, or write `sh -c '..'`"
    }
}

/// Splits `text` at its blanks. Quotes keep words together; a backslash keeps the next character from being special,
/// except that `\n` and `\t` are a line end and a tab, in double quotes too. Nothing is expanded.
///
/// # Errors
/// [`InvalidWords`] where a quote or a backslash has no counterpart. Also where one of ``; & | < > ( ) ` `` stands
/// without quotes: there compose drops the rest of the command without a word.
pub fn split_words(text: &str) -> Result<Vec<String>, InvalidWords> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = text.chars();
    while let Some(next) = characters.next() {
        match next {
            ' ' | '\t' | '\r' | '\n' => words.extend(word.take()),
            ';' | '&' | '|' | '<' | '>' | '(' | ')' | '`' => {
                let at = text.len() - characters.as_str().len() - next.len_utf8();
                words.extend(word);
                return Err(InvalidWords::ShellSyntax { found: next, at, to_shell: calls_shell(&words) });
            }
            _ => push(&mut characters, next, word.get_or_insert_default())?,
        }
    }
    words.extend(word);
    Ok(words)
}

/// Returns whether the words are `sh -c ..`, of whatever shell.
fn calls_shell(words: &[String]) -> bool {
    let takes_line = |word: &String| word.starts_with('-') && !word.starts_with("--") && word.ends_with('c');
    words.split_first().is_some_and(|(program, rest)| program.ends_with("sh") && rest.iter().any(takes_line))
}

fn push(characters: &mut std::str::Chars<'_>, next: char, word: &mut String) -> Result<(), InvalidWords> {
    match next {
        '\'' => single_quoted(characters, word),
        '"' => double_quoted(characters, word),
        '\\' => escaped(characters).map(|c| word.push(c)),
        _ => {
            word.push(next);
            Ok(())
        }
    }
}

fn single_quoted(characters: &mut std::str::Chars<'_>, word: &mut String) -> Result<(), InvalidWords> {
    let (content, rest) = characters.as_str().split_once('\'').ok_or(InvalidWords::UnclosedQuote('\''))?;
    word.push_str(content);
    *characters = rest.chars();
    Ok(())
}

fn double_quoted(characters: &mut std::str::Chars<'_>, word: &mut String) -> Result<(), InvalidWords> {
    loop {
        match characters.next().ok_or(InvalidWords::UnclosedQuote('"'))? {
            '"' => return Ok(()),
            '\\' => word.push(escaped(characters)?),
            other => word.push(other),
        }
    }
}

fn escaped(characters: &mut std::str::Chars<'_>) -> Result<char, InvalidWords> {
    match characters.next().ok_or(InvalidWords::LoneBackslash)? {
        'n' => Ok('\n'),
        't' => Ok('\t'),
        other => Ok(other),
    }
}

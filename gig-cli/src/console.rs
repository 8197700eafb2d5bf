//! The three streams of a command, and what is known of the terminal behind them.
//!
//! What is written has its final form already, colours included; here they are taken off where nobody wants them.

use std::borrow::Cow;
use std::io::{self, BufRead, Write};

use anstream::adapter::strip_str;

use crate::options::ColorChoice;
use crate::screen::{Screen, Size};

/// Which streams lead to a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terminal {
    /// Standard input.
    pub stdin: bool,
    /// Standard output.
    pub stdout: bool,
    /// Standard error.
    pub stderr: bool,
}

/// The streams.
pub struct Console {
    /// Where answers come from.
    pub stdin: Box<dyn BufRead + Send>,
    /// Where data goes.
    pub stdout: Box<dyn Write + Send>,
    /// Where everything else goes.
    pub stderr: Box<dyn Write + Send>,
    /// Which of them lead to a terminal.
    pub terminal: Terminal,
    colours: Colours,
    is_read: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Colours {
    stdout: bool,
    stderr: bool,
}

impl Console {
    /// Puts streams together, without colours for now.
    pub fn new(
        stdin: Box<dyn BufRead + Send>,
        stdout: Box<dyn Write + Send>,
        stderr: Box<dyn Write + Send>,
        terminal: Terminal,
    ) -> Self {
        Self { stdin, stdout, stderr, terminal, colours: Colours::default(), is_read: true }
    }

    /// Decides which streams get colours.
    pub fn choose_colours(&mut self, choice: ColorChoice, no_color: bool) {
        let Terminal { stdout, stderr, .. } = self.terminal;
        self.colours = match choice {
            ColorChoice::Auto => Colours { stdout: stdout && !no_color, stderr: stderr && !no_color },
            ColorChoice::Always => Colours { stdout: true, stderr: true },
            ColorChoice::Never => Colours::default(),
        };
    }

    /// Returns whether standard error gets colours.
    #[must_use]
    pub fn colours_errors(&self) -> bool {
        self.colours.stderr
    }

    /// Writes data.
    ///
    /// # Errors
    /// What the stream says; that nobody reads it any more is no error.
    pub fn show(&mut self, text: &str) -> io::Result<()> {
        let text = coloured(text, self.colours.stdout);
        self.put(&text)
    }

    /// Draws data over what was drawn on `screen` before, for a terminal of this size.
    ///
    /// # Errors
    /// As [`show`](Self::show).
    pub(crate) fn draw(&mut self, text: &str, screen: &mut Screen, size: Size) -> io::Result<()> {
        self.put(&screen.redraw(&coloured(text, self.colours.stdout), size))
    }

    /// Returns whether the data still has a reader, as far as that has shown.
    pub(crate) fn is_read(&self) -> bool {
        self.is_read
    }

    fn put(&mut self, text: &str) -> io::Result<()> {
        self.is_read &= write(&mut *self.stdout, text)?;
        Ok(())
    }

    /// Writes what is no data: warnings, errors, questions.
    ///
    /// # Errors
    /// As [`show`](Self::show).
    pub fn tell(&mut self, text: &str) -> io::Result<()> {
        write(&mut *self.stderr, &coloured(text, self.colours.stderr))?;
        Ok(())
    }

    /// Asks a question and returns whether the answer was yes; the end of the input is a no.
    ///
    /// # Errors
    /// What one of the streams says.
    pub fn ask(&mut self, question: &str) -> io::Result<bool> {
        self.tell(&format!("{question} [y/N] "))?;
        let mut answer = String::new();
        self.stdin.read_line(&mut answer)?;
        Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
    }
}

fn coloured(text: &str, colours: bool) -> Cow<'_, str> {
    if colours { Cow::Borrowed(text) } else { Cow::Owned(strip_str(text).to_string()) }
}

/// Writes, and returns whether somebody reads it.
///
/// A reader that has seen enough (`gig ps | head -1`) is none of the user's problems, so its leaving is dropped: the
/// exit code goes on telling how the command itself went.
fn write(stream: &mut dyn Write, text: &str) -> io::Result<bool> {
    match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        written => written.map(|()| true),
    }
}

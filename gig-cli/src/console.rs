//! The three streams of a command, and what is known of the terminal behind them.
//!
//! What is written has its final form already, colours included; here they are taken off where nobody wants them.

use std::io::{self, BufRead, Write};

use anstream::adapter::strip_str;

use crate::options::ColorChoice;

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
        Self { stdin, stdout, stderr, terminal, colours: Colours::default() }
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
        write(&mut *self.stdout, text, self.colours.stdout)
    }

    /// Writes what is no data: warnings, errors, questions.
    ///
    /// # Errors
    /// As [`show`](Self::show).
    pub fn tell(&mut self, text: &str) -> io::Result<()> {
        write(&mut *self.stderr, text, self.colours.stderr)
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

/// A reader that has seen enough (`gig ps | head -1`) is none of the user's problems, so its leaving is dropped: the
/// exit code goes on telling how the command itself went.
fn write(stream: &mut dyn Write, text: &str, colours: bool) -> io::Result<()> {
    let written = if colours {
        stream.write_all(text.as_bytes())
    } else {
        stream.write_all(strip_str(text).to_string().as_bytes())
    };
    match written.and_then(|()| stream.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

//! Streams that remember what was written to which of them, in the order of the writing.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

/// What was written, each piece with the mark of its stream.
#[derive(Clone, Default)]
pub(crate) struct Output {
    pieces: Arc<Mutex<Vec<Piece>>>,
}

/// A mark and what was written behind it.
type Piece = (char, Vec<u8>);

impl Output {
    /// Makes the stream of that mark.
    pub(crate) fn stream(&self, mark: char) -> Box<dyn Write + Send> {
        Box::new(Stream { mark, output: self.clone() })
    }

    /// Returns the lines of both streams, each behind the mark of its stream.
    pub(crate) fn lines(&self) -> String {
        let mut lines = String::new();
        for (mark, text) in self.joined() {
            for line in short(text).lines() {
                lines.push_str(format!("{mark} {line}").trim_end());
                lines.push('\n');
            }
        }
        lines
    }

    /// Returns what was written to the stream of that mark.
    pub(crate) fn text_of(&self, mark: char) -> String {
        self.joined().into_iter().filter(|(of, _)| *of == mark).map(|(_, text)| text).collect()
    }

    fn joined(&self) -> Vec<(char, String)> {
        let mut joined: Vec<(char, String)> = Vec::new();
        for (mark, bytes) in self.pieces.lock().unwrap().iter() {
            let text = String::from_utf8(bytes.clone()).unwrap();
            match joined.last_mut() {
                Some((last, before)) if last == mark => before.push_str(&text),
                _ => joined.push((*mark, text)),
            }
        }
        joined
    }
}

/// Gives JSON documents, which must be such, a line for each of their keys; every other text stays as it is.
fn short(text: String) -> String {
    if !text.starts_with('{') {
        return text;
    }
    let documents = serde_json::Deserializer::from_str(&text).into_iter::<serde_json::Map<String, serde_json::Value>>();
    let entries = documents.flat_map(Result::unwrap);
    entries.map(|(key, value)| format!("{key}: {value}\n")).collect()
}

struct Stream {
    mark: char,
    output: Output,
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.output.pieces.lock().unwrap().push((self.mark, bytes.to_vec()));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A stream whose reader has gone.
pub(crate) struct Unread;

impl Write for Unread {
    fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

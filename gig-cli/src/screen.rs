//! Text drawn over the text that stood in its place before, line by line, so that nothing flickers.
//!
//! What the text says and when it is drawn is decided elsewhere; nothing is written here.

use ::console::truncate_str;

/// What moves to the upper left corner of an empty screen.
const CLEAR: &str = "\x1b[H\x1b[2J";
/// What wipes the rest of a line.
const WIPE_LINE: &str = "\x1b[K";
/// What wipes everything below.
const WIPE_BELOW: &str = "\x1b[J";

/// How much a terminal shows at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// From top to bottom.
    pub lines: u16,
    /// From left to right.
    pub columns: u16,
}

impl Default for Size {
    /// The size that a terminal has where nobody knows.
    fn default() -> Self {
        Self { lines: 24, columns: 80 }
    }
}

/// The place of a text on a terminal: the lines above the cursor.
#[derive(Debug, Default)]
pub(crate) struct Screen {
    drawn: Option<Drawn>,
}

#[derive(Debug, PartialEq, Eq)]
struct Drawn {
    lines: Vec<String>,
    size: Size,
}

impl Screen {
    /// Returns what a terminal of this size must be sent so that it shows `text`; nothing where it shows that already.
    pub(crate) fn redraw(&mut self, text: &str, size: Size) -> String {
        let drawn = Drawn { lines: fitting(text, size), size };
        if self.drawn.as_ref() == Some(&drawn) {
            return String::new();
        }
        let mut sent = self.to_the_first_line(size);
        for line in &drawn.lines {
            sent.extend([line, WIPE_LINE, "\n"]);
        }
        sent.push_str(WIPE_BELOW);
        self.drawn = Some(drawn);
        sent
    }

    /// A terminal that got another size has broken its lines anew, so nobody knows where the first one is.
    fn to_the_first_line(&self, size: Size) -> String {
        match &self.drawn {
            None => String::new(),
            Some(drawn) if drawn.size != size => CLEAR.to_owned(),
            Some(drawn) if drawn.lines.is_empty() => String::new(),
            Some(drawn) => format!("\x1b[{}A\r", drawn.lines.len()),
        }
    }
}

/// Cuts a text to what fits above the cursor. The last column stays free: behind a character that stands there some
/// terminals wipe that character with the rest of the line.
fn fitting(text: &str, size: Size) -> Vec<String> {
    let columns = usize::from(size.columns.saturating_sub(1)).max(1);
    let room = usize::from(size.lines.saturating_sub(1)).max(1);
    let count = text.lines().count();
    let shown = if count > room { room - 1 } else { count };
    let more = (shown < count).then(|| format!("… and {} lines more", count - shown));
    let lines = text.lines().take(shown).map(str::to_owned).chain(more);
    lines.map(|line| truncate_str(&line, columns, "…").into_owned()).collect()
}

#[cfg(test)]
mod tests;

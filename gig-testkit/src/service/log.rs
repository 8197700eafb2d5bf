//! The lines that the service writes.

use std::io::{self, Write};

/// Writes so many numbered lines.
pub(super) fn lines(output: &mut dyn Write, count: u64, text: &str) -> io::Result<()> {
    for number in 1..=count {
        writeln!(output, "{number} {text}")?;
    }
    output.flush()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_lines_are_numbered_from_one() {
        let mut output = Vec::new();
        super::lines(&mut output, 2, "ready").unwrap();
        assert_eq!(output, b"1 ready\n2 ready\n");
    }
}

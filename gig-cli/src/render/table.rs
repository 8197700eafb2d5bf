//! Columns, as wide as what stands in them; nothing is cut off.

use anstream::adapter::strip_str;

/// Puts `rows` below `header`, each cell at the start of its column.
pub(crate) fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let heading: Vec<String> = header.iter().map(super::paint::faint).collect();
    columns(std::iter::once(&heading).chain(rows))
}

/// Puts rows below each other, each cell at the start of its column.
pub(crate) fn columns<'a>(rows: impl Iterator<Item = &'a Vec<String>> + Clone) -> String {
    let mut widths = Vec::new();
    for row in rows.clone() {
        widths.resize(widths.len().max(row.len()), 0);
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width(cell).max(*widest);
        }
    }
    rows.map(|row| line(row, &widths)).collect()
}

fn line(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width_of_column) in row.iter().zip(widths) {
        line.push_str(cell);
        line.extend(std::iter::repeat_n(' ', width_of_column + 2 - width(cell)));
    }
    line.truncate(line.trim_end().len());
    line.push('\n');
    line
}

/// Counts the characters that are seen.
fn width(cell: &str) -> usize {
    strip_str(cell).to_string().chars().count()
}

#[cfg(test)]
mod tests {
    use super::columns;
    use crate::render::paint::bad;

    #[test]
    fn columns_are_aligned_by_what_is_seen() {
        let rows = [vec![bad("é"), "b".to_owned()], vec!["long".to_owned(), String::new()]];
        let expected = format!("{}     b\nlong\n", bad("é"));
        assert_eq!(columns(rows.iter()), expected);
    }
}

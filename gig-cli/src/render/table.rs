//! Columns, as wide as what stands in them, and narrower where a terminal is.
//!
//! Names are never cut: they are there to be copied. Where there is no room for the longest, they stand on a line of
//! their own. What is too long in the last column goes on below itself.

use std::borrow::Cow;

use console::measure_text_width;

use super::fold::break_up;
use super::{Width, paint};

/// The gap between two columns.
const GAP: usize = 2;
/// No column is cut to less than this.
const LEAST: usize = 12;
/// How much of the last column counts when a table is made to fit: what is longer goes on below itself.
const LAST: usize = 20;

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    title: &'static str,
    room: Room,
}

/// How a column gives way where there is no room for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    /// It does not.
    Whole,
    /// What stands in it loses its beginning.
    Cut,
    /// It is left out.
    Spare,
    /// It is left out where not even names on lines of their own make enough room.
    Last,
}

/// Names a column of which all is shown.
pub(crate) const fn whole(title: &'static str) -> Column {
    Column { title, room: Room::Whole }
}

/// Names a column that may lose the beginning of what stands in it.
pub(crate) const fn cut(title: &'static str) -> Column {
    Column { title, room: Room::Cut }
}

/// Names a column that may be left out.
pub(crate) const fn spare(title: &'static str) -> Column {
    Column { title, room: Room::Spare }
}

/// Names a column that may be left out where nothing else helps.
pub(crate) const fn last(title: &'static str) -> Column {
    Column { title, room: Room::Last }
}

/// Puts `rows` below `header`, each cell at the start of its column.
pub(crate) fn table(header: &[Column], rows: &[Vec<String>], width: Width) -> String {
    let titles = header.iter().map(|column| paint::faint(column.title)).collect();
    let mut rows: Vec<Cow<'_, [String]>> =
        std::iter::once(Cow::Owned(titles)).chain(rows.iter().map(Cow::from)).collect();
    let mut header = header.to_vec();
    let mut widths = widths(&rows);
    if let Some(width) = width {
        leave_out(Room::Spare, &mut header, &mut rows, &mut widths, width);
        leave_out(Room::Last, &mut header, &mut rows, &mut widths, width);
        let mut excess = excess(&widths, width, counted(&header));
        while excess > 0 && take_from_widest(&mut widths, &header) {
            excess -= 1;
        }
        narrow_names(&mut widths, width, counted(&header));
    }
    rows.iter().map(|row| line(row, &widths, width)).collect()
}

/// Leaves out what has this `room`, from the right, as long as cutting alone does not help.
fn leave_out(
    room: Room,
    header: &mut Vec<Column>,
    rows: &mut [Cow<'_, [String]>],
    widths: &mut Vec<usize>,
    width: usize,
) {
    while let Some(at) = header.iter().rposition(|column| column.room == room) {
        if excess(&least(room, header, widths), width, counted(header)) == 0 {
            return;
        }
        header.remove(at);
        widths.remove(at);
        for row in rows.iter_mut().filter(|row| row.len() > at) {
            row.to_mut().remove(at);
        }
    }
}

/// Returns how narrow columns can be without leaving one out; in the end names stand on lines of their own.
fn least(room: Room, header: &[Column], widths: &[usize]) -> Vec<usize> {
    let gives = |number, column: &Column| column.room == Room::Cut || number == 0 && room == Room::Last;
    let columns = header.iter().zip(widths).enumerate();
    columns.map(|(number, (column, width))| if gives(number, column) { LEAST.min(*width) } else { *width }).collect()
}

/// Puts rows below each other, each cell at the start of its column.
pub(crate) fn columns(rows: &[Vec<String>], width: Width) -> Vec<String> {
    let mut widths = widths(rows);
    if let Some(width) = width {
        narrow_names(&mut widths, width, LAST);
    }
    rows.iter().map(|row| line(row, &widths, width)).collect()
}

fn widths(rows: &[impl AsRef<[String]>]) -> Vec<usize> {
    let mut widths = Vec::new();
    for row in rows {
        let row = row.as_ref();
        widths.resize(widths.len().max(row.len()), 0);
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = measure_text_width(cell).max(*widest);
        }
    }
    widths
}

/// Returns how much of the last column counts: what is cut does not go on below itself.
fn counted(header: &[Column]) -> usize {
    if header.last().is_some_and(|column| column.room == Room::Cut) { usize::MAX } else { LAST }
}

/// Counts what does not fit.
fn excess(widths: &[usize], width: usize, counted: usize) -> usize {
    let Some((last, others)) = widths.split_last() else { return 0 };
    let needed: usize = others.iter().map(|column| column + GAP).sum();
    (needed + (*last).min(counted)).saturating_sub(width)
}

fn take_from_widest(widths: &mut [usize], header: &[Column]) -> bool {
    let may_be_cut = |(_, column): &(&mut usize, &Column)| column.room == Room::Cut;
    let cuttable = widths.iter_mut().zip(header).filter(may_be_cut).map(|(width, _)| width);
    let Some(widest) = cuttable.max().filter(|width| **width > LEAST) else { return false };
    *widest -= 1;
    true
}

fn narrow_names(widths: &mut [usize], width: usize, counted: usize) {
    let excess = excess(widths, width, counted);
    if let Some(names) = widths.first_mut() {
        *names = names.saturating_sub(excess).max(LEAST.min(*names));
    }
}

fn line(row: &[String], widths: &[usize], room: Width) -> String {
    let mut line = String::new();
    for (number, (cell, width)) in row.iter().zip(widths).enumerate() {
        let seen = measure_text_width(cell);
        if seen <= *width && number + 1 == widths.len() {
            line.push_str(&last_cell(cell, widths, room));
        } else if seen <= *width {
            line.push_str(cell);
            pad(&mut line, width - seen + GAP);
        } else if number == 0 {
            line.extend([cell, "\n"]);
            pad(&mut line, width + GAP);
        } else {
            line.extend(["…", &end(cell, width - 1)]);
            pad(&mut line, GAP);
        }
    }
    line.truncate(line.trim_end().len());
    line.push('\n');
    line
}

/// Lets what is too long for the last column go on below itself.
fn last_cell(cell: &str, widths: &[usize], room: Width) -> String {
    let before: usize = widths.iter().rev().skip(1).map(|width| width + GAP).sum();
    match room.map(|room| room.saturating_sub(before)) {
        Some(room) if room >= LEAST => break_up(cell, room, room).join(&format!("\n{}", " ".repeat(before))),
        _ => cell.to_owned(),
    }
}

fn pad(line: &mut String, count: usize) {
    line.extend(std::iter::repeat_n(' ', count));
}

fn end(cell: &str, length: usize) -> String {
    let characters = cell.chars().count();
    cell.chars().skip(characters.saturating_sub(length)).collect()
}

#[cfg(test)]
mod tests {
    use super::{columns, cut, last, spare, table, whole};
    use crate::render::paint::bad;

    fn cells(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    }

    #[test]
    fn columns_are_aligned_by_what_is_seen() {
        let rows = [vec![bad("é"), "b".to_owned()], vec!["long".to_owned(), String::new()]];
        assert_eq!(columns(&rows, None), [format!("{}     b\n", bad("é")), "long\n".to_owned()]);
    }

    #[test]
    fn what_does_not_fit_loses_its_beginning_and_then_names_get_lines_of_their_own() {
        let rows = cells(&[&["web", "registry.example.org/team/web:1.2", "80->80"], &["a-very-long-name", "b:1", "-"]]);
        let shown = |width| {
            console::strip_ansi_codes(&table(&[whole("SERVICE"), cut("IMAGE"), whole("PORTS")], &rows, width))
                .into_owned()
        };
        let wide = "\
SERVICE           IMAGE                              PORTS
web               registry.example.org/team/web:1.2  80->80
a-very-long-name  b:1                                -
";
        assert_eq!(shown(None), wide);
        assert_eq!(shown(Some(80)), wide);
        let narrow = "\
SERVICE           IMAGE                 PORTS
web               …le.org/team/web:1.2  80->80
a-very-long-name  b:1                   -
";
        assert_eq!(shown(Some(46)), narrow);
        let narrowest = "\
SERVICE       IMAGE         PORTS
web           …eam/web:1.2  80->80
a-very-long-name
              b:1           -
";
        assert_eq!(shown(Some(30)), narrowest);
    }

    #[test]
    fn what_is_too_long_in_the_last_column_goes_on_below_itself() {
        let rows = cells(&[&["web", "80->80, 81->81, 82->82"], &["db", "environment.LEVEL changed"]]);
        let shown = |width| columns(&rows, width).concat();
        assert_eq!(shown(None), "web  80->80, 81->81, 82->82\ndb   environment.LEVEL changed\n");
        let narrow = "web  80->80, 81->81,\n     82->82\ndb   environment.LEVEL\n     changed\n";
        assert_eq!(shown(Some(25)), narrow);
    }

    #[test]
    fn where_nothing_else_helps_columns_are_left_out_and_the_rest_is_cut() {
        let rows = cells(&[&["a-very-long-name", "example.org/web:1", "80->80"], &["db", "db:1", "-"]]);
        let header = [whole("SERVICE"), cut("IMAGE"), last("PORTS")];
        let shown = |width| console::strip_ansi_codes(&table(&header, &rows, Some(width))).into_owned();
        let ports = "SERVICE       IMAGE         PORTS\na-very-long-name\n              …e.org/web:1  80->80\n";
        assert_eq!(shown(34), format!("{ports}db            db:1          -\n"));
        let none = "SERVICE       IMAGE\na-very-long-name\n              …e.org/web:1\ndb            db:1\n";
        assert_eq!(shown(26), none);
    }

    #[test]
    fn what_can_be_spared_is_left_out_where_cutting_does_not_help() {
        let rows = cells(&[&["shop_web", "web", "web:1", "up"], &["shop_db"]]);
        let header = [whole("NAME"), spare("SERVICE"), cut("IMAGE"), whole("STATE")];
        let shown = |width| console::strip_ansi_codes(&table(&header, &rows, Some(width))).into_owned();
        assert_eq!(shown(31), "NAME      SERVICE  IMAGE  STATE\nshop_web  web      web:1  up\nshop_db\n");
        assert_eq!(shown(30), "NAME      IMAGE  STATE\nshop_web  web:1  up\nshop_db\n");
    }
}

//! What a terminal shows after each drawing, as a small one would show it.

use super::{Screen, Size};

const SIZE: Size = Size { lines: 5, columns: 12 };

/// A terminal that knows what the screen sends, and scrolls.
struct Terminal {
    size: Size,
    lines: Vec<String>,
    cursor: (usize, usize),
    scrolled: usize,
}

impl Terminal {
    fn new(size: Size) -> Self {
        Self { size, lines: vec![String::new()], cursor: (0, 0), scrolled: 0 }
    }

    fn receive(&mut self, sent: &str) {
        let mut rest = sent;
        while let Some(character) = rest.chars().next() {
            rest = &rest[character.len_utf8()..];
            match character {
                '\x1b' => rest = self.command(rest),
                '\r' => self.cursor.1 = 0,
                '\n' => self.next_line(),
                _ => self.put(character),
            }
        }
    }

    fn command<'a>(&mut self, rest: &'a str) -> &'a str {
        let end = rest.find(|character: char| character.is_ascii_alphabetic()).unwrap();
        match (&rest[1..end], &rest[end..=end]) {
            (count, "A") => self.cursor.0 = self.cursor.0.checked_sub(count.parse().unwrap()).unwrap(),
            ("", "H") => self.cursor = (0, 0),
            ("", "K") => self.wipe_line(),
            ("", "J") => {
                self.wipe_line();
                self.lines.truncate(self.cursor.0 + 1);
            }
            ("2", "J") => self.lines = vec![String::new(); self.cursor.0 + 1],
            (_, "m") => {}
            other => panic!("{other:?}"),
        }
        &rest[end + 1..]
    }

    fn wipe_line(&mut self) {
        let (line, column) = self.cursor;
        self.lines[line] = self.lines[line].chars().take(column).collect();
    }

    fn next_line(&mut self) {
        self.cursor = (self.cursor.0 + 1, 0);
        if self.cursor.0 == self.lines.len() {
            self.lines.push(String::new());
        }
        if self.cursor.0 == usize::from(self.size.lines) {
            self.lines.remove(0);
            self.cursor.0 -= 1;
            self.scrolled += 1;
        }
    }

    fn put(&mut self, character: char) {
        let (line, column) = self.cursor;
        assert!(column < usize::from(self.size.columns), "a line is broken");
        let mut characters: Vec<char> = self.lines[line].chars().collect();
        characters.resize(characters.len().max(column + 1), ' ');
        characters[column] = character;
        self.lines[line] = characters.into_iter().collect();
        self.cursor.1 += 1;
    }
}

/// Draws texts one after the other, and compares what is seen at the end.
fn check(texts: &[&str], expected: &[&str]) {
    let (mut screen, mut terminal) = (Screen::default(), Terminal::new(SIZE));
    terminal.receive("$ gig\n");
    for text in texts {
        terminal.receive(&screen.redraw(text, SIZE));
    }
    assert_eq!(terminal.lines, expected, "{texts:?}");
    assert!(terminal.scrolled <= 1, "{texts:?}");
}

#[test]
fn a_text_stands_in_the_place_of_the_one_before() {
    check(&["one\ntwo\n"], &["$ gig", "one", "two", ""]);
    check(&["one\ntwo\n", "1\n2\n"], &["$ gig", "1", "2", ""]);
    check(&["one\ntwo\nthree\n", "1\n"], &["$ gig", "1", ""]);
    check(&["one\n", "1\n2\n3\n"], &["$ gig", "1", "2", "3", ""]);
    check(&["", "1\n", ""], &["$ gig", ""]);
}

#[test]
fn what_is_longer_than_the_terminal_is_cut_and_does_not_scroll_away() {
    let long = "1\n2\n3\n4\n5\n6\n";
    check(&[long, long], &["1", "2", "3", "… and 3 li…", ""]);
    check(&["1\n", "2\n3\n4\n5\n"], &["2", "3", "4", "5", ""]);
    check(&[long, "x\n"], &["x", ""]);
}

#[test]
fn what_is_wider_than_the_terminal_is_cut_by_what_is_seen_of_it() {
    check(&["123456789012345\n"], &["$ gig", "1234567890…", ""]);
    check(&["\x1b[1m12345\x1b[0m678901\n"], &["$ gig", "12345678901", ""]);
    assert!(Screen::default().redraw("日日日日日日日\n", SIZE).starts_with("日日日日日…"));
}

#[test]
fn the_same_text_is_not_drawn_twice() {
    let mut screen = Screen::default();
    assert_ne!(screen.redraw("one\n", SIZE), "");
    assert_eq!(screen.redraw("one\n", SIZE), "");
}

#[test]
fn another_size_begins_anew() {
    let (mut screen, mut terminal) = (Screen::default(), Terminal::new(SIZE));
    terminal.receive(&screen.redraw("1234567890\ntwo\n", SIZE));
    let narrow = Size { columns: 6, ..SIZE };
    terminal.size = narrow;
    terminal.receive(&screen.redraw("1234567890\ntwo\n", narrow));
    assert_eq!(terminal.lines, ["1234…", "two", ""]);
}

#[test]
fn a_terminal_without_room_is_drawn_on_all_the_same() {
    for (lines, columns) in [(0, 0), (1, 1), (2, 2)] {
        let sent = Screen::default().redraw("one\ntwo\nthree\n", Size { lines, columns });
        assert!(sent.lines().count() <= 2, "{lines} {columns}");
    }
}

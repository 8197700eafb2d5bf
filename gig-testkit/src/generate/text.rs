//! Texts, most of them such that they could be taken for something else.

use proptest::prelude::{Strategy, prop_oneof};
use proptest::sample::select;

/// What separators, markers and shells could trip over.
const HARD: [&str; 24] = [
    "",
    "set",
    "true",
    "0",
    "0.alias",
    "a",
    "a.0",
    ".",
    "..",
    "A=B",
    "a:b",
    "\n",
    "a\n\nb\n",
    "'",
    "\"",
    "'\\''",
    "\\",
    "$A",
    "`a`",
    "%s",
    "-n",
    "é",
    "日本",
    "\u{1f680}",
];

/// Makes texts without NUL.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![3 => select(HARD.as_slice()).prop_map(str::to_owned), 1 => "[^\\x00]{0,12}"]
}

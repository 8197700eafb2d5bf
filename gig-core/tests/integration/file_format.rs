//! `docs/file-format.md` shows the tables of keys that the reader uses.

use std::fmt::Write;

use gig_core::document::keys::nested::NESTED;
use gig_core::document::keys::{Key, SERVICE, Support, TOP_LEVEL};

use super::expected::{check_file, with_table};

#[test]
fn the_document_shows_the_keys_and_what_is_done_with_them() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/file-format.md")).unwrap();
    let text = with_table(&text, "top level", &table(TOP_LEVEL));
    let text = with_table(&text, "service", &table(SERVICE));
    check_file("../docs/file-format.md", &with_table(&text, "nested", &nested()));
}

fn nested() -> String {
    NESTED.iter().map(|nested| format!("\n### `{}`\n\n{}", nested.under, table(nested.keys))).collect::<String>() + "\n"
}

fn table(keys: &[Key]) -> String {
    let mut table = "| key | what gig does with it |\n|---|---|\n".to_owned();
    for key in keys {
        let _ = writeln!(table, "| `{}` | {} |", key.name, class(key.support));
    }
    table
}

fn class(support: Support) -> String {
    match support {
        Support::Honoured => "honoured".to_owned(),
        Support::Inert(reason) => format!("*inert*: {reason}"),
        Support::Refused(instead) => format!("**refused**: {instead}"),
    }
}

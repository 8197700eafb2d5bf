//! `docs/runtimes.md` and the suite say the same.

use std::fmt::Write;
use std::path::Path;

use gig_testkit::conformance::chapters;
use libtest_mimic::Failed;

/// What stands above this line is written by hand.
const MARK: &str = "<!-- What follows is written by the test `the_document_has_every_sentence`. -->\n";

/// Expects the document to have every sentence under its number; with `GIG_UPDATE` set, writes it.
pub(crate) fn agrees() -> Result<(), Failed> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/runtimes.md");
    let found = std::fs::read_to_string(&path)?;
    let (by_hand, _) = found.split_once(MARK).ok_or("the document has no mark")?;
    let expected = format!("{by_hand}{MARK}{}", sentences()?);
    if std::env::var_os("GIG_UPDATE").is_some() {
        std::fs::write(&path, expected)?;
    } else if found != expected {
        return Err("docs/runtimes.md is not what the suite says; GIG_UPDATE=1 writes it".into());
    }
    Ok(())
}

fn sentences() -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    let mut number = 0;
    for chapter in chapters() {
        write!(text, "\n## {}\n\n", chapter.title)?;
        for sequence in chapter.sequences {
            number += 1;
            writeln!(text, "- **C{number}** {} `{}`", sequence.sentence, sequence.name)?;
        }
    }
    Ok(text)
}

//! What `init` has written, and how to go on.

use std::fmt::Write as _;

use gig_core::name::ProjectName;
use gig_core::visible::visible;

use super::paint;

/// Says which files are there now, and what to do with them.
pub(crate) fn written(project: &ProjectName, files: &[&str]) -> String {
    let mut text = String::new();
    for file in files {
        let what = match file.ends_with(".json") {
            true => "an editor knows the keys from it".to_owned(),
            false => format!("project {project} with two services, to be made your own"),
        };
        let _infallible = writeln!(text, "{} is written: {what}", paint::strong(file));
    }
    text.push_str(&next(&[
        ("gig check", "whether the file can be used"),
        ("gig plan start", "what would be started, and why"),
        ("gig start", "starts it"),
    ]));
    text
}

/// Says that the file that is there will do.
pub(crate) fn nothing_to_do(there: &str) -> String {
    let there = paint::strong(visible(there));
    let next = next(&[("gig check", "whether it can be used"), ("gig plan start", "what would be started, and why")]);
    format!("gig reads {there}, which is there already: nothing is written\n{next}")
}

fn next(commands: &[(&str, &str)]) -> String {
    let line = |(command, purpose): &(&str, &str)| format!("  {}\n      {purpose}\n", paint::strong(command));
    format!("\nNext:\n{}", commands.iter().map(line).collect::<String>())
}

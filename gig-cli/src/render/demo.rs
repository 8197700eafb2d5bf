//! What `demo` says between the commands that it gives.

use std::fmt::Write as _;

use gig_core::visible::visible;

use super::paint;
use crate::command::demo::folder::Removal;
use crate::command::demo::invocation::Trial;
use crate::command::demo::port::Chosen;

/// That it took too long.
pub(crate) const NOT_HEALTHY: &str = "not all of the demo is healthy; `gig demo` looks again\n";

/// What is said after the story in memory.
pub(crate) const THE_END: &str = "\nNothing is left of this: it was told in memory.\n";

/// Says that the file was written.
pub(crate) fn written(file: &str) -> String {
    format!("{} is written: a small platform, made of gig's own executable\n", paint::strong(visible(file)))
}

/// Says that another port was chosen.
pub(crate) fn other_port(Chosen { taken, instead }: Chosen) -> String {
    format!("port {taken} is taken, so it is {}\n", paint::strong(instead))
}

/// Shows a command as it is typed.
pub(crate) fn command(line: &str) -> String {
    format!("\n{} {}\n", paint::faint("$"), paint::strong(visible(line)))
}

/// Says where the platform is reached, and what to try.
pub(crate) fn next(address: &str, trials: &[Trial]) -> String {
    let mut text = format!("\nAll of it is healthy, and answers at {}\n\nTry:\n", paint::strong(address));
    for Trial { command, purpose } in trials {
        let _infallible = writeln!(text, "  {}\n      {purpose}", paint::strong(visible(command)));
    }
    text
}

/// Says why no container is started, and what comes instead.
pub(crate) fn in_memory(why: &str, hint: Option<&str>) -> String {
    let mut text = format!("{}: {}\n", paint::doubtful("no container is started"), visible(why));
    if let Some(hint) = hint {
        let _infallible = writeln!(text, "{}: {}", paint::strong("hint"), visible(hint));
    }
    text.push_str("What follows is done by the same code, on an engine in memory.\n");
    text
}

/// Says what was removed besides the containers.
pub(crate) fn gone(images: usize, files: &Removal, folder: &str) -> String {
    let images = match images {
        0 => "no image was left".to_owned(),
        1 => "1 image is removed".to_owned(),
        more => format!("{more} images are removed"),
    };
    let folder = visible(folder);
    match files {
        Removal::Nothing => format!("{images}; there are no files of the demo here\n"),
        Removal::Whole => format!("{images}, and the folder `{folder}`\n"),
        Removal::Rest => format!("{images}; `{folder}` stays, with what the demo has not written like that\n"),
    }
}

//! Where man pages were written, as text.

use std::path::Path;

use gig_core::visible::visible;

/// Says where the pages are, and how to read the first. `man` takes only what has a slash for a file.
pub(crate) fn pages(folder: &Path) -> String {
    let folder = folder.display().to_string();
    let folder = visible(&folder);
    let path = if folder.starts_with(['.', '/']) { folder.into_owned() } else { format!("./{folder}") };
    format!("the pages are in {path}; `man {path}/gig.1` shows the first\n")
}

//! What pages were written, as text.

use std::path::Path;

use gig_core::visible::visible;

/// Says how many pages were written, and how to read the first.
pub(crate) fn pages(folder: &Path, pages: &[String]) -> String {
    let folder = folder.display().to_string();
    let folder = visible(&folder);
    let path = if folder.contains('/') { folder.into_owned() } else { format!("./{folder}") };
    format!("{} pages in {path}; `man {path}/gig.1` shows the first\n", pages.len())
}

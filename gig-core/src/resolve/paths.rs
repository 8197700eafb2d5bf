//! Paths of the host, as a document writes them.

use std::path::{Component, Path, PathBuf};

use super::context::Context;
use crate::document::Span;
use crate::visible::quoted;

/// Returns the absolute path that `written` means: from the folder of the text that it stands in, or from the home folder for `~`.
///
/// A path of Windows is left as it is, and so is every absolute path in a description, as compose leaves it.
pub(super) fn absolute(context: &Context<'_>, span: Span, written: &str) -> Result<PathBuf, String> {
    let path = match written.strip_prefix('~') {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => {
            let home = context.inputs.home.as_deref();
            let home = home.ok_or_else(|| format!("{} needs a home folder, and none is known", quoted(written)))?;
            home.join(rest.trim_start_matches('/'))
        }
        Some(_) => return Err(format!("{} names another user's home folder, which is not supported", quoted(written))),
        None if is_of_windows(written) || context.is_described() && written.starts_with('/') => {
            return Ok(PathBuf::from(written));
        }
        None => context.document.sources.text_of(span).directory.join(written),
    };
    Ok(normalised(&path))
}

/// Returns whether a path begins with a drive or a server, as on Windows.
pub(super) fn is_of_windows(path: &str) -> bool {
    let bytes = path.as_bytes();
    matches!(bytes, [drive, b':', b'\\' | b'/', ..] if drive.is_ascii_alphabetic()) || path.starts_with(r"\\")
}

/// Takes `.` and `..` out of a path without looking at the disk, where a link could change the answer.
fn normalised(path: &Path) -> PathBuf {
    let mut result = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                result.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => result.push(component),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{is_of_windows, normalised};

    #[test]
    fn a_path_of_windows_is_known() {
        for (path, expected) in
            [(r"C:\a", true), ("c:/a", true), (r"\\.\pipe\a", true), ("c:a", false), ("/c:/a", false)]
        {
            assert_eq!(is_of_windows(path), expected, "{path}");
        }
    }

    #[test]
    fn a_path_is_normalised_without_leaving_the_root() {
        for (path, expected) in [("/a/./b/../c/", "/a/c"), ("/../../x", "/x"), ("/", "/"), ("/a/..", "/")] {
            assert_eq!(normalised(Path::new(path)), Path::new(expected));
        }
    }
}

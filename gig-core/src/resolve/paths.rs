//! Paths of the host, as a document writes them.

use std::path::{Component, Path, PathBuf};

use super::context::Context;
use crate::visible::quoted;

/// Returns the absolute path that `written` means: from the document's folder, or from the home folder for `~`.
pub(super) fn absolute(context: &Context<'_>, written: &str) -> Result<PathBuf, String> {
    let path = match written.strip_prefix('~') {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => {
            let home = context.inputs.home.as_deref();
            let home = home.ok_or_else(|| format!("{} needs a home folder, and none is known", quoted(written)))?;
            home.join(rest.trim_start_matches('/'))
        }
        Some(_) => return Err(format!("{} names another user's home folder, which is not supported", quoted(written))),
        None => context.document.source.directory.join(written),
    };
    Ok(normalised(&path))
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

    use super::normalised;

    #[test]
    fn a_path_is_normalised_without_leaving_the_root() {
        for (path, expected) in [("/a/./b/../c/", "/a/c"), ("/../../x", "/x"), ("/", "/"), ("/a/..", "/")] {
            assert_eq!(normalised(Path::new(path)), Path::new(expected));
        }
    }
}

//! The sources of bind mounts.

use std::path::PathBuf;

use super::Draft;
use crate::resolve::PathKind;
use crate::resolve::context::Decoded;
use crate::resolve::paths;
use crate::resolve::value::Value;

/// Returns the path that a bind source means, and notes it where it is missing and will be made.
pub(super) fn source(value: Value<'_>, written: &str, created: bool, draft: &mut Draft<'_>) -> Decoded<PathBuf> {
    let path = paths::absolute(value.context, value.span(), written)
        .map_err(|message| value.error("invalid-path", message))?;
    let missing = value.context.inputs.files.kind(&path) == PathKind::Missing;
    if missing && draft.shared.protected {
        let message = format!("`{}` does not exist, and a protected environment makes no folders", path.display());
        return Err(value.error("missing-source", message));
    }
    if missing && created {
        draft.missing_sources.insert(path.clone());
    }
    Ok(path)
}

//! YAML text; the only file of the command line that names the library for it.

use crate::error::CommandError;

/// Writes a document as YAML.
pub(crate) fn yaml(document: &serde_json::Value) -> Result<String, CommandError> {
    serde_yaml::to_string(document).map_err(|error| CommandError::unexpected(format!("failed to write YAML: {error}")))
}

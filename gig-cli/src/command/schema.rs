//! `schema`: the JSON schema of a file, for editors.

use gig_core::exit_code::ExitCode;

use crate::error::CommandError;
use crate::host::Host;
use crate::render;

/// What `schema` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(
    after_long_help = "Example: for an editor, which finds it by the first line that `gig init` writes\n\n    gig schema > gig.schema.json"
)]
pub struct SchemaArguments {}

/// Shows the schema, which is JSON whatever is asked for.
pub(crate) fn schema(host: &mut Host) -> Result<ExitCode, CommandError> {
    host.console.show(&render::json::text(&render::schema::schema())?)?;
    Ok(ExitCode::Done)
}

//! `explain`: what a code of a diagnostic means, with a file that is wrong and one that is right.

use gig_core::diagnostic::codes::{self, CHAPTERS};
use gig_core::document::nearest;
use gig_core::exit_code::ExitCode;

use crate::error::CommandError;
use crate::host::Host;
use crate::options::{CommonArguments, Format};
use crate::render;

/// What `explain` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = "Example: what stands in the brackets of a diagnostic\n\n    gig explain unset-variable")]
pub struct ExplainArguments {
    /// The code, as a diagnostic shows it in brackets; all are listed where none is named
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Explains a code, or lists all.
pub(crate) fn explain(
    arguments: &ExplainArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let text = match (&arguments.code, common.format) {
        (None, Format::Text) => render::explain::list(CHAPTERS, host.width()),
        (None, Format::Json) => render::json::text(&render::explain::documents(codes::all()))?,
        (Some(code), format) => {
            let explanation = codes::explanation(code).ok_or_else(|| unknown(code))?;
            match format {
                Format::Text => render::explain::explanation(explanation, host.width()),
                Format::Json => render::json::text(&render::explain::documents([explanation]))?,
            }
        }
    };
    host.console.show(&text)?;
    Ok(ExitCode::Done)
}

fn unknown(code: &str) -> CommandError {
    let error = CommandError::usage(format!("there is no diagnostic `{code}`"));
    match nearest(code, codes::all().map(|explanation| explanation.code)) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint("`gig explain` lists them"),
    }
}

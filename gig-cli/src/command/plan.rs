//! `plan`: what another command would do, and why; nothing is touched.

use gig_core::exit_code::ExitCode;
use gig_core::plan::{PlanOptions, Verb};

use super::change::{decide, show};
use super::selection::selection;
use crate::error::CommandError;
use crate::host::Host;
use crate::inputs::resolved;
use crate::options::{BringUpArguments, CommonArguments};
use crate::render::Heading;

/// What `plan` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = "Example: what a start of web would do, step by step\n\n    gig plan start web --verbose")]
pub struct PlanArguments {
    /// The command to plan (start, stop, restart, restartrm, update, rm; `update` where none is named), then the
    /// services it is given
    #[arg(value_name = "COMMAND|SERVICE")]
    words: Vec<String>,
    /// End with 3 when there is something to do
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    bring_up: BringUpArguments,
    /// Try a release again that was put back before
    #[arg(long)]
    retry: bool,
    /// Also remove containers of services that are not in the file any more
    #[arg(long)]
    remove_orphans: bool,
    /// Also remove the named volumes of the project, with everything in them
    #[arg(long)]
    volumes: bool,
}

/// Shows what a command would do.
pub(crate) async fn plan(
    arguments: &PlanArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    let (verb, services) = verb_and_services(&arguments.words);
    let resolved = resolved(services, common, host)?;
    host.warn(resolved.warnings)?;
    let platform = &resolved.platform;
    let mut options = arguments.options(verb);
    options.selection = selection(services, platform)?;

    let runtime = host.connect().await?;
    let planned = decide(platform, &*runtime, &options).await?;
    show(&planned, &Heading::new(&*runtime, platform, common), common, host)?;
    let is_pending = arguments.exit_code && !planned.plan.is_empty();
    Ok(if is_pending { ExitCode::Pending } else { ExitCode::Done })
}

impl PlanArguments {
    fn options(&self, verb: Verb) -> PlanOptions {
        let mut options = PlanOptions::new(verb);
        self.bring_up.ask_for(&mut options);
        options.retry_failed = self.retry;
        options.remove_orphans = self.remove_orphans;
        options.remove_volumes = self.volumes;
        options
    }
}

/// A service that is called like a command can still be planned, after the command.
fn verb_and_services(words: &[String]) -> (Verb, &[String]) {
    let named = words.first().and_then(|word| Verb::ALL.into_iter().find(|verb| verb.as_str() == word));
    match named {
        Some(verb) => (verb, &words[1..]),
        None => (Verb::Update, words),
    }
}

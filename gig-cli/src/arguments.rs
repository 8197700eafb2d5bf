//! The command line as it was typed: options of every command, and which command.
//!
//! What a command alone understands stands in its own file under [`command`](crate::command). Nothing is read from
//! the environment here; that is [`inputs`](crate::inputs)' work.

use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Parser, Subcommand, ValueEnum};
use gig_core::name::{EnvironmentName, ProjectName};
use gig_core::plan::PlanOptions;
use gig_core::runtime::Pull;

use crate::command::{
    check::CheckArguments, config::ConfigArguments, doctor::DoctorArguments, plan::PlanArguments,
    restart::RestartArguments, restartrm::RestartRmArguments, rm::RmArguments, service::ServiceArguments,
    start::StartArguments, status::StatusArguments, stop::StopArguments, update::UpdateArguments,
};
use crate::render::Detail;

/// One description of a platform: started, changed and explained.
#[derive(Debug, Parser)]
#[command(name = "gig", version, max_term_width = 100)]
pub struct Arguments {
    /// What every command understands.
    #[command(flatten)]
    pub common: CommonArguments,
    /// The command; `status` where there is none.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What every command understands.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Options of every command")]
pub struct CommonArguments {
    /// The file that describes the platform; `-` is standard input
    ///
    /// Without it gig looks for gig.yml, gig.yaml, fig.yml, compose.yaml, compose.yml, docker-compose.yml and
    /// docker-compose.yaml, in the working folder and upwards. The variable GIG_FILE, or COMPOSE_FILE, names one too.
    #[arg(short, long = "file", value_name = "FILE", global = true)]
    pub files: Vec<PathBuf>,
    /// The project; else GIG_PROJECT, COMPOSE_PROJECT_NAME, the file's `name`, its folder
    #[arg(short, long, value_name = "NAME", global = true)]
    pub project: Option<ProjectName>,
    /// The environment: test, reference, production; else GIG_ENVIRONMENT
    #[arg(short, long, value_name = "NAME", global = true)]
    pub environment: Option<EnvironmentName>,
    /// Read variables from FILE instead of .env; a later one wins
    #[arg(long = "env-file", value_name = "FILE", global = true)]
    pub env_files: Vec<PathBuf>,
    /// An unset variable without a default is an error
    #[arg(long, global = true)]
    pub strict: bool,
    /// Let a shell read gig.profile, which runs what stands in it
    #[arg(long, global = true)]
    pub source_profile: bool,
    /// Use a file found in a folder above although others may write there or it is somebody else's
    #[arg(long, global = true)]
    pub trust_found_file: bool,
    /// The form of what is printed
    #[arg(long, value_enum, default_value_t, global = true)]
    pub format: Format,
    /// When to use colours; `auto` is on a terminal, unless NO_COLOR is set
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", global = true)]
    pub color: ColorChoice,
    /// How many steps may be under way at once
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..), global = true)]
    pub parallel: u16,
    /// Show every step, and what is done where it fails
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

impl CommonArguments {
    /// Says how much is told of what is done.
    pub(crate) fn detail(&self) -> Detail {
        if self.verbose { Detail::Steps } else { Detail::Changes }
    }
}

/// The form of what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON document.
    Json,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show what runs, and what to know about it
    #[command(visible_alias = "ls")]
    Status(StatusArguments),
    /// Bring up what is absent or stopped, and leave what runs as it is
    Start(StartArguments),
    /// Stop what runs
    Stop(StopArguments),
    /// Stop and start again, in the same containers
    Restart(RestartArguments),
    /// Replace by new containers, whether or not anything differs
    Restartrm(RestartRmArguments),
    /// Replace what differs from the file, and bring up what is absent or stopped
    Update(UpdateArguments),
    /// Stop and remove containers
    Rm(RmArguments),
    /// Show the containers in full, kept ones too
    Ps(StatusArguments),
    /// Show what a command would do, and why
    Plan(PlanArguments),
    /// Check the file
    Check(CheckArguments),
    /// Show the file as gig understands it, with every variable put in
    Config(ConfigArguments),
    /// Look closely at the engine: which one it is, and what gig can do there
    Doctor(DoctorArguments),
    /// Be a small service to try things with
    #[command(hide = true)]
    Service(ServiceArguments),
}

/// Which services are meant.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct ServiceSelection {
    /// The services, as `service` or `project_service`; all where none is named
    #[arg(value_name = "SERVICE")]
    pub(crate) services: Vec<String>,
}

/// How a command that changes something goes about it.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct ChangeArguments {
    /// Show what would be done, and do nothing
    #[arg(short = 'n', long)]
    pub(crate) dry_run: bool,
    /// Do not ask
    #[arg(short, long)]
    pub(crate) yes: bool,
}

/// How services are brought up.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct BringUpArguments {
    /// Leave alone what the named services need
    #[arg(long)]
    pub(crate) no_deps: bool,
    /// Whether images are fetched
    #[arg(long, value_name = "WHEN", default_value = "missing", value_parser = pull_parser())]
    pub(crate) pull: Pull,
    /// How long a service may take to become healthy, and a job to complete: `90s`, `10m`
    #[arg(long, value_name = "DURATION", default_value = "10m", value_parser = patience)]
    pub(crate) timeout: Duration,
}

impl BringUpArguments {
    /// Puts these into the options of a plan.
    pub(crate) fn ask_for(&self, options: &mut PlanOptions) {
        options.with_dependencies = !self.no_deps;
        options.pull = self.pull;
        options.patience = self.timeout;
    }
}

fn pull_parser() -> impl clap::builder::TypedValueParser<Value = Pull> {
    PossibleValuesParser::new(["missing", "always", "never"]).map(|word| match word.as_str() {
        "always" => Pull::Always,
        "never" => Pull::Never,
        _ => Pull::Missing,
    })
}

fn patience(text: &str) -> Result<Duration, String> {
    if let Ok(seconds) = text.parse() {
        return Ok(Duration::from_secs(seconds));
    }
    gig_core::platform::parse_duration(text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Arguments;

    const DOCUMENT: &str = include_str!("../../docs/commands.md");

    #[test]
    fn every_command_and_every_option_is_in_the_documents() {
        let gig = Arguments::command();
        let commands: Vec<_> = gig.get_subcommands().filter(|command| !command.is_hide_set()).collect();
        for command in &commands {
            assert!(DOCUMENT.contains(&format!("`gig {}", command.get_name())), "{}", command.get_name());
        }
        let options = gig.get_arguments().chain(commands.iter().flat_map(|command| command.get_arguments()));
        for long in options.filter_map(clap::Arg::get_long) {
            assert!(DOCUMENT.contains(&format!("--{long}")), "--{long}");
        }
    }
}

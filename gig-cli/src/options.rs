//! The options that several commands share, and what they mean for a plan.
//!
//! What a command alone understands stands in its own file under [`command`](crate::command). Nothing is read from
//! the environment here; that is [`inputs`](crate::inputs)' work.

use std::path::PathBuf;
use std::time::Duration;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use gig_core::name::{EnvironmentName, ProjectName};
use gig_core::plan::PlanOptions;
use gig_core::platform::Pull;

/// What every command understands.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Options of every command")]
pub struct CommonArguments {
    /// The file that describes the platform; `-` is standard input; each further one is merged into those before it
    ///
    /// Without it gig looks for gig.yml, gig.yaml, fig.yml, compose.yaml, compose.yml, docker-compose.yml and
    /// docker-compose.yaml, in the working folder and upwards, and merges gig.override.yml, compose.override.yaml or
    /// docker-compose.override.yml into it where one stands beside it. The variable GIG_FILE names one too, and
    /// COMPOSE_FILE names some, with `:` or COMPOSE_PATH_SEPARATOR between them.
    #[arg(short, long = "file", value_name = "FILE", global = true)]
    pub files: Vec<PathBuf>,
    /// The folder that relative paths start from; else that of the first file
    #[arg(long, value_name = "FOLDER", global = true)]
    pub project_directory: Option<PathBuf>,
    /// The project; else GIG_PROJECT, COMPOSE_PROJECT_NAME, the file's `name`, its folder
    #[arg(short, long, value_name = "NAME", global = true)]
    pub project: Option<ProjectName>,
    /// The environment: test, reference, production; else GIG_ENVIRONMENT
    #[arg(short, long, value_name = "NAME", global = true)]
    pub environment: Option<EnvironmentName>,
    /// Enable the services of a profile; `*` is every one; else COMPOSE_PROFILES, with commas between
    #[arg(long = "profile", value_name = "NAME", global = true)]
    pub profiles: Vec<String>,
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
    /// For people; what `config` shows is YAML.
    #[default]
    #[value(alias = "yaml")]
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

/// How much is said of what is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// What changes.
    Changes,
    /// Every step.
    Steps,
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
    /// Whether images are fetched for what is created, whatever the file says; where it says nothing, `missing`
    #[arg(long, value_name = "WHEN", value_parser = pull_parser())]
    pub(crate) pull: Option<Pull>,
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
    PossibleValuesParser::new(["always", "missing", "never"]).map(|word| match word.as_str() {
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

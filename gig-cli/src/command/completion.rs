//! `completion`: the script with which a shell asks gig how a command line goes on.
//!
//! The answers are given in [`complete`](crate::complete).

use clap::ValueEnum;
use clap_complete::env::Shells;
use gig_core::exit_code::ExitCode;

use crate::error::CommandError;
use crate::host::Host;
use crate::options::{CommonArguments, Format};

/// The variable in which a script names its shell when it asks.
pub(crate) const VARIABLE: &str = "GIG_COMPLETE";

/// What `completion` understands.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = "Example: for every bash from now on, in ~/.bashrc\n\n    source <(gig completion bash)")]
pub struct CompletionArguments {
    /// The shell
    shell: Shell,
}

/// A shell that can ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    /// source <(gig completion bash), in ~/.bashrc.
    Bash,
    /// source <(gig completion zsh), in ~/.zshrc, behind compinit.
    Zsh,
    /// gig completion fish | source, in ~/.config/fish/config.fish.
    Fish,
}

impl Shell {
    fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
        }
    }
}

/// Shows the script.
pub(crate) fn completion(
    arguments: &CompletionArguments,
    common: &CommonArguments,
    host: &mut Host,
) -> Result<ExitCode, CommandError> {
    if common.format == Format::Json {
        return Err(CommandError::usage("a script for a shell has no form in JSON").hint("leave out `--format json`"));
    }
    host.console.show(&script(arguments.shell)?)?;
    Ok(ExitCode::Done)
}

fn script(shell: Shell) -> Result<String, CommandError> {
    let name = shell.name();
    let unknown = || CommandError::unexpected(format!("failed to write a script for `{name}`: the shell is not known"));
    let completer = Shells::builtins();
    let completer = completer.completer(name).ok_or_else(unknown)?;
    let mut script = Vec::new();
    completer.write_registration(VARIABLE, "gig", "gig", "gig", &mut script)?;
    Ok(String::from_utf8_lossy(&script).into_owned())
}

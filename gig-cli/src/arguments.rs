//! The command line as it was typed: the options of every command, and which command.
//!
//! The options of every command stand in [`options`](crate::options), those of one in its own file under
//! [`command`](crate::command).

use clap::{Parser, Subcommand};

use crate::command::{
    check::CheckArguments, completion::CompletionArguments, config::ConfigArguments, demo::DemoArguments,
    doctor::DoctorArguments, explain::ExplainArguments, init::InitArguments, man::ManArguments, plan::PlanArguments,
    ps::PsArguments, restart::RestartArguments, restartrm::RestartRmArguments, rm::RmArguments,
    schema::SchemaArguments, service::ServiceArguments, start::StartArguments, status::StatusArguments,
    stop::StopArguments, update::UpdateArguments,
};
use crate::options::CommonArguments;

/// One description of a platform: started, changed and explained.
#[derive(Debug, Parser)]
#[command(name = "gig", version, max_term_width = 100)]
#[command(after_long_help = "Example: what would change, and the change\n\n    gig plan\n    gig update")]
pub struct Arguments {
    /// What every command understands.
    #[command(flatten)]
    pub common: CommonArguments,
    /// The command; `status` where there is none.
    #[command(subcommand)]
    pub command: Option<Command>,
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
    Ps(PsArguments),
    /// Show what a command would do, and why
    Plan(PlanArguments),
    /// Check the file
    Check(CheckArguments),
    /// Show the file as gig understands it, with every variable put in
    Config(ConfigArguments),
    /// Show the JSON schema of the file, for an editor
    Schema(SchemaArguments),
    /// Write a first gig.yml into the working folder
    Init(InitArguments),
    /// Explain what the code of a diagnostic means
    Explain(ExplainArguments),
    /// Start a small platform to try gig with; it needs no registry
    Demo(DemoArguments),
    /// Show a script that completes command lines in a shell
    Completion(CompletionArguments),
    /// Write the man pages into a folder
    Man(ManArguments),
    /// Look closely at the engine: which one it is, and what gig can do there
    Doctor(DoctorArguments),
    /// Be a small service to try things with
    #[command(hide = true)]
    Service(ServiceArguments),
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

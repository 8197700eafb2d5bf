//! The `gig` command line: it reads, asks gig-core what to do, does it over a runtime, and says what happened.
//!
//! [`run`] takes the whole world of a command as a [`Host`], so that a test can bring its own. Nothing is decided
//! here about containers; that is gig-core's work. Each command is one file under `command`, each kind of output one
//! under `render`.

mod arguments;
mod command;
mod complete;
mod console;
mod error;
mod find;
mod host;
mod inputs;
mod invocation;
mod line_error;
mod options;
mod process;
mod profile_shell;
mod progress;
mod render;
mod screen;
mod signals;
mod standing;
mod watch;

pub use crate::console::{Console, Terminal};
pub use arguments::{Arguments, Command};
pub use command::demo::InMemory;
pub use complete::was_asked_by_a_shell;
pub use gig_core::exit_code::ExitCode;
pub use host::{Connector, Host, OwnImages};
pub use options::{ColorChoice, CommonArguments, Format};
pub use screen::Size;
pub use signals::{Signal, Signals};

use clap::CommandFactory as _;
use error::CommandError;

/// Carries one command out and says how the process should end.
///
/// What goes wrong is said on the host's standard error, and in the JSON document where JSON was asked for.
pub async fn run(arguments: &Arguments, host: &mut Host) -> ExitCode {
    let no_color = host.variable("NO_COLOR").is_some();
    host.console.choose_colours(arguments.common.color, no_color);
    match dispatch(arguments, host).await {
        Ok(exit) => exit,
        Err(error) => report(&error, arguments.common.format, host),
    }
}

async fn dispatch(arguments: &Arguments, host: &mut Host) -> Result<ExitCode, CommandError> {
    let common = &arguments.common;
    let Some(command) = &arguments.command else {
        return command::status::status(&command::status::StatusArguments::default(), common, host).await;
    };
    match command {
        Command::Status(arguments) => command::status::status(arguments, common, host).await,
        Command::Start(arguments) => command::start::start(arguments, common, host).await,
        Command::Stop(arguments) => command::stop::stop(arguments, common, host).await,
        Command::Restart(arguments) => command::restart::restart(arguments, common, host).await,
        Command::Restartrm(arguments) => command::restartrm::restartrm(arguments, common, host).await,
        Command::Update(arguments) => command::update::update(arguments, common, host).await,
        Command::Rm(arguments) => command::rm::rm(arguments, common, host).await,
        Command::Ps(arguments) => command::ps::ps(arguments, common, host).await,
        Command::Plan(arguments) => command::plan::plan(arguments, common, host).await,
        Command::Check(arguments) => command::check::check(arguments, common, host),
        Command::Config(arguments) => command::config::config(arguments, common, host),
        Command::Schema(_) => command::schema::schema(host),
        Command::Init(arguments) => command::init::init(arguments, common, host),
        Command::Explain(arguments) => command::explain::explain(arguments, common, host),
        Command::Demo(arguments) => command::demo::demo(arguments, common, host).await,
        Command::Completion(arguments) => command::completion::completion(arguments, common, host),
        Command::Man(arguments) => command::man::man(arguments, Arguments::command(), common, host),
        Command::Doctor(arguments) => command::doctor::doctor(arguments, common, host).await,
        Command::Service(_) => Err(CommandError::usage("`service` is a process of its own")),
    }
}

/// Where even the report cannot be written there is nobody left to tell; the exit code still says it.
fn report(error: &CommandError, format: Format, host: &mut Host) -> ExitCode {
    if format == Format::Json {
        let document = render::json::text(&render::json::error(error)).unwrap_or_default();
        let _unread = host.console.show(&document);
    }
    let _unread = host.console.tell(&render::error::error(error, host.error_width()));
    error.exit
}

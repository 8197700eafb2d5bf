//! The examples of the long help: each command has one, and each works as it stands there.

use clap::{Command, CommandFactory as _};
use gig_cli::Arguments;
use libtest_mimic::{Failed, Trial};

use crate::script;

/// A platform that every example can be about. Only a watch lasts until it is interrupted.
const WORLD: &str = "\
image web:1 runs
file gig.yml
| web:
|   image: web:1
$ gig start
interrupted after 3s
";

/// Returns a test for gig itself and for each command.
pub(crate) fn trials() -> Vec<Trial> {
    let gig = Arguments::command();
    let commands: Vec<Command> = gig.get_subcommands().filter(|command| !command.is_hide_set()).cloned().collect();
    std::iter::once(gig).chain(commands).map(trial).collect()
}

fn trial(command: Command) -> Trial {
    let name = format!("example::{}", command.get_name());
    Trial::test(name, move || {
        let examples = examples(&command);
        if examples.is_empty() {
            return Err("its long help has no example".into());
        }
        examples.iter().try_for_each(|example| works(example, &command))
    })
}

/// Returns the lines of the long help that can be typed; of those that a shell reads or writes down,
/// what gig does of them.
fn examples(command: &Command) -> Vec<String> {
    let help = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    let lines = help.lines().filter_map(|line| line.strip_prefix("    "));
    let typed = lines.map(|line| line.split(" > ").next().unwrap_or(line));
    typed.map(|line| line.trim_start_matches("source <(").trim_end_matches(')').to_owned()).collect()
}

fn works(example: &str, command: &Command) -> Result<(), Failed> {
    let name = command.get_name();
    if name != "gig" && !example.split(' ').any(|word| word == name) {
        return Err(format!("`{example}` is no example of `{name}`").into());
    }
    // `init` is for a folder without a file.
    let world = if name == "init" { "" } else { WORLD };
    let answered = script::answered(&format!("{world}$ {example}\n"))?;
    match answered.lines().last() {
        Some(end) if end.starts_with("= 0,") => Ok(()),
        _ => Err(answered.into()),
    }
}

//! How a command line goes on: the answer to a shell that asks, with the services of the file among the words.
//!
//! The script that asks comes from [`completion`](crate::command::completion). Whatever goes wrong is no answer: a
//! shell that waits for a Tab has no use for an error.

use std::env;
use std::ffi::OsString;

use clap::{Arg, Command, CommandFactory as _, FromArgMatches as _};
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use gig_core::diagnostic::codes;
use gig_core::document::Mapping;
use gig_core::plan::Verb;

use crate::arguments::Arguments;
use crate::command::completion::VARIABLE;
use crate::find::{self, Origin};
use crate::host::Host;
use crate::inputs;
use crate::options::CommonArguments;

/// Answers the shell where it was a shell that started this process, and returns whether it was.
#[must_use]
pub fn was_asked_by_a_shell() -> bool {
    if env::var_os(VARIABLE).is_none_or(|shell| shell.is_empty()) {
        return false;
    }
    let Ok(mut host) = Host::of_process() else {
        return true;
    };
    let words: Vec<OsString> = env::args_os().collect();
    let typed = words.iter().position(|word| word == "--").map_or(&[][..], |at| &words[at + 1..]);
    let command = knowing(typed, cursor(typed), &mut host);
    let environment = CompleteEnv::with_factory(|| command.clone()).var(VARIABLE);
    // Where there is no answer there is nobody to tell, either.
    let _unanswered = environment.try_complete(&words, Some(&host.directory));
    true
}

/// Returns in which of the words the cursor is: bash and zsh say so, fish asks with the words up to there.
fn cursor(typed: &[OsString]) -> usize {
    let said = env::var("_CLAP_COMPLETE_INDEX").ok().and_then(|index| index.parse().ok());
    said.unwrap_or(typed.len().saturating_sub(1))
}

/// Returns the command line as gig understands it, with the names from the file wherever one is expected.
fn knowing(typed: &[OsString], cursor: usize, host: &mut Host) -> Command {
    let before = typed.get(..cursor).unwrap_or(typed);
    let names = Names::of_file(before, host).unwrap_or_default();
    let is_option = typed.get(cursor).is_some_and(|word| word.as_encoded_bytes().starts_with(b"-"));
    let prepared = |command: Command| {
        let command = command.mut_args(|argument| names.offered(argument));
        if is_option { command } else { without_options(command) }
    };
    prepared(Arguments::command()).mut_subcommands(|command| prepared(under_one_name(command)))
}

/// Options are an answer to a Tab behind nothing only where there is no other.
fn without_options(command: Command) -> Command {
    let command = command.disable_help_flag(true).disable_version_flag(true);
    command.mut_args(|argument| {
        let is_hidden = argument.is_hide_set() || !argument.is_positional();
        argument.hide(is_hidden)
    })
}

/// Of all the names of a command only the first one in the alphabet would be offered, `ls` for `status`.
fn under_one_name(command: Command) -> Command {
    let aliases: Vec<String> = command.get_visible_aliases().map(str::to_owned).collect();
    command.visible_alias(None::<&str>).aliases(aliases)
}

/// The names that a file knows.
#[derive(Debug, Default)]
struct Names {
    services: Vec<String>,
    environments: Vec<String>,
}

impl Names {
    /// Reads the file that a command line with these words would be about.
    ///
    /// It need not resolve: who types the name of a service may be about to type the variable that is missing.
    fn of_file(words: &[OsString], host: &mut Host) -> Option<Self> {
        let matches = Arguments::command().ignore_errors(true).try_get_matches_from(words).ok()?;
        let common = CommonArguments::from_arg_matches(&matches).ok()?;
        find::origin(&common, host).ok().filter(|origin| *origin != Origin::Input)?;
        let (document, _) = inputs::document(&common, host).ok()?;
        Some(Self { services: keys(&document.services), environments: keys(&document.environments) })
    }

    /// Lets an argument offer the names that it takes.
    fn offered(&self, argument: Arg) -> Arg {
        let names = match argument.get_id().as_str() {
            "services" => self.services.clone(),
            "words" => Verb::ALL.iter().map(|verb| verb.as_str().to_owned()).chain(self.services.clone()).collect(),
            "environment" => self.environments.clone(),
            "code" => codes::all().map(|explanation| explanation.code.to_owned()).collect(),
            _ => return argument,
        };
        argument.add(ArgValueCandidates::new(move || names.iter().map(CompletionCandidate::new).collect()))
    }
}

fn keys(mapping: &Mapping) -> Vec<String> {
    mapping.iter().map(|entry| entry.key.clone()).collect()
}

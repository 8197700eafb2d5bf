//! The commands of the demo: as somebody would type them here, and carried out.

use std::path::PathBuf;

use clap::Parser as _;
use gig_core::exit_code::ExitCode;
use gig_core::name::ProjectName;

use super::folder::{self, Folder};
use super::{PROJECT, unexpected};
use crate::arguments::Arguments;
use crate::error::CommandError;
use crate::host::Host;
use crate::options::CommonArguments;
use crate::render::demo as render;

/// The variables that name a project, and so would lead the printed commands to another one.
const PROJECT_VARIABLES: [&str; 2] = ["GIG_PROJECT", "COMPOSE_PROJECT_NAME"];

/// How the platform of the demo is spoken of on a command line.
pub(super) struct Invocation {
    /// `gig -f gig-demo/gig.yml`
    prefix: String,
    /// `gig demo --down`
    down: String,
    common: CommonArguments,
    /// The file as it is written, and its folder.
    text: String,
    directory: PathBuf,
}

/// A command to try, and what it is good for.
pub(crate) struct Trial {
    pub(crate) command: String,
    pub(crate) purpose: &'static str,
}

impl Invocation {
    pub(super) fn new(project: &ProjectName, folder: &Folder, common: &CommonArguments, host: &Host) -> Self {
        let program = quoted(&host.program);
        let is_named_elsewhere = PROJECT_VARIABLES.iter().any(|name| host.variable(name).is_some());
        let name = if is_named_elsewhere { format!(" -p {project}") } else { String::new() };
        let own_name = if project.as_str() == PROJECT { String::new() } else { format!(" -p {project}") };
        Self {
            prefix: format!("{program} -f {}{name}", folder.shown_file()),
            down: format!("{program}{own_name} demo --down"),
            common: CommonArguments {
                files: vec![folder.file()],
                project: Some(project.clone()),
                environment: None,
                profiles: Vec::new(),
                env_files: Vec::new(),
                ..common.clone()
            },
            text: folder::text(project),
            directory: folder.path().to_path_buf(),
        }
    }

    /// Shows a command, and carries it out.
    pub(super) async fn follow(&self, words: &[&str], host: &mut Host) -> Result<ExitCode, CommandError> {
        host.console.show(&render::command(&self.line(None, words)))?;
        carry_out(words, self.common.clone(), host).await
    }

    /// Shows a command, and carries it out as if the file were there.
    pub(super) async fn tell(
        &self,
        variable: Option<(&str, &str)>,
        words: &[&str],
        host: &mut Host,
    ) -> Result<ExitCode, CommandError> {
        host.console.show(&render::command(&self.line(variable, words)))?;
        let environment = host.environment.clone();
        host.environment.extend(variable.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let exit = self.carry_out_without_file(words, host).await;
        host.environment = environment;
        exit
    }

    /// Carries a command out on the text that the demo would have written, whatever the file says.
    pub(super) async fn carry_out_without_file(
        &self,
        words: &[&str],
        host: &mut Host,
    ) -> Result<ExitCode, CommandError> {
        host.console.stdin = Box::new(std::io::Cursor::new(self.text.clone()));
        // What stands beside another file is not for this text.
        let directory = std::mem::replace(&mut host.directory, self.directory.clone());
        let common = CommonArguments { files: vec!["-".into()], ..self.common.clone() };
        let exit = carry_out(words, common, host).await;
        host.directory = directory;
        exit
    }

    /// Writes a command as it is typed, with a variable of its own before it.
    fn line(&self, variable: Option<(&str, &str)>, words: &[&str]) -> String {
        let assignment = variable.map(|(name, value)| format!("{name}={} ", quoted(value))).unwrap_or_default();
        format!("{assignment}{} {}", self.prefix, words.join(" "))
    }

    /// Lists what a newcomer might do now, where the platform is reached at `address`.
    pub(super) fn things_to_try(&self, address: &str) -> Vec<Trial> {
        let trial = |command: String, purpose| Trial { command, purpose };
        vec![
            trial(format!("curl {address}"), "what the router answers"),
            trial(
                self.line(Some(ANOTHER_GREETING), &["update"]),
                "another greeting: the service that uses it is replaced",
            ),
            trial(self.line(Some(BROKEN_RELEASE), &["update"]), "a release that does not come up: it is put back"),
            trial(self.line(None, &["status"]), "what runs now, and what was kept"),
            trial(self.down.clone(), "removes all of it: containers, network, volume, images, files"),
        ]
    }
}

/// The variable whose change replaces one service.
pub(super) const ANOTHER_GREETING: (&str, &str) = ("GREETING", "Good evening");

/// The variable that names the release which does not come up.
pub(super) const BROKEN_RELEASE: (&str, &str) = ("ROUTER_TAG", "2");

async fn carry_out(words: &[&str], common: CommonArguments, host: &mut Host) -> Result<ExitCode, CommandError> {
    let words = ["gig"].iter().chain(words);
    let mut arguments = Arguments::try_parse_from(words).map_err(unexpected)?;
    arguments.common = common;
    Box::pin(crate::dispatch(&arguments, host)).await
}

/// Quotes a word where a shell would see more than one in it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./:+@%".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_shell_reads_what_was_meant() {
        let cases = [
            ("target/release/gig", "target/release/gig"),
            ("Good evening", "'Good evening'"),
            ("/home/o'neil/gig", r"'/home/o'\''neil/gig'"),
            ("", "''"),
        ];
        for (word, expected) in cases {
            assert_eq!(quoted(word), expected);
        }
    }
}

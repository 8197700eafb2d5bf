//! The command line to go on with: called as gig was called this time, so that it works as it is printed.

use std::fmt::Display;

use crate::options::CommonArguments;

/// How gig was called, up to the command: `gig -f shop.yml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Invocation(String);

impl Invocation {
    /// Names the options that decide what a command is about.
    pub(crate) fn of(common: &CommonArguments) -> Self {
        let mut words = vec!["gig".to_owned()];
        let mut option = |name: &str, value: &dyn Display| words.extend([name.to_owned(), quoted(&value.to_string())]);
        common.files.iter().for_each(|file| option("-f", &file.display()));
        common.project.iter().for_each(|project| option("-p", project));
        common.environment.iter().for_each(|environment| option("-e", environment));
        common.profiles.iter().for_each(|name| option("--profile", name));
        common.env_files.iter().for_each(|file| option("--env-file", &file.display()));
        let flags = [
            (common.strict, "--strict"),
            (common.source_profile, "--source-profile"),
            (common.trust_found_file, "--trust-found-file"),
        ];
        words.extend(flags.iter().filter(|(given, _)| *given).map(|(_, flag)| (*flag).to_owned()));
        Self(words.join(" "))
    }

    /// Returns the command line of a command, between backticks.
    pub(crate) fn command<T: Display>(&self, command: &str, words: impl IntoIterator<Item = T>) -> String {
        let mut line = format!("`{} {command}", self.0);
        words.into_iter().for_each(|word| line.extend([" ", &word.to_string()]));
        line.push('`');
        line
    }
}

/// Writes a word as a shell reads it back.
fn quoted(word: &str) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "@%+=:,./-_".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::Invocation;
    use crate::arguments::Arguments;

    #[test]
    fn a_command_is_called_as_gig_was_called() {
        let check = |line: &[&str], expected: &str| {
            let common = Arguments::try_parse_from(line).unwrap().common;
            assert_eq!(Invocation::of(&common).command("start", ["web"]), expected);
        };
        check(&["gig", "status", "--format", "json"], "`gig start web`");
        check(&["gig", "status", "-p", "shop", "-f", "it's.yml"], r"`gig -f 'it'\''s.yml' -p shop start web`");
        check(
            &["gig", "-e", "test", "--strict", "--env-file", "a b"],
            "`gig -e test --env-file 'a b' --strict start web`",
        );
    }
}

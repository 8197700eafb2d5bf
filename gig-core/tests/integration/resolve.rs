//! What documents mean: text in, text out.

mod bad_input;
mod contents;
mod corpus;
mod deploy;
mod descriptions;
mod disk;
mod env_files;
mod environments;
mod hooks;
mod host;
mod keys;
mod laws;
mod layouts;
mod mounts;
mod names;
mod networks;
mod order;
mod profiles;
mod pull;
mod secrets;
mod several;
mod sharing;
mod shown;
mod variables;

use std::path::PathBuf;

use gig_core::diagnostic::{Diagnostics, SourceText};
use gig_core::document::{self, Document, Surroundings};
use gig_core::name::EnvironmentName;
use gig_core::resolve::{Description, Inputs, Origin, Resolved, Variables, describe, resolve};

use disk::Disk;

/// Everything a document is resolved with.
#[derive(Default)]
pub(crate) struct World<'a> {
    pub(crate) variables: &'a [(&'a str, &'a str)],
    pub(crate) files: &'a [(&'a str, &'a str)],
    pub(crate) environment: Option<&'a str>,
    pub(crate) project: Option<&'a str>,
    pub(crate) strict: bool,
    pub(crate) named: &'a [&'a str],
}

impl World<'_> {
    /// Resolves `text` as the file `/srv/shop/gig.yml` of somebody whose home is `/home/ann`.
    pub(crate) fn resolve(&self, text: &str) -> Result<Resolved, Diagnostics> {
        self.read(text, resolve)
    }

    /// Describes the same.
    pub(crate) fn describe(&self, text: &str) -> Result<Description, Diagnostics> {
        self.read(text, describe)
    }

    fn read<T>(
        &self,
        text: &str,
        read: impl FnOnce(&Document, &EnvironmentName, &Inputs<'_>) -> Result<T, Diagnostics>,
    ) -> Result<T, Diagnostics> {
        self.read_all(&[text], read)
    }

    /// Reads `texts` as one document, the first as `gig.yml` and the others as `2.yml`, `3.yml`.
    fn read_all<T>(
        &self,
        texts: &[&str],
        read: impl FnOnce(&Document, &EnvironmentName, &Inputs<'_>) -> Result<T, Diagnostics>,
    ) -> Result<T, Diagnostics> {
        let disk = Disk::new(self.files);
        let mut variables = Variables::default();
        for (name, value) in self.variables {
            variables.set_default(*name, *value, Origin::Environment);
        }
        let name = |number| if number == 1 { "gig.yml".to_owned() } else { format!("{number}.yml") };
        let sources = (1..).zip(texts).map(|(number, text)| SourceText::new(name(number), "/srv/shop", *text));
        let value = |name: &str| variables.value(name).map(str::to_owned);
        let document = document::parse_all(sources.collect(), &Surroundings { files: &disk, variables: &value })?;
        let mut inputs = Inputs::new(variables, &disk);
        inputs.home = Some(PathBuf::from("/home/ann"));
        inputs.project = self.project.map(|project| project.parse().expect("a project name"));
        inputs.strict = self.strict;
        inputs.named = self.named.iter().map(ToString::to_string).collect();
        let environment: EnvironmentName = self.environment.unwrap_or("default").parse().expect("a name");
        read(&document, &environment, &inputs)
    }

    /// Checks what comes out, the platform or what is wrong, against a text.
    #[track_caller]
    fn check(&self, text: &str, expected: &str) {
        self.check_all(&[text], expected);
    }

    /// Checks what comes out of several texts.
    #[track_caller]
    fn check_all(&self, texts: &[&str], expected: &str) {
        let texts: Vec<String> = texts.iter().map(|text| unindented(text)).collect();
        let found = match self.read_all(&texts.iter().map(String::as_str).collect::<Vec<_>>(), resolve) {
            Ok(resolved) => shown::platform(&resolved.platform) + &shown::diagnostics(&resolved.warnings),
            Err(diagnostics) => shown::diagnostics(diagnostics.iter()),
        };
        let expected = unindented(expected);
        assert_eq!(
            found.trim_end(),
            expected.trim_end(),
            "\n--- found:\n{found}\n--- for:\n{}",
            texts.join("\n--- and:\n")
        );
    }
}

/// Checks what `text` means when no variable is set and no file is there.
#[track_caller]
fn check(text: &str, expected: &str) {
    World::default().check(text, expected);
}

/// Takes off the first line feed, and from each line the indentation of the first.
fn unindented(text: &str) -> String {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let indentation = text.len() - text.trim_start_matches(' ').len();
    let lines = text.lines().map(|line| line.get(indentation..).unwrap_or_else(|| line.trim_start()));
    lines.collect::<Vec<_>>().join("\n")
}

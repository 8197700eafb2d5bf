//! Real files, where there are any: what gig makes of them beside what the reference reader makes of them.
//!
//! The files stand in the folder `compose` of the one that `GIG_CORPUS` names; without it these tests look at nothing
//! and say so. The reference was run without variables, with all profiles on, and did not look for env files. Where
//! gig means to differ, the file stands in a list with the reason; a file that is not on it must agree, and one that
//! is on it must not.

mod deviations;
mod expected;
mod services;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use gig_core::diagnostic::{Diagnostic, Diagnostics, SourceText};
use gig_core::document;
use gig_core::resolve::{Description, EnvFiles, Inputs, Variables, describe};

use super::disk::Disk;
use crate::corpus;
use expected::{Case, cases};
use verdict::Verdict;

/// Reads `text` as the reference did: nothing is set, every profile is on, env files are left alone, and it need not be
/// fit to be carried out.
fn read(text: &str) -> Result<Description, Diagnostics> {
    let document = document::parse(SourceText::new("gig.yml", "/p", text))?;
    let disk = Disk::new(&[]);
    let mut inputs = Inputs::new(Variables::default(), &disk);
    inputs.home = Some("/root".into());
    inputs.project = Some("p".parse().expect("a project name"));
    inputs.profiles = vec!["*".to_owned()];
    inputs.env_files = EnvFiles::Unread;
    describe(&document, &"default".parse().expect("a name"), &inputs)
}

#[test]
#[expect(clippy::print_stderr, reason = "the counts are what the test is for")]
fn what_the_reference_reads_is_read() {
    let Some(corpus) = corpus::folder() else { return };
    let cases = cases(&corpus);
    let verdicts: Vec<(&Case, Verdict)> =
        cases.iter().map(|case| (case, Verdict::of(case, read(&case.text)))).collect();
    eprintln!("{}", verdict::counts(&verdicts));
    eprintln!("{}", verdict::causes(&verdicts));
    let disagreeing: Vec<_> = verdicts.iter().filter(|(_, verdict)| verdict.disagrees()).collect();
    disagreeing.iter().for_each(|(case, verdict)| eprintln!("{}\n    {verdict}", case.file));
    assert!(disagreeing.len() * 100 <= 3 * cases.len(), "{} of {} files", disagreeing.len(), cases.len());
    deviations::check(deviations::VERDICTS, disagreeing.iter().map(|(case, _)| case.file.clone()));
}

#[test]
#[expect(clippy::print_stderr, reason = "the counts are what the test is for")]
fn what_is_read_means_what_it_means_to_the_reference() {
    let Some(corpus) = corpus::folder() else { return };
    let mut compared = 0;
    let mut differing: BTreeMap<String, String> = BTreeMap::new();
    let mut services: BTreeSet<String> = BTreeSet::new();
    for case in cases(&corpus) {
        let (Ok(expected), Ok(found)) = (&case.expected, read(&case.text)) else { continue };
        compared += expected.len();
        for (service, field, difference) in services::differences(expected, &found) {
            services.insert(format!("{} {service}", case.file));
            differing.insert(format!("{} {service} {field}", case.file), difference);
        }
    }
    eprintln!("services: {compared} compared, {} differ, in {} fields", services.len(), differing.len());
    differing.iter().for_each(|(field, difference)| eprintln!("{field}\n    {difference}"));
    assert!(services.len() * 100 <= 3 * compared, "{} of {compared} services differ", services.len());
    deviations::check(deviations::MEANINGS, differing.into_keys());
}

#[test]
fn what_cannot_be_read_is_explained_with_its_place() {
    let Some(corpus) = corpus::folder() else { return };
    for (name, text) in corpus::files(&corpus.join("compose/unparsable")) {
        let found = document::parse(SourceText::new("gig.yml", "/p", text)).err();
        let errors = found.unwrap_or_else(|| panic!("{name} is read"));
        assert!(errors.iter().any(says_where_and_what), "{name}: {errors:?}");
    }
}

/// A sentence of its own, not the one that stands in for what is not known.
fn says_where_and_what(error: &Diagnostic) -> bool {
    error.code == "yaml-syntax" && error.at.is_some() && error.message != "this is not valid YAML"
}

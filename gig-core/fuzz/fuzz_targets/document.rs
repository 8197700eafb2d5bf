//! Whatever the text: no panic, every place lies within it, and what resolves can be described.
#![no_main]

use std::path::Path;

use gig_core::diagnostic::{Diagnostics, Severity, SourceText, render};
use gig_core::document;
use gig_core::resolve::{FileError, Files, Inputs, PathKind, Variables, describe, resolve, uses};
use libfuzzer_sys::fuzz_target;

struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _: &Path) -> Result<String, FileError> {
        Err(FileError::Missing)
    }

    fn kind(&self, _: &Path) -> PathKind {
        PathKind::Missing
    }
}

fuzz_target!(|text: &str| {
    let document = match document::parse(SourceText::new("gig.yml", "/p", text)) {
        Ok(document) => document,
        Err(errors) => return check(&errors),
    };
    let inputs = Inputs::new(Variables::default(), &NoFiles);
    let environment = "default".parse().expect("a name");
    uses(&document).iter().for_each(|found| assert!(found.at.range.end <= found.at.source.text.len()));
    let described = describe(&document, &environment, &inputs);
    match resolve(&document, &environment, &inputs) {
        Ok(_) => check_described(described.err()),
        Err(errors) => check(&errors),
    }
});

/// What resolves is described, unless something is wrong in what only a description shows, as the arguments of a build.
fn check_described(errors: Option<Diagnostics>) {
    let errors = errors.iter().flat_map(Diagnostics::iter).filter(|found| found.severity == Severity::Error);
    errors.for_each(|error| assert_eq!(error.code, "wrong-type", "{}", error.message));
}

fn check(errors: &Diagnostics) {
    assert!(errors.has_errors());
    for place in errors.iter().filter_map(|error| error.at.as_ref()) {
        assert!(place.range.start <= place.range.end && place.range.end <= place.source.text.len());
    }
    let shown = render(errors, false);
    assert!(!shown.contains('\u{1b}'), "a file cannot steer the terminal");
}

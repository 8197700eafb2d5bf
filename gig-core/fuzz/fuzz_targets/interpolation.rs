//! Whatever the template: no panic, a text without a dollar stays as it is, and errors lie within it.
#![no_main]

use gig_core::resolve::interpolate::interpolate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|template: &str| {
    let value = |name: &str| name.starts_with('A').then(|| "$B ${C".to_owned());
    match interpolate(template, &value, &mut |_| ()) {
        Ok(text) => assert!(template.contains('$') || text == template),
        Err(error) => assert!(error.range.start <= error.range.end && error.range.end <= template.len()),
    }
});

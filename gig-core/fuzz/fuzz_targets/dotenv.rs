//! Whatever the file: no panic, and a wrong line is one that is there.
#![no_main]

use gig_core::resolve::dotenv;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let lines = text.split('\n').count();
    for entries in [dotenv::parse(text, &|_| None).map(drop), dotenv::parse_raw(text).map(drop)] {
        if let Err(error) = entries {
            assert!((1..=lines).contains(&error.line), "line {} of {lines}", error.line);
        }
    }
});

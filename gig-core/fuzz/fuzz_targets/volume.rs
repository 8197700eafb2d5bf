//! Whatever the text: no panic, and a mount has a target.
#![no_main]

use gig_core::platform::ShortMount;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(mount) = text.parse::<ShortMount>() else { return };
    assert!(!mount.target.is_empty() && mount.source.as_deref() != Some(""));
});

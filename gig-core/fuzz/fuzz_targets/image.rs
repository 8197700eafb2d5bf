//! Whatever the text: no panic, and what is a reference is shown as it was written.
#![no_main]

use gig_core::platform::ImageReference;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(image) = text.parse::<ImageReference>() else { return };
    assert_eq!(image.to_string(), text);
    let familiar: ImageReference = image.familiar().parse().expect("the short name is a reference");
    assert_eq!(familiar.name(), image.name());
});

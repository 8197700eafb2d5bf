//! Whatever the text: no panic, and what is a reference is shown as it was written.
#![no_main]

use gig_core::platform::ImageReference;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(image) = text.parse::<ImageReference>() else { return };
    assert_eq!(image.to_string(), text);
    let familiar: ImageReference = image.familiar().parse().expect("the short name is a reference");
    // Engines list `docker.io/a.b/c` as `a.b/c`, which read again is an image of another registry.
    let ambiguous = format!("docker.io/{}", familiar.name());
    assert!([familiar.name(), ambiguous].contains(&image.name()), "{text}");
});

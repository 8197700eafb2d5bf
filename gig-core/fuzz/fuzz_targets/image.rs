//! Whatever the text: no panic, and what is a reference is shown as it was written.
#![no_main]

use gig_core::platform::ImageReference;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(image) = text.parse::<ImageReference>() else { return };
    assert_eq!(image.to_string(), text);
    let name = image.name();
    // Engines list `docker.io/a.b/c` as `a.b/c`, which read again is an image of another registry, or none.
    let first = name.strip_prefix("docker.io/").and_then(|path| path.split_once('/')).map(|(first, _)| first);
    if first.is_some_and(|first| first == "localhost" || first.contains('.')) {
        return;
    }
    let familiar: ImageReference = image.familiar().parse().expect("the short name is a reference");
    assert_eq!(familiar.name(), name);
});

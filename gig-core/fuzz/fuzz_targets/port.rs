//! Whatever the text: no panic, and as many ports as the range says.
#![no_main]

use gig_core::platform::{parse_exposed, parse_ports};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    _ = parse_exposed(text);
    let Ok(ports) = parse_ports(text) else { return };
    assert!(!ports.is_empty());
    assert!(ports.windows(2).all(|pair| pair[0].container < pair[1].container));
});

//! When the image of a service is fetched.

use gig_core::platform::Pull;

use super::World;

fn text(word: &str) -> String {
    format!("services:\n  web:\n    image: nginx\n    pull_policy: {word}\n")
}

#[test]
fn a_pull_policy_is_one_of_composes_words() {
    let words = [
        ("always", Pull::Always),
        ("missing", Pull::Missing),
        ("if_not_present", Pull::Missing),
        ("never", Pull::Never),
        ("build", Pull::Never),
    ];
    for (word, expected) in words {
        let resolved = World::default().resolve(&text(word)).expect(word);
        assert_eq!(resolved.platform.services[0].pull, Some(expected), "{word}");
        assert!(!resolved.warnings.iter().any(|warning| warning.code == "inert-option"), "{word}");
    }
}

#[test]
fn how_old_an_image_may_be_has_no_effect_and_gig_says_so() {
    for word in ["daily", "weekly", "every_12h", "every_2w3d"] {
        let resolved = World::default().resolve(&text(word)).expect(word);
        assert_eq!(resolved.platform.services[0].pull, Some(Pull::Missing), "{word}");
        assert!(resolved.warnings.iter().any(|warning| warning.code == "inert-option"), "{word}");
    }
}

#[test]
fn another_word_is_refused() {
    for word in ["sometimes", "every_", "every_day", "''"] {
        let codes: Vec<_> = World::default().resolve(&text(word)).unwrap_err().iter().map(|error| error.code).collect();
        assert!(codes.contains(&"unknown-value"), "{word}: {codes:?}");
    }
}

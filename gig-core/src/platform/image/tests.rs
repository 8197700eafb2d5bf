use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};

use super::{ImageReference, InvalidImage};

fn digest() -> String {
    format!("sha256:{}", "0a".repeat(32))
}

fn parsed(text: &str) -> ImageReference {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_name_is_given_in_full() {
    let check = |text: &str, name: &str| assert_eq!(parsed(text).name(), name, "{text}");
    check("redis:7", "docker.io/library/redis");
    check("index.docker.io/redis", "docker.io/library/redis");
    check("me/redis", "docker.io/me/redis");
    check("localhost/redis", "localhost/redis");
    check("REGISTRY/redis", "REGISTRY/redis");
    check("registry:5000/a/b__c-d.e:1", "registry:5000/a/b__c-d.e");
    check("[::1]:5000/redis", "[::1]:5000/redis");
    check("192.168.0.1:80", "docker.io/library/192.168.0.1");
}

#[test]
fn an_engine_lists_the_short_name_with_tag_or_digest() {
    let check = |text: &str, familiar: &str| assert_eq!(parsed(text).familiar(), familiar, "{text}");
    check("redis", "redis:latest");
    check("docker.io/library/redis:7", "redis:7");
    check("docker.io/library/a/b", "library/a/b:latest");
    check("registry:5000/redis", "registry:5000/redis:latest");
    check(&format!("redis:7@{}", digest()), &format!("redis@{}", digest()));
}

#[test]
fn another_tag_replaces_tag_and_digest_but_no_port() {
    let check =
        |text: &str, expected: &str| assert_eq!(parsed(text).with_tag("2").unwrap().to_string(), expected, "{text}");
    check("redis", "redis:2");
    check("registry:5000/redis", "registry:5000/redis:2");
    check("registry:5000/redis:1", "registry:5000/redis:2");
    check(&format!("redis:1@{}", digest()), "redis:2");
    for tag in ["", "a b", "-x", "a:b", "a@b", "a/b"] {
        assert!(parsed("redis").with_tag(tag).is_err(), "{tag}");
    }
}

#[test]
fn tag_and_digest_are_found() {
    let image = parsed("registry:5000/redis");
    assert_eq!((image.tag(), image.digest()), (None, None));
    let text = format!("registry:5000/redis:7@{}", digest());
    assert_eq!((parsed(&text).tag(), parsed(&text).digest()), (Some("7"), Some(digest().as_str())));
}

#[test]
fn what_is_no_reference_says_which_rule_it_breaks() {
    let check = |text: &str, rule: &str| {
        let InvalidImage { found, rule: broken } = text.parse::<ImageReference>().unwrap_err();
        assert!(found == text && broken.contains(rule), "{text}: {broken}");
    };
    check("", "name is missing");
    check(":tag", "name is missing");
    check(&"0a".repeat(32), "the id of an image");
    check("Redis", "upper-case");
    check("registry:5000/Redis", "upper-case");
    check("registry:port/redis", "not a domain");
    check("-registry.org/redis", "not a domain");
    check("[::1/redis", "not a domain");
    check("redis/", "the path is made of");
    check("a//b", "the path is made of");
    check("a..b", "the path is made of");
    check("a_-b", "the path is made of");
    check("a___b", "the path is made of");
    check("réd", "the path is made of");
    check(&"a".repeat(256), "longer than 255");
    check("redis:", "a tag is made of");
    check("redis:.7", "a tag is made of");
    check(&format!("redis:{}", "7".repeat(129)), "a tag is made of");
    check("redis@sha256:0a", "a digest is");
    check(&format!("redis@md5:{}", "0".repeat(32)), "a digest is");
    check(&format!("redis@{}", digest().to_uppercase()), "a digest is");
}

#[test]
fn serde_goes_through_the_grammar() {
    let image: ImageReference = serde_json::from_str("\"redis:7\"").unwrap();
    assert_eq!(serde_json::to_string(&image).unwrap(), "\"redis:7\"");
    assert!(serde_json::from_str::<ImageReference>("\"Redis\"").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_familiar_reference_names_the_same_image(text in "([a-z.]{1,4}(:[0-9]{1,3})?/)?[a-z]{1,3}(/[a-z]{1,2})?(:[a-z]{1,3})?") {
        if let Ok(image) = text.parse::<ImageReference>() {
            let familiar = parsed(&image.familiar());
            prop_assert_eq!(familiar.name(), image.name());
            prop_assert_eq!(familiar.familiar(), image.familiar());
            prop_assert!(parsed(&image.name()).name() == image.name());
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), near in "[a-cA.:/@é\\[\\]-]{0,20}") {
        let _ = (text.parse::<ImageReference>(), near.parse::<ImageReference>());
    }
}

use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

use super::{MountFault, ShortMount};

fn mount(source: &str, target: &str) -> ShortMount {
    ShortMount { source: Some(source.to_owned()), target: target.to_owned(), ..ShortMount::default() }
}

fn check(text: &str, expected: ShortMount) {
    assert_eq!(text.parse(), Ok(expected), "{text}");
}

#[test]
fn a_target_alone_is_a_volume_without_a_name() {
    check("/data", ShortMount { target: "/data".to_owned(), ..ShortMount::default() });
    check(r"c:\data", ShortMount { target: r"c:\data".to_owned(), ..ShortMount::default() });
}

#[test]
fn a_source_stands_before_the_target() {
    check("./data:/data", mount("./data", "/data"));
    check("name:/data:rw", mount("name", "/data"));
    check("ab:/data", mount("ab", "/data"));
}

#[test]
fn the_colon_of_a_drive_separates_nothing() {
    check(r"C:\a:d:\b", mount(r"C:\a", r"d:\b"));
    check(r"name:d:", mount("name", "d:"));
    check(r"name:d::ro", ShortMount { read_only: true, ..mount("name", "d:") });
    check(r"\\.\pipe\a:\\.\pipe\b", mount(r"\\.\pipe\a", r"\\.\pipe\b"));
}

#[test]
fn options_are_understood() {
    let mounted = mount("/a", "/b");
    check("/a:/b:ro", ShortMount { read_only: true, ..mounted.clone() });
    check("/a:/b:nocopy", ShortMount { no_copy: true, ..mounted.clone() });
    check("/a:/b:ro,Z", ShortMount { read_only: true, selinux: Some('Z'), ..mounted.clone() });
    check(
        "/a:/b:z,rslave",
        ShortMount { selinux: Some('z'), propagation: Some("rslave".to_owned()), ..mounted.clone() },
    );
    check("/a:/b:cached", ShortMount { consistency: Some("cached".to_owned()), ..mounted });
}

#[test]
fn what_is_no_mount_says_which_rule_it_breaks() {
    let check = |text: &str, fault| assert_eq!(text.parse::<ShortMount>().unwrap_err().fault, fault, "{text}");
    let option = |text: &str| MountFault::Option(text.to_owned());
    check("", MountFault::Empty);
    for text in [":", ":/data", "name:", "/a::ro", "/a:/b:", "::"] {
        check(text, MountFault::EmptyPart);
    }
    check("/a:/b:ro:z", MountFault::TooManyParts(4));
    check("/a:/b:bogus", option("bogus"));
    check("/a:/b:RO", option("RO"));
    check("/a:/b:ro,", option(""));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_paths_are_found_again(source in "[./~][a-z/.]{1,20}", target in "/[a-z/é ]{0,20}") {
        prop_assert_eq!(format!("{source}:{target}").parse(), Ok(mount(&source, &target)));
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), near in "[a:/,roé\\\\]{0,20}") {
        let _ = (text.parse::<ShortMount>(), near.parse::<ShortMount>());
    }
}

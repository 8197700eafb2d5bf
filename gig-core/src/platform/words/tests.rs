use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

use super::{InvalidWords, split_words};

fn check(text: &str, expected: &[&str]) {
    assert_eq!(split_words(text).unwrap(), expected, "{text}");
}

#[test]
fn blanks_separate_words_and_quotes_join_them() {
    check("", &[]);
    check("  a \t b\r\nc\n", &["a", "b", "c"]);
    check(r#"sh -c "a && b" 'c "d"'"#, &["sh", "-c", "a && b", "c \"d\""]);
    check(r#"a="b c"'d' "" ''"#, &["a=b cd", "", ""]);
    check("echo #a $B {c,d} *", &["echo", "#a", "$B", "{c,d}", "*"]);
}

#[test]
fn a_backslash_keeps_the_next_character() {
    check(r"a\ b \'\;\\", &["a b", r"';\"]);
    check(r#""\"a\$" 'b\'"#, &["\"a$", "b\\"]);
    check(r#"a\nb "c\td" '\n'"#, &["a\nb", "c\td", "\\n"]);
}

#[test]
fn what_has_no_counterpart_is_refused() {
    let check = |text: &str, error| assert_eq!(split_words(text), Err(error), "{text}");
    check("a 'b", InvalidWords::UnclosedQuote('\''));
    check("a \"b'", InvalidWords::UnclosedQuote('"'));
    check("a\\", InvalidWords::LoneBackslash);
    check("\"a\\", InvalidWords::LoneBackslash);
    check("a && b", InvalidWords::ShellSyntax('&'));
    check("a $(b)", InvalidWords::ShellSyntax('('));
    check("a>b", InvalidWords::ShellSyntax('>'));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_in_single_quotes_are_found_again(words: Vec<String>) {
        let quoted: Vec<_> = words.iter().map(|word| format!("'{}'", word.replace('\'', "'\\''"))).collect();
        prop_assert_eq!(split_words(&quoted.join(" ")), Ok(words));
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), near in "[a '\"\\\\é]{0,20}") {
        let _ = (split_words(&text), split_words(&near));
    }
}

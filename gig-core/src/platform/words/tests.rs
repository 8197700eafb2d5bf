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
    let syntax = |found, at, to_shell| InvalidWords::ShellSyntax { found, at, to_shell };
    check("a && b", syntax('&', 2, false));
    check("a $(b)", syntax('(', 3, false));
    check("a>b", syntax('>', 1, false));
    check("sh -c 'a | b';", syntax(';', 13, true));
    check("/bin/bash -lc é | b", syntax('|', 17, true));
    check("ssh a | b", syntax('|', 6, false));
}

#[test]
fn who_calls_a_shell_is_not_told_to_call_one() {
    let advice = |text: &str| split_words(text).unwrap_err().to_string();
    assert!(advice("a | b").ends_with("or write `sh -c '..'`"));
    assert!(advice("bash -c 'a | b';").ends_with("put it inside, or leave it out"));
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

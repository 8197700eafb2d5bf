use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

use super::interpolate;

fn value(name: &str) -> Option<String> {
    match name {
        "SET" => Some("value".to_owned()),
        "EMPTY" => Some(String::new()),
        "TEMPLATE" => Some("${SET} $$ $SET".to_owned()),
        _ => None,
    }
}

/// Interpolates, and gives with the result the variables that were missed.
fn interpolated(template: &str) -> (Result<String, String>, Vec<String>) {
    let mut unset = Vec::new();
    let result = interpolate(template, &value, &mut |name| unset.push(name.to_owned()));
    (result.map_err(|error| format!("{:?}: {error}", error.range)), unset)
}

fn check(template: &str, expected: &str) {
    assert_eq!(interpolated(template).0.as_deref(), Ok(expected), "{template}");
}

#[test]
fn the_six_operators_tell_unset_from_empty() {
    check("${SET:-w} ${EMPTY:-w} ${NONE:-w}", "value w w");
    check("${SET-w} ${EMPTY-w} ${NONE-w}", "value  w");
    check("${SET:+w} ${EMPTY:+w} ${NONE:+w}", "w  ");
    check("${SET+w} ${EMPTY+w} ${NONE+w}", "w w ");
    check("${SET:?w} ${SET?w} ${EMPTY?w}", "value value ");
}

#[test]
fn the_first_operator_decides_and_the_rest_is_its_word() {
    check("${NONE:-a?b:-c}", "a?b:-c");
    check("${NONE-:?w}", ":?w");
}

#[test]
fn words_hold_references_and_balanced_braces() {
    check("${NONE:-${NONE:-${SET}}_$SET}", "value_value");
    check(r#"${NONE:-{"a":{"b":"$SET"}}}"#, r#"{"a":{"b":"value"}}"#);
    check("${NONE:-}} ${NONE:-$${SET}}", "} ${SET}");
}

#[test]
fn a_dollar_without_a_name_stands_for_itself() {
    for text in ["$", "$1", "$@", "$}", "a $ b", "^end$", "$-", "€$€", "{}", "}{"] {
        check(text, text);
    }
    check("$$SET $${SET} $$$SET $$$$", "$SET ${SET} $value $$");
    check("$SET-w $SETé", "value-w valueé");
}

#[test]
fn what_was_put_in_is_not_read_again() {
    check("$TEMPLATE ${NONE:-$TEMPLATE}", "${SET} $$ $SET ${SET} $$ $SET");
}

#[test]
fn only_used_variables_without_an_operator_are_reported_as_unset() {
    let unset = |template| interpolated(template).1;
    assert_eq!(unset("$NONE ${OTHER} $EMPTY $SET"), ["NONE", "OTHER"]);
    assert_eq!(unset("${SET:-$NONE} ${NONE:+$NONE} ${NONE:-w} ${NONE+w}"), [""; 0]);
    assert_eq!(unset("${NONE:-$OTHER}"), ["OTHER"]);
}

fn check_error(template: &str, expected: &str) {
    assert_eq!(interpolated(template).0.unwrap_err(), expected, "{template}");
}

#[test]
fn a_missing_required_variable_fails_with_its_message_and_place() {
    check_error("a ${NONE:?set it}", "2..17: required variable NONE is missing a value: set it");
    check_error("${EMPTY:?for $SET}", "0..18: required variable EMPTY is missing a value: for value");
    check_error("${NONE?}", "0..8: required variable NONE is missing a value");
    check_error("${NONE:-é ${NONE?deep}}", "11..23: required variable NONE is missing a value: deep");
}

#[test]
fn a_brace_that_begins_no_reference_fails_with_its_place() {
    let nameless = "`${` wants the name of a variable; for the text `${` write `$${`";
    check_error("x ${} y", &format!("2..5: {nameless}"));
    check_error("${ SET}", &format!("0..7: {nameless}"));
    check_error("${1}", &format!("0..4: {nameless}"));
    check_error("${", &format!("0..2: {nameless}"));
    let followed =
        |found| format!("`${{SET` is followed by `{found}`; expected `}}` or one of `:-` `-` `:?` `?` `:+` `+`");
    check_error("${SET/b/c}", &format!("0..10: {}", followed('/')));
    check_error("${SET!x}", &format!("0..8: {}", followed('!')));
    check_error("${SET:x}", &format!("0..8: {}", followed(':')));
    check_error("a ${SET", "2..7: `${SET` is not closed by a `}`");
    check_error("${NONE:-{", "0..9: `${NONE` is not closed by a `}`");
}

#[test]
fn a_wrong_reference_is_found_where_it_is_not_used_too() {
    check_error("${SET:-${}}", "7..10: `${` wants the name of a variable; for the text `${` write `$${`");
}

#[test]
fn nesting_is_bounded() {
    let nested = |depth: usize| format!("{}x{}", "${NONE:-".repeat(depth), "}".repeat(depth));
    check(&nested(10), "x");
    for depth in [11, 100_000] {
        check_error(&nested(depth), "80..88: more than 10 references stand inside each other");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn text_without_a_dollar_stays_as_it_is(text in "[^$]*") {
        prop_assert_eq!(interpolated(&text), (Ok(text), vec![]));
    }

    #[test]
    fn doubled_dollars_give_the_text_back(text in any::<String>()) {
        prop_assert_eq!(interpolated(&text.replace('$', "$$")), (Ok(text), vec![]));
    }

    #[test]
    fn no_text_makes_it_panic_and_ranges_fit(text in "[${}A-C:?+é -]{0,40}") {
        if let Err(error) = interpolate(&text, &value, &mut |_| {}) {
            proptest::prop_assert!(text.get(error.range).is_some());
        }
    }
}

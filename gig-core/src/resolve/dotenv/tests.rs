use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

use super::{parse, parse_raw};

fn outside(name: &str) -> Option<String> {
    (name == "OUTSIDE").then(|| "from outside".to_owned())
}

fn shown(values: Vec<(String, Option<String>)>) -> Vec<String> {
    let show = |(name, value): (String, Option<String>)| value.map_or(name.clone(), |value| format!("{name}={value}"));
    values.into_iter().map(show).collect()
}

fn check(text: &str, expected: &[&str]) {
    assert_eq!(shown(parse(text, &outside).unwrap()), expected, "{text}");
}

#[test]
fn names_and_values_may_be_written_in_many_ways() {
    check("A=1\n B = 2 \nexport C=3\n\texport\tD: 4", &["A=1", "B=2", "C=3", "D=4"]);
    check("a.b-c[0]_É=x\nexport=1\nexported=2", &["a.b-c[0]_É=x", "export=1", "exported=2"]);
    check("\u{feff}A=1\r\nB=2\r\n\r\nC\r\n", &["A=1", "B=2", "C"]);
    check("A=\nB=''\nC=\"\"\nD= # nothing", &["A=", "B=", "C=", "D="]);
}

#[test]
fn a_comment_begins_after_a_space() {
    check("# one\nA=1 # one\nB=1#2\n  # two\nC='1' # one\nD=\"1\"#one\n", &["A=1", "B=1#2", "C=1", "D=1"]);
    check("A=a b  c ", &["A=a b  c"]);
}

#[test]
fn a_name_alone_takes_the_value_from_outside() {
    check("OUTSIDE\nNOWHERE\nA=1\nA", &["OUTSIDE=from outside", "NOWHERE", "A=1"]);
}

#[test]
fn the_last_value_of_a_name_counts() {
    check("A=1\nB=$A\nA=2\nC=$A", &["A=2", "B=1", "C=2"]);
}

#[test]
fn references_mean_what_is_outside_and_else_an_earlier_line() {
    check("OUTSIDE=inside\nA=$OUTSIDE", &["OUTSIDE=inside", "A=from outside"]);
    check("A=1\nB=\"${A}${C:-2}\"\nC='$A'\nD=$C\nE=$$A", &["A=1", "B=12", "C=$A", "D=$A", "E=$A"]);
}

#[test]
fn double_quotes_have_escapes_and_go_over_lines() {
    check(r#"A="a\tb\n\"c\" \\ \$B \${B} \0101 \x \é""#, &["A=a\tb\n\"c\" \\ $B ${B} A \\x \\é"]);
    check("A=\"one\ntwo # no comment\nB=3\"\nC=4", &["A=one\ntwo # no comment\nB=3", "C=4"]);
    check(r#"A="\0" "#, &["A=\\0"]);
}

#[test]
fn single_quotes_keep_everything_but_an_escaped_quote() {
    check(r"A='a\n\\ $B \'c\' é'", &[r"A=a\n\\ $B 'c' é"]);
    check("A='one\ntwo'", &["A=one\ntwo"]);
}

fn check_error(text: &str, expected: &str) {
    assert_eq!(parse(text, &outside).unwrap_err().to_string(), expected, "{text}");
}

#[test]
fn an_error_names_line_and_column_but_no_value() {
    check_error("A=1\nB=\"secret\nC=2", "line 2, column 3: this `\"` is never closed");
    check_error("A = 'secret\\'", "line 1, column 5: this `'` is never closed");
    let space = "the name of a variable holds no space; expected `NAME=value`";
    check_error("\nA B=secret", &format!("line 2, column 2: {space}"));
    check_error("A\tB", &format!("line 1, column 2: {space}"));
    check_error("é$A=secret", "line 1, column 2: the name of a variable holds no `$`; expected `NAME=value`");
    check_error("=secret", "line 1, column 1: the name of a variable is missing");
    check_error("A=1\n B=x ${C", "line 2, column 6: `${C` is not closed by a `}`");
    check_error("A=\"x ${C?no C}\"", "line 1, column 3: required variable C is missing a value: no C");
    check_error("A=\"1\" secret", "line 1, column 7: text follows the closing `\"`; expected the end of the line");
}

fn check_raw(text: &str, expected: &[&str]) {
    assert_eq!(shown(parse_raw(text).unwrap()), expected, "{text}");
}

#[test]
fn a_raw_value_is_the_rest_of_its_line() {
    check_raw("# c\n\n  A=\"$B\" # c \nB=a=b\r\nC\nD=", &["A=\"$B\" # c ", "B=a=b", "C", "D="]);
    check_raw("\u{feff}A=1\r\n\r\nB=2\r", &["A=1", "B=2"]);
    let error = |text| parse_raw(text).unwrap_err().to_string();
    let space = "the name of a variable holds no space; expected `NAME=value`";
    assert_eq!(error("A=1\n  B =secret"), format!("line 2, column 4: {space}"));
    assert_eq!(error("export A=secret"), format!("line 1, column 7: {space}"));
    assert_eq!(error("A=1\n=secret"), "line 2, column 1: the name of a variable is missing");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in "[A-C=:'\"\\\\$ #{}0-9é\r\n\t-]{0,40}", any in any::<String>()) {
        for text in [text, any] {
            let _ = (parse(&text, &outside), parse_raw(&text));
        }
    }

    #[test]
    fn any_value_survives_in_double_quotes(value in any::<String>()) {
        let escaped = value.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$");
        let parsed = parse(&format!("A=\"{escaped}\""), &outside);
        prop_assert_eq!(parsed, Ok(vec![("A".to_owned(), Some(value))]));
    }
}

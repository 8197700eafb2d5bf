use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

use super::parse;

fn outside(name: &str) -> Option<String> {
    match name {
        "OUTSIDE" => Some("from outside".to_owned()),
        "HOME" => Some("/home/me".to_owned()),
        "EMPTY" => Some(String::new()),
        _ => None,
    }
}

fn check(text: &str, expected: &[&str]) {
    let show = |(name, value): (String, String)| format!("{name}={value}");
    let values: Vec<_> = parse(text, &outside).unwrap().into_iter().map(show).collect();
    assert_eq!(values, expected, "{text}");
}

#[test]
fn several_assignments_may_stand_on_a_line() {
    check("export A=1 B=2\nC=3;D=4 ; export E=5", &["A=1", "B=2", "C=3", "D=4", "E=5"]);
    check("A=1 B=2\n\n;;\texport\tC=3", &["A=1", "B=2", "C=3"]);
    check("\u{feff}A=1\r\nexport B=2\r\n", &["A=1", "B=2"]);
}

#[test]
fn a_name_alone_is_exported_as_it_is() {
    check("export A\nA=1\nexport A OUTSIDE B=2\nexport", &["A=1", "B=2"]);
}

#[test]
fn an_export_finds_all_values_before_it_assigns_the_first() {
    check("export OUTSIDE=inside A=$OUTSIDE\nexport B=$OUTSIDE", &["OUTSIDE=inside", "A=from outside", "B=inside"]);
}

#[test]
fn quoted_and_plain_parts_are_joined() {
    check(r#"A="a b"'c d'e\ f""''"#, &["A=a bc de f"]);
    check(r#"A= B='' C="""#, &["A=", "B=", "C="]);
    check("A='one\ntwo' B=\"three\nfour\"", &["A=one\ntwo", "B=three\nfour"]);
    check("A={x,y} B=*.[ch]? C=a=b D=é!", &["A={x,y}", "B=*.[ch]?", "C=a=b", "D=é!"]);
}

#[test]
fn a_backslash_keeps_what_follows_from_being_special() {
    check(r#"A=\$B\"\'\\\;\#\`\x"#, &[r#"A=$B"'\;#`x"#]);
    check(r#"A="\$B\"\\\`\x\'""#, &[r#"A=$B"\`\x\'"#]);
    check(r"A='\$B\'", &[r"A=\$B\"]);
    check("A=1\\\n2 B=\"3\\\n4\" \\\n C=5\\", &["A=12", "B=34", "C=5\\"]);
}

#[test]
fn a_comment_begins_where_a_word_could() {
    check("# a\n  # b\nA=1 # c\nexport B=2#2 # d\nC=3;#e", &["A=1", "B=2#2", "C=3"]);
}

#[test]
fn references_mean_earlier_assignments_before_what_is_outside() {
    check("A=$OUTSIDE\nOUTSIDE=inside\nB=$OUTSIDE", &["A=from outside", "OUTSIDE=inside", "B=inside"]);
    check("A=1 A=${A}2 B='$A' C=\"$A-\"$A", &["A=12", "B=$A", "C=12-12"]);
    check("A=$NONE. B=$ C=a$/b D=\"$ \"", &["A=.", "B=$", "C=a$/b", "D=$ "]);
    check("A='$B $(x)' C=$A", &["A=$B $(x)", "C=$B $(x)"]);
}

#[test]
fn the_six_operators_tell_unset_from_empty() {
    check("A=${OUTSIDE:-w}${EMPTY:-w}${NONE:-w}", &["A=from outsideww"]);
    check("A=${OUTSIDE-w}${EMPTY-w}${NONE-w}", &["A=from outsidew"]);
    check("A=${OUTSIDE:+w}${EMPTY:+w}${NONE:+w} B=${OUTSIDE+w}${EMPTY+w}${NONE+w}", &["A=w", "B=ww"]);
    check("A=${OUTSIDE:?w}${EMPTY?w}", &["A=from outside"]);
}

#[test]
fn words_of_operators_follow_the_quotes_around_them() {
    check(r#"A=${NONE:-a b;c&'d}'"e}"\}} B=1"#, &["A=a b;c&d}e}}", "B=1"]);
    check(r#"A="${NONE:-a 'b' \} "c d" \x}e""#, &[r"A=a 'b' } c d \xe"]);
    check("A=${NONE:-{}} B=${NONE:-${NONE:-$OUTSIDE}}", &["A={}", "B=from outside"]);
}

#[test]
fn a_tilde_is_the_home_folder_where_a_path_begins() {
    check(
        "A=~/x:~:~/y B=a~ C='~' D=\"~/x\" E=a:~",
        &["A=/home/me/x:/home/me:/home/me/y", "B=a~", "C=~", "D=~/x", "E=a:/home/me"],
    );
    check("A=${NONE:-~/x} B=~\"/x\" C=${NONE-~ } D=\\\n~\\\n/x", &["A=/home/me/x", "B=~/x", "C=~ ", "D=/home/me/x"]);
    assert_eq!(parse("A=~/x", &|_| None).unwrap(), [("A".to_owned(), "~/x".to_owned())]);
}

fn check_error(text: &str, expected: &str) {
    assert_eq!(parse(text, &outside).unwrap_err().to_string(), expected, "{text}");
}

fn check_needs_a_shell(text: &str, expected: &str) {
    let source = "gig reads assignments and runs nothing; `--source-profile` has a shell read it";
    check_error(text, &format!("{expected}: {source}"));
}

#[test]
fn what_would_have_to_be_run_is_refused() {
    check_needs_a_shell("A=1\nB=x$(date)", "line 2, column 4: `$(` runs a command");
    check_needs_a_shell("A=\"$(date)\"", "line 1, column 4: `$(` runs a command");
    check_needs_a_shell("A=${NONE:-$(date)}", "line 1, column 11: `$(` runs a command");
    check_needs_a_shell("A=$((1+1))", "line 1, column 3: `$((` calculates");
    check_needs_a_shell("A=`date`", "line 1, column 3: a backtick runs a command");
    check_needs_a_shell("A=\"`date`\"", "line 1, column 4: a backtick runs a command");
}

#[test]
fn what_only_a_shell_knows_is_refused() {
    check_needs_a_shell("A=$1", "line 1, column 3: `$1` has a value only in a shell");
    check_needs_a_shell("A=${A%x}", "line 1, column 3: only a shell knows what this `${` means");
    check_needs_a_shell("A=${A:=x}", "line 1, column 3: only a shell knows what this `${` means");
    check_needs_a_shell("A=${1}", "line 1, column 3: only a shell knows what this `${` means");
    check_needs_a_shell("A=$'x'", "line 1, column 3: `$'` means something else in every shell");
    check_needs_a_shell("A=~you", "line 1, column 3: `~` before a name stands for the home folder of somebody else");
    check_needs_a_shell("A=$B\\\nC", "line 1, column 3: a reference does not go on in the next line");
    check_needs_a_shell("A=1&", "line 1, column 4: `&` without quotes is not part of a value");
    check_needs_a_shell("A=(1 2)", "line 1, column 3: `(` without quotes is not part of a value");
}

#[test]
fn what_is_not_an_assignment_is_refused_by_its_first_word() {
    for (text, word) in [
        ("cd secret", "cd"),
        (". secret", "."),
        ("if [ x ]; then", "if"),
        ("alias a=secret", "alias"),
        ("1A=secret", "1A"),
        ("A+=secret", "A+"),
        ("A:secret", "A"),
        ("export -p", "-p"),
        ("A=1 cmd secret", "cmd"),
        ("set -a", "set"),
    ] {
        let column = text.find(word).unwrap() + 1;
        check_needs_a_shell(text, &format!("line 1, column {column}: `{word}` is not an assignment"));
    }
    check_needs_a_shell("\n(A=1)", "line 2, column 1: `(` does not begin an assignment");
}

#[test]
fn what_is_never_closed_is_refused_at_its_beginning() {
    check_error("A=1\nB='secret", "line 2, column 3: this `'` is never closed");
    check_error("A=x\"secret\nB=1", "line 1, column 4: this `\"` is never closed");
    check_error("A=${B:-secret", "line 1, column 3: this `${` is never closed");
    check_error("A=${B", "line 1, column 3: this `${` is never closed");
}

#[test]
fn a_missing_required_variable_names_its_line() {
    check_error("A=1\nB=x${NONE:?set it}", "line 2, column 4: required variable NONE is missing a value: set it");
}

#[test]
fn nesting_is_bounded() {
    let nested = |depth: usize| format!("A={}x{}", "${NONE:-".repeat(depth), "}".repeat(depth));
    check(&nested(10), &["A=x"]);
    check_error(&nested(100_000), "line 1, column 83: more than 10 references stand inside each other");
    assert!(parse(&"A=\"${A:-".repeat(100_000), &outside).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in "[A-C=:'\"\\\\$ #{}()~`;&0-9é\r\n\t-]{0,40}", any in any::<String>()) {
        for text in [text, format!("A={any}")] {
            let _ = parse(&text, &outside);
        }
    }

    #[test]
    fn any_value_survives_in_single_quotes(value in "[^\r]*") {
        let quoted = value.replace('\'', "'\\''");
        prop_assert_eq!(parse(&format!("A='{quoted}'"), &outside), Ok(vec![("A".to_owned(), value)]));
    }
}

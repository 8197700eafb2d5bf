use std::time::Duration;

use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

use super::{display_duration, parse_duration};

fn check(text: &str, nanoseconds: u64) {
    assert_eq!(parse_duration(text), Ok(Duration::from_nanos(nanoseconds)), "{text}");
}

#[test]
fn numbers_with_units_are_added_up() {
    check("0", 0);
    check("+1s", 1_000_000_000);
    check("1h30m", 5_400_000_000_000);
    check("1w1d", 691_200_000_000_000);
    check("1.5ms2us3ns", 1_502_003);
    check(".5s", 500_000_000);
    check("5.s", 5_000_000_000);
    check("9223372036854775807ns", 9_223_372_036_854_775_807);
}

#[test]
fn what_is_no_duration_says_which_rule_it_breaks() {
    let check = |text: &str, rule: &str| assert_eq!(parse_duration(text).unwrap_err().rule, rule, "{text}");
    check("", "it is empty");
    check("+", "it is empty");
    check("-1s", "it is negative");
    check("s", "expected a number");
    check(".s", "expected a number");
    check("1s 2s", "its unit is unknown; expected one of `ns` `us` `ms` `s` `m` `h` `d` `w`");
    check("1sec", "its unit is unknown; expected one of `ns` `us` `ms` `s` `m` `h` `d` `w`");
    check("30", "a number lacks its unit, one of `ns` `us` `ms` `s` `m` `h` `d` `w`");
    check("9223372036854775808ns", "it is longer than 292 years");
    check("99999999999999999999w", "it is longer than 292 years");
}

#[test]
fn a_duration_is_written_as_go_writes_it() {
    let check =
        |nanoseconds, text: &str| assert_eq!(display_duration(Duration::from_nanos(nanoseconds)).to_string(), text);
    check(0, "0s");
    check(999, "999ns");
    check(1_016, "1.016µs");
    check(500_000_000, "500ms");
    check(60_000_000_000, "1m0s");
    check(3_600_010_000_000, "1h0m0.01s");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(nanoseconds in 0..i64::MAX.unsigned_abs(), digits in 0_u32..19) {
        let duration = Duration::from_nanos(nanoseconds / 10_u64.pow(digits));
        prop_assert_eq!(parse_duration(&display_duration(duration).to_string()), Ok(duration));
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), near in "[0-9.smhnuµdw+-]{0,30}") {
        let _ = (parse_duration(&text), parse_duration(&near));
    }
}

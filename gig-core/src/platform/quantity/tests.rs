use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

use super::{ByteSize, NanoCpus};

#[test]
fn sizes_are_multiples_of_1024() {
    let check = |text: &str, bytes| assert_eq!(text.parse(), Ok(ByteSize(bytes)), "{text}");
    check("0", 0);
    check("100", 100);
    check("1b", 1);
    check("32K", 32_768);
    check("32.3 mb", 33_869_004);
    check(".5GiB", 536_870_912);
    check("1.kb", 1024);
    check("1.0000000000000000000000001b", 1);
    check("8191p", 8191 << 50);
}

#[test]
fn what_is_no_size_is_refused() {
    for text in [
        "", "m", "-1m", " 1m", "1m ", "1  m", "1mm", "1ibm", "1bi", "1kbb", "1e3", "1_000", ".", "1.2.3", "1é", "8192p",
    ] {
        assert!(text.parse::<ByteSize>().is_err(), "{text}");
    }
    let error = "12x".parse::<ByteSize>().unwrap_err().to_string();
    assert!(error.starts_with("`12x` is not a size such as `512m`: its unit is unknown"), "{error}");
}

#[test]
fn a_size_is_written_in_the_largest_unit_that_fits() {
    let check = |bytes, text: &str| assert_eq!(ByteSize(bytes).to_string(), text);
    check(0, "0b");
    check(1000, "1000b");
    check(536_870_912, "512m");
    check(1 << 30, "1g");
}

#[test]
fn processors_are_exact_to_the_billionth() {
    let check = |text: &str, nano| assert_eq!(text.parse(), Ok(NanoCpus(nano)), "{text}");
    check("2", 2_000_000_000);
    check("0.1", 100_000_000);
    check(".000000001", 1);
    check("1.5000000000", 1_500_000_000);
    for text in ["", ".", "-1", "1e1", "0.0000000001", "1 ", "1/2", "9999999999999"] {
        assert!(text.parse::<NanoCpus>().is_err(), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(number in 0..i64::MAX.unsigned_abs(), shift in 0_u32..63) {
        let (size, cpus) = (ByteSize(number >> shift << (shift / 2)), NanoCpus(number >> shift));
        prop_assert_eq!(size.to_string().parse(), Ok(size));
        prop_assert_eq!(cpus.to_string().parse(), Ok(cpus));
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), near in "[0-9.bkmgi -]{0,40}") {
        for text in [text, near] {
            let _ = (text.parse::<ByteSize>(), text.parse::<NanoCpus>());
        }
    }
}

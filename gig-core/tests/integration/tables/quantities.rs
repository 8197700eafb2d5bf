//! Durations and sizes.

use gig_core::platform::{ByteSize, display_duration, parse_duration};
use serde_json::{Value, json};

use super::{Deviation, Row, accepted, compare, function, is_accepted, text};

const DAY: Deviation = ("1d", "Go knows no days, compose does");

const SIGN: &str = "a size has no sign";

const SIZE_DEVIATIONS: &[Deviation] = &[("-0", SIGN), ("-0b", SIGN), ("-0B", SIGN), ("-0 b", SIGN), ("-0 B", SIGN)];

#[test]
fn durations_mean_what_they_mean_to_go_and_compose() {
    compare("durations", &[DAY], |case| match function(case) {
        "str2duration.ParseDuration" | "time.ParseDuration" => vec![duration(case)],
        "compose1.timeparse" => {
            let seconds = |input: &str| parse_duration(input).ok().map(|duration| json!(duration.as_secs_f64()));
            let theirs = accepted(case, "seconds").and_then(|seconds| seconds.as_f64()).map(Value::from);
            vec![Row::new(text(&case["input"]), theirs, seconds(&text(&case["input"])))]
        }
        // What `docker ps` writes is never read.
        "HumanDuration" => vec![],
        other => panic!("{other}"),
    });
}

#[test]
fn durations_of_real_files_mean_what_they_mean_to_compose() {
    compare("realworld_duration", &[], |case| {
        let ours = parse_duration(&text(&case["input"])).ok().map(|duration| json!(nanoseconds(duration)));
        vec![Row::new(text(&case["input"]), accepted(case, "result"), ours)]
    });
}

/// A duration in a file is none that goes backwards: refusing those is expected.
fn duration(case: &Value) -> Row {
    let input = text(&case["input"]);
    let theirs = is_accepted(case).then(|| json!([case["nanoseconds"], case["string"]]));
    let theirs = theirs.filter(|_| !input.starts_with('-'));
    let ours = parse_duration(&input).ok();
    let ours = ours.map(|duration| json!([nanoseconds(duration), display_duration(duration).to_string()]));
    Row::new(input, theirs, ours)
}

fn nanoseconds(duration: std::time::Duration) -> u64 {
    u64::try_from(duration.as_nanos()).expect("the engine counts in 64 bits")
}

#[test]
fn sizes_mean_what_they_mean_to_docker() {
    compare("bytes", SIZE_DEVIATIONS, |case| match function(case) {
        "RAMInBytes" => vec![size(case)],
        // The same grammar with another meaning of `k`: only what is accepted is compared.
        "FromHumanSize" => {
            let ours = text(&case["input"]).parse::<ByteSize>().ok().map(|_| Value::Null);
            vec![Row::new(text(&case["input"]), is_accepted(case).then_some(Value::Null), ours)]
        }
        // What is written for people is never read; limits are maps in a file.
        "BytesSize" | "HumanSize" | "ParseUlimit" => vec![],
        other => panic!("{other}"),
    });
}

#[test]
fn sizes_of_real_files_mean_what_they_mean_to_docker() {
    compare("realworld_mem", &[], |case| vec![size(case)]);
}

fn size(case: &Value) -> Row {
    let ours = text(&case["input"]).parse().ok().map(|size: ByteSize| json!(size.0));
    Row::new(text(&case["input"]), accepted(case, "result"), ours)
}

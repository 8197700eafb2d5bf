//! The smallest grammars: words of commands, entries of the hosts file.

use gig_core::platform::{ExtraHost, split_words};
use serde_json::{Value, json};

use super::{Deviation, Row, accepted, compare, function, text};

const DEVIATIONS: &[Deviation] = &[("foo=127.0.0.2,127.0.0.3", "one entry has one address: its text is shown as one")];

#[test]
fn commands_of_real_files_are_split_as_compose_splits_them() {
    compare("realworld_command", &[], |case| {
        let input = text(&case["input"]);
        let ours = split_words(&input).ok().map(|words| json!(words));
        vec![Row::new(input, case.get("result_go_shellwords").cloned(), ours)]
    });
}

#[test]
fn hosts_mean_what_they_mean_to_compose() {
    compare("extra_hosts", DEVIATIONS, |case| {
        let inputs: Vec<_> = case["input"].as_array().into_iter().flatten().map(text).collect();
        let hosts: Option<Vec<ExtraHost>> = inputs.iter().map(|input| input.parse().ok()).collect();
        let ours = hosts.map(|hosts| if function(case) == "NewHostsList" { list(&hosts) } else { map(&hosts) });
        vec![Row::new(inputs.join(" "), accepted(case, "result"), ours)]
    });
}

fn list(hosts: &[ExtraHost]) -> Value {
    let mut shown: Vec<_> = hosts.iter().map(ToString::to_string).collect();
    shown.sort();
    json!(shown)
}

fn map(hosts: &[ExtraHost]) -> Value {
    hosts.iter().map(|host| (host.host.clone(), json!(host.address))).collect()
}

//! Files of variables.

use std::collections::BTreeMap;

use gig_core::resolve::{dotenv, interpolate::interpolate};
use serde_json::{Value, json};

use super::{Deviation, Row, accepted, compare, function, text};

const DEVIATIONS: &[Deviation] = &[("=\"value\"", "a variable without a name is none, and the engine refuses it")];

type Variables = BTreeMap<String, String>;

#[test]
fn files_become_what_compose_makes_of_them() {
    compare("dotenv", DEVIATIONS, |case| {
        let outside = |name: &str| case["looked_up"][name].as_str().map(str::to_owned);
        let row = |ours: Option<Value>| vec![Row::new(text(&case["input"]), accepted(case, "result"), ours)];
        match function(case) {
            "Parse" | "parse" | "ParseWithLookup" | "compose1.env_vars_from_file" => {
                row(variables(&text(&case["input"]), &outside).map(|variables| json!(variables)))
            }
            "Load(no override)" | "ReadWithLookup" | "GetEnvFromFile" => files(case),
            "expandVariables" => row(interpolate(&text(&case["input"]), &outside, &mut |_| {}).ok().map(Value::String)),
            "getStatementStart(lines to ignore)" => row(ignored(&text(&case["input"]))),
            other => panic!("{other}"),
        }
    });
}

fn variables(text: &str, outside: &dyn Fn(&str) -> Option<String>) -> Option<Variables> {
    let variables = dotenv::parse(text, outside).ok()?;
    Some(variables.into_iter().filter_map(|(name, value)| Some((name, value?))).collect())
}

/// Files that are not there are none of the parser's business. Names that begin with a digit are left out by the
/// functions recorded here, and not by those compose calls.
fn files(case: &Value) -> Vec<Row> {
    let contents: Vec<_> = case["input"]["content"].as_array().into_iter().flatten().map(text).collect();
    if case["error"].is_string() && contents.iter().all(String::is_empty) {
        return vec![];
    }
    let outside = |name: &str| {
        let current = case["input"]["current_env"][name].as_str();
        current.or(case["looked_up"][name].as_str()).map(str::to_owned)
    };
    let all: Option<Vec<Variables>> = contents.iter().map(|content| variables(content, &outside)).collect();
    let named = |(name, _): &(String, String)| !name.starts_with(|c: char| c.is_ascii_digit());
    let ours = all.map(|all| json!(all.into_iter().flatten().filter(named).collect::<Variables>()));
    vec![Row::new(contents.concat(), accepted(case, "result"), ours)]
}

/// Lines that mean nothing are recorded with an empty result.
fn ignored(text: &str) -> Option<Value> {
    let variables = variables(text, &|_| None)?;
    Some(json!(if variables.is_empty() { "" } else { text }))
}

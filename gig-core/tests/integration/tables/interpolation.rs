//! Variables in values.

use gig_core::resolve::interpolate::interpolate;
use serde_json::Value;

use super::{Deviation, Row, compare, function, is_accepted, text};

const OLD_DIALECT: &str = "compose 1 refuses it, today's compose takes it as it stands";

const DEVIATIONS: &[Deviation] = &[("compose1.interpolate $}", OLD_DIALECT)];

#[test]
fn templates_become_what_compose_makes_of_them() {
    compare("interpolation", DEVIATIONS, |case| {
        let input = text(&case["input"]);
        let variables = case.get("looked_up").or(case.get("env")).unwrap_or(&Value::Null);
        let value = |name: &str| variables[name].as_str().map(str::to_owned);
        let ours = interpolate(&input, &value, &mut |_| {}).ok();
        let theirs = is_accepted(case).then(|| case["result"].clone());
        match function(case) {
            "Substitute" | "Interpolate" => vec![Row::new(input, theirs, ours.map(Value::String))],
            "compose1.interpolate" => {
                vec![Row::new(format!("compose1.interpolate {input}"), theirs, ours.map(Value::String))]
            }
            // What the text is read as is up to its key.
            "compose1.interpolate_typed" => vec![],
            other => panic!("{other}"),
        }
    });
}

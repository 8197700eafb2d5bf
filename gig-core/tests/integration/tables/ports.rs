//! Ports.

use gig_core::platform::{HostPort, Port, parse_exposed, parse_ports};
use serde_json::{Value, json};

use super::{Deviation, Row, accepted, compare, function, is_accepted, text};

const ZERO: &str = "no port inside is 0";

const DEVIATIONS: &[Deviation] = &[("range 0", ZERO), ("range 0-0", ZERO), ("port 0", ZERO), ("port ", ZERO)];

#[test]
fn ports_mean_what_they_mean_to_docker() {
    compare("ports", DEVIATIONS, |case| match function(case) {
        "ParsePortSpec" => vec![specification(case, &[text(&case["input"])])],
        "ParsePortSpecs" => {
            let inputs: Vec<_> = case["input"].as_array().into_iter().flatten().map(text).collect();
            vec![specification(case, &inputs)]
        }
        "compose.ParsePortConfig" | "compose1.ServicePort.parse" => vec![configuration(case)],
        "NewPort" => vec![inside_with_protocol(case)],
        "ParsePort" => vec![inside(case, "port", |ports| json!(ports[0]))],
        "ParsePortRange" => vec![inside(case, "range", |ports| json!([ports[0], ports[ports.len() - 1]]))],
        // Parts of the reference that neither check nor mean anything by themselves.
        "SplitProtoPort" | "ParsePortRangeToInt" => vec![],
        other => panic!("{other}"),
    });
}

#[test]
fn ports_of_real_files_mean_what_they_mean_to_docker() {
    compare("realworld_ports", &[], |case| vec![specification(case, &[text(&case["input"])])]);
}

fn specification(case: &Value, inputs: &[String]) -> Row {
    let parsed: Option<Vec<Vec<Port>>> = inputs.iter().map(|input| parse_ports(input).ok()).collect();
    let ours = parsed.map(|ports| ports.concat().into_iter().map(as_in_docker).collect());
    Row::new(inputs.join(" "), accepted(case, "result"), ours)
}

fn as_in_docker(port: Port) -> Value {
    json!({
        "container": format!("{}/{}", port.container, port.protocol),
        "host_ip": port.address.map(|address| address.to_string()).unwrap_or_default(),
        "host_port": host(port).unwrap_or_default(),
    })
}

fn host(port: Port) -> Option<String> {
    match port.host {
        HostPort::Ephemeral => None,
        HostPort::Fixed(port) => Some(port.to_string()),
        HostPort::Range(start, end) => Some(format!("{start}-{end}")),
    }
}

/// Both versions of compose record the same under different names; port 0 of the host is any.
fn configuration(case: &Value) -> Row {
    let field = |port: &Value, name: &str| Some(text(&port[name])).filter(|text| text != "null" && text != "0");
    let recorded = |port: &Value| {
        let protocol = field(port, "protocol").unwrap_or_else(|| "tcp".to_owned());
        json!([port["target"], field(port, "published"), field(port, "external_ip"), protocol])
    };
    let theirs = is_accepted(case).then(|| case["result"].as_array().into_iter().flatten().map(recorded).collect());
    let shown = |port: Port| {
        json!([port.container, host(port), port.address.map(|address| address.to_string()), port.protocol.to_string()])
    };
    let ours = parse_ports(&text(&case["input"])).ok().map(|ports| ports.into_iter().map(shown).collect());
    Row::new(text(&case["input"]), theirs, ours)
}

fn inside(case: &Value, what: &str, shown: impl Fn(&[u16]) -> Value) -> Row {
    let ports = parse_exposed(&text(&case["input"])).ok();
    let ports = ports.map(|ports| ports.into_iter().map(|port| port.container).collect::<Vec<_>>());
    Row::new(format!("{what} {}", text(&case["input"])), accepted(case, "result"), ports.map(|ports| shown(&ports)))
}

fn inside_with_protocol(case: &Value) -> Row {
    let input = format!("{}/{}", text(&case["input"][1]), text(&case["input"][0]));
    let ours = parse_exposed(&input).ok().map(|ports| match (ports[0], ports[ports.len() - 1]) {
        (first, last) if first == last => format!("{}/{}", first.container, first.protocol),
        (first, last) => format!("{}-{}/{}", first.container, last.container, last.protocol),
    });
    Row::new(input, accepted(case, "result"), ours.map(Value::String))
}

//! What is answered: pure, from settings, counters and the time since the start.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::settings::Settings;

/// An answer, without its transport.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: &'static str,
    pub(super) content_type: &'static str,
    pub(super) body: String,
}

/// How often what was asked for.
#[derive(Debug, Default)]
pub(super) struct Counters {
    requests: AtomicU64,
    health_checks: AtomicU64,
}

/// Answers the first line of a request, `GET / HTTP/1.1`, that arrives `age` after the start.
pub(super) fn answer(settings: &Settings, counters: &Counters, request: &str, age: Duration) -> Answer {
    counters.requests.fetch_add(1, Ordering::Relaxed);
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let path = target.split('?').next().unwrap_or("");
    match (method, path) {
        ("GET", "/") => text("200 OK", greeting(settings)),
        ("GET", "/health") => health(settings, counters, age),
        ("GET", "/metrics") => text("200 OK", metrics(settings, counters, age)),
        ("GET", "/version.json") => {
            Answer { status: "200 OK", content_type: "application/json", body: version_document(settings) }
        }
        ("GET", _) => text("404 Not Found", "not found\n".to_owned()),
        _ => text("405 Method Not Allowed", "only GET is known here\n".to_owned()),
    }
}

/// Renders the content of `/version.json`.
pub(super) fn version_document(settings: &Settings) -> String {
    format!("{{\"name\":{},\"version\":{}}}\n", json(&settings.name), json(&settings.version))
}

fn text(status: &'static str, body: String) -> Answer {
    Answer { status, content_type: "text/plain; charset=utf-8", body }
}

fn greeting(settings: &Settings) -> String {
    let mut body = format!("{} {}\n", settings.name, settings.version);
    if !settings.greeting.is_empty() {
        body.push_str(&settings.greeting);
        body.push('\n');
    }
    body
}

fn health(settings: &Settings, counters: &Counters, age: Duration) -> Answer {
    counters.health_checks.fetch_add(1, Ordering::Relaxed);
    match settings.unhealthy_after {
        Some(time) if age >= time => text("503 Service Unavailable", "unhealthy\n".to_owned()),
        _ => text("200 OK", "healthy\n".to_owned()),
    }
}

fn metrics(settings: &Settings, counters: &Counters, age: Duration) -> String {
    let labels = format!("{{name={},version={}}}", json(&settings.name), json(&settings.version));
    [
        ("requests_total", counters.requests.load(Ordering::Relaxed)),
        ("health_checks_total", counters.health_checks.load(Ordering::Relaxed)),
        ("uptime_seconds", age.as_secs()),
    ]
    .iter()
    .map(|(name, value)| format!("service_{name}{labels} {value}\n"))
    .collect()
}

/// Quotes a text as JSON does, which is also how labels of metrics are quoted as far as names and versions go.
fn json(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            control if control.is_control() => {
                // A String never refuses to be written to.
                let _ = write!(quoted, "\\u{:04x}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Counters, answer, version_document};
    use crate::service::Settings;

    fn settings(arguments: &[&str]) -> Settings {
        let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        Settings::read(&arguments, |_| None).unwrap()
    }

    fn check(arguments: &[&str], request: &str, seconds: u64, status: &str, body: &str) {
        let age = Duration::from_secs(seconds);
        let found = answer(&settings(arguments), &Counters::default(), request, age);
        assert!(found.status.starts_with(status), "{request}: {found:?}");
        assert!(found.body.contains(body), "{request}: {found:?}");
    }

    #[test]
    fn each_path_has_its_answer() {
        check(&["--name=web", "--version=2"], "GET / HTTP/1.1", 0, "200", "web 2\n");
        check(&["--greeting=hello"], "GET /?x=1 HTTP/1.1", 0, "200", "service 1\nhello\n");
        check(&[], "GET /metrics HTTP/1.1", 9, "200", "service_uptime_seconds{name=\"service\",version=\"1\"} 9\n");
        check(&[], "GET /metrics HTTP/1.1", 0, "200", "service_requests_total{name=\"service\",version=\"1\"} 1\n");
        check(&[], "GET /version.json HTTP/1.1", 0, "200", "\"version\":\"1\"");
        check(&[], "GET /else HTTP/1.1", 0, "404", "");
        check(&[], "POST / HTTP/1.1", 0, "405", "");
        check(&[], "", 0, "405", "");
    }

    #[test]
    fn health_turns_when_it_is_told_to() {
        check(&[], "GET /health HTTP/1.1", 1_000_000, "200", "healthy");
        check(&["--unhealthy-after=5"], "GET /health HTTP/1.1", 4, "200", "healthy");
        check(&["--unhealthy-after=5"], "GET /health HTTP/1.1", 5, "503", "unhealthy");
    }

    #[test]
    fn a_version_is_quoted() {
        let document = version_document(&settings(&["--version=1\"\\\n"]));
        assert_eq!(document, "{\"name\":\"service\",\"version\":\"1\\\"\\\\\\u000a\"}\n");
    }
}

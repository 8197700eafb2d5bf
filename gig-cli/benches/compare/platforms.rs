//! The platforms that are measured, as files that everybody reads.

use std::fmt::Write as _;

/// How many services follow each other in a chain.
pub(super) const CHAIN: usize = 5;

/// Writes a platform to be read: of each service what services usually have.
pub(super) fn to_read(project: &str, image: &str, services: usize) -> String {
    let mut text = format!("name: {project}\nservices:\n");
    for number in 0..services {
        let port = 10_000 + number;
        let _ = write!(
            text,
            "  s{number:05}:
    image: {image}
    command: [service, --name=s{number:05}]
    environment:
      LEVEL: ${{LEVEL:-info}}
      DATABASE_URL: postgres://db/{number}
    ports: [\"127.0.0.1:{port}:80\"]
    volumes: [\"data:/var/lib/data\"]
    restart: always
    healthcheck: {{test: [CMD, /bin/check], interval: 5s, retries: 3}}
"
        );
        if !number.is_multiple_of(CHAIN) {
            let _ = writeln!(text, "    depends_on: [s{:05}]", number - 1);
        }
    }
    text.push_str("volumes: {data: {}}\n");
    text
}

/// Writes a platform to be run: chains of small services that end when they are asked to.
pub(super) fn to_run(project: &str, image: &str, services: usize) -> String {
    let mut text = format!("name: {project}\nservices:\n");
    for number in 0..services {
        let _ =
            write!(text, "  s{number:02}:\n    image: {image}\n    command: [service]\n    stop_grace_period: 1s\n");
        if !number.is_multiple_of(CHAIN) {
            let _ = writeln!(text, "    depends_on: [s{:02}]", number - 1);
        }
    }
    text
}

/// Writes a platform of one service that answers at a port.
pub(super) fn published(project: &str, image: &str, port: u16) -> String {
    format!(
        "name: {project}
services:
  web:
    image: {image}
    command: [service]
    stop_grace_period: 1s
    environment: {{GREETING: \"${{GREETING}}\"}}
    ports: [\"127.0.0.1:{port}:80\"]
"
    )
}

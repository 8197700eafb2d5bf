//! What every command pays: start-up time, memory, the size of the executable.

use std::path::PathBuf;
use std::process::Command;

use super::contest::{Row, Target, Unit};
use super::ground::Ground;
use super::process::{GIG, milliseconds, peak_megabytes, tells_memory};

/// What makes Docker's command say where the plugin is.
const PLUGIN: &str = r#"{{range .ClientInfo.Plugins}}{{if eq .Name "compose"}}{{.Path}}{{end}}{{end}}"#;

/// The rows of this group.
pub(super) fn rows(ground: &Ground) -> Vec<Row<'_>> {
    let mut rows = vec![start_up(ground)];
    if tells_memory() {
        rows.push(memory(ground));
    }
    rows.push(size());
    rows
}

fn version() -> [Command; 2] {
    let (mut gig, mut compose) = (Command::new(GIG), Command::new("docker"));
    gig.arg("--version");
    compose.args(["compose", "version"]);
    [gig, compose]
}

fn start_up(ground: &Ground) -> Row<'_> {
    Row {
        work: "start-up: say the version".to_owned(),
        unit: Unit::Milliseconds,
        target: Target::None,
        rounds: 15,
        gig: Box::new(|| milliseconds(&mut version()[0])),
        raw: None,
        compose: ground.if_compose(|| milliseconds(&mut version()[1])),
        before: None,
    }
}

fn memory(ground: &Ground) -> Row<'_> {
    Row {
        work: "peak memory: say the version".to_owned(),
        unit: Unit::Megabytes,
        target: Target::None,
        rounds: 3,
        gig: Box::new(|| peak_megabytes(&version()[0])),
        raw: None,
        compose: ground.if_compose(|| peak_megabytes(&version()[1])),
        before: None,
    }
}

fn size() -> Row<'static> {
    let plugin = Command::new("docker").args(["info", "--format", PLUGIN]).output().ok();
    let plugin = plugin.map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    let plugin = plugin.filter(|file| file.is_file());
    let megabytes = |file: PathBuf| move || Ok(std::fs::metadata(&file)?.len() as f64 / 1e6);
    Row {
        work: "executable (of compose the plugin alone)".to_owned(),
        unit: Unit::Megabytes,
        target: Target::None,
        rounds: 1,
        gig: Box::new(megabytes(GIG.into())),
        raw: None,
        compose: plugin.map(|file| Box::new(megabytes(file)) as _),
        before: None,
    }
}

//! Reading and checking large files, and planning them.

use std::process::Command;

use super::contest::{Row, Target, Unit};
use super::ground::Ground;
use super::platforms::to_read;
use super::process::{milliseconds, peak_megabytes, tells_memory};
use super::raw;

/// Where a size has its bar, in milliseconds.
const SIZES: [(usize, f64); 2] = [(1_000, 20.0), (10_000, 200.0)];

/// The rows of this group.
pub(super) fn rows(ground: &Ground) -> Vec<Row<'_>> {
    let sizes = || SIZES.into_iter().filter(|(size, _)| *size <= 1_000 || !ground.quick);
    let mut rows: Vec<Row<'_>> = sizes().map(|(size, bar)| reading(ground, size, bar)).collect();
    if tells_memory() {
        rows.extend(sizes().map(|(size, _)| memory(ground, size)));
    }
    rows.extend(sizes().map(|(size, _)| planning(ground, size)));
    rows
}

fn reading(ground: &Ground, services: usize, bar: f64) -> Row<'_> {
    let [gig, compose] = commands(ground, services);
    Row {
        work: format!("read and check {services} services"),
        unit: Unit::Milliseconds,
        target: Target::AtMost(bar),
        rounds: 5,
        gig: Box::new(move || milliseconds(&mut gig(&["check"]))),
        raw: None,
        compose: ground.if_compose(move || milliseconds(&mut compose(&["config", "--quiet"]))),
        before: None,
    }
}

fn memory(ground: &Ground, services: usize) -> Row<'_> {
    let [gig, compose] = commands(ground, services);
    Row {
        work: format!("peak memory: read and check {services} services"),
        unit: Unit::Megabytes,
        target: Target::None,
        rounds: 3,
        gig: Box::new(move || peak_megabytes(&gig(&["check"]))),
        raw: None,
        compose: ground.if_compose(move || peak_megabytes(&compose(&["config", "--quiet"]))),
        before: None,
    }
}

/// Of the raw calls there is the look that a plan needs; compose has no plan.
fn planning(ground: &Ground, services: usize) -> Row<'_> {
    let [gig, _] = commands(ground, services);
    Row {
        work: format!("plan {services} services"),
        unit: Unit::Milliseconds,
        target: Target::None,
        rounds: 5,
        gig: Box::new(move || milliseconds(&mut gig(&["plan", "start"]))),
        raw: Some(Box::new(|| ground.timed(|| raw::look(&ground.socket)))),
        compose: None,
        before: None,
    }
}

/// Makes the file, and the commands of gig and of compose that read it.
fn commands(ground: &Ground, services: usize) -> [impl Fn(&[&str]) -> Command + Clone; 2] {
    let project = ground.project(&format!("read{services}"));
    let file = ground.file(&project, &to_read(&project, &ground.image, services));
    ["gig", "compose"].map(|who| {
        let file = file.clone();
        move |words: &[&str]| match who {
            "gig" => Ground::gig(&file, words),
            _ => Ground::docker_compose(&file, words),
        }
    })
}

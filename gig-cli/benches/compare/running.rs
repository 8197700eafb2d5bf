//! Platforms that run: status, nothing to do, start, restart.

use std::path::PathBuf;

use serde_json::json;

use super::Outcome;
use super::contest::{Row, Target, Unit};
use super::ground::Ground;
use super::platforms::{CHAIN, to_run};
use super::process::{milliseconds, peak_megabytes, tells_memory};
use super::raw::{self, Connection, Container};

/// The rows of this group.
pub(super) fn rows(ground: &Ground) -> Vec<Row<'_>> {
    let sizes: &[usize] = if ground.quick { &[10] } else { &[10, 50] };
    sizes.iter().flat_map(|size| rows_of(ground, *size)).collect()
}

fn rows_of(ground: &Ground, size: usize) -> Vec<Row<'_>> {
    let mut rows = vec![
        asking(ground, size, "status", Target::RawPlus(10.0), [&["status"], &["ps", "--all"]]),
        asking(ground, size, "nothing to do", Target::RawPlus(15.0), [&["start"], &["up", "--detach"]]),
        starting(ground, size),
        restarting(ground, size),
    ];
    if tells_memory() {
        rows.insert(1, memory(ground, size));
    }
    rows
}

/// A command that looks and finds nothing to do, of gig and of compose, while the platforms of both run.
fn asking<'a>(
    ground: &'a Ground,
    size: usize,
    what: &str,
    target: Target,
    [gig, compose]: [&'static [&'static str]; 2],
) -> Row<'a> {
    let platform = Platform::new(ground, size);
    let [mine, theirs] = [platform.clone(), platform.clone()];
    Row {
        work: format!("{what}, {size} services"),
        unit: Unit::Milliseconds,
        target,
        rounds: 15,
        gig: Box::new(move || milliseconds(&mut Ground::gig(&mine.gig, gig))),
        raw: Some(Box::new(|| ground.timed(|| raw::look(&ground.socket)))),
        compose: ground.if_compose(move || milliseconds(&mut Ground::docker_compose(&theirs.compose, compose))),
        before: Some(Box::new(move || platform.start(ground))),
    }
}

fn memory(ground: &Ground, size: usize) -> Row<'_> {
    let platform = Platform::new(ground, size);
    let [mine, theirs] = [platform.clone(), platform.clone()];
    Row {
        work: format!("peak memory: status, {size} services"),
        unit: Unit::Megabytes,
        target: Target::AtMost(12.0),
        rounds: 3,
        gig: Box::new(move || peak_megabytes(&Ground::gig(&mine.gig, &["status"]))),
        raw: None,
        compose: ground.if_compose(move || peak_megabytes(&Ground::docker_compose(&theirs.compose, &["ps", "--all"]))),
        before: Some(Box::new(move || platform.start(ground))),
    }
}

fn starting(ground: &Ground, size: usize) -> Row<'_> {
    let platform = Platform::new(ground, size);
    let [mine, theirs] = [platform.clone(), platform.clone()];
    Row {
        work: format!("start {size} services in chains of {CHAIN}"),
        unit: Unit::Milliseconds,
        target: Target::RawTimes(1.1),
        rounds: 5,
        gig: Box::new(move || ground.with_room(|| milliseconds(&mut Ground::gig(&mine.gig, &["start"])))),
        raw: Some(Box::new(move || ground.with_room(|| ground.timed(|| platform.start_raw(ground))))),
        compose: ground.if_compose(move || {
            ground.with_room(|| milliseconds(&mut Ground::docker_compose(&theirs.compose, &["up", "--detach"])))
        }),
        before: None,
    }
}

fn restarting(ground: &Ground, size: usize) -> Row<'_> {
    let platform = Platform::new(ground, size);
    let [mine, theirs, raws] = [platform.clone(), platform.clone(), platform.clone()];
    Row {
        work: format!("restart {size} services in chains of {CHAIN}"),
        unit: Unit::Milliseconds,
        target: Target::RawTimes(1.05),
        rounds: 3,
        gig: Box::new(move || milliseconds(&mut Ground::gig(&mine.gig, &["restart"]))),
        raw: Some(Box::new(move || ground.timed(|| raws.restart_raw(ground)))),
        compose: ground.if_compose(move || milliseconds(&mut Ground::docker_compose(&theirs.compose, &["restart"]))),
        before: Some(Box::new(move || {
            platform.start(ground)?;
            platform.start_raw(ground)
        })),
    }
}

/// The same platform for everyone, each under a name of its own.
#[derive(Clone)]
struct Platform {
    gig: PathBuf,
    compose: PathBuf,
    raw: String,
    size: usize,
}

impl Platform {
    fn new(ground: &Ground, size: usize) -> Self {
        let [gig, compose, raw] = ["gig", "compose", "raw"].map(|who| ground.project(&format!("{who}{size}")));
        let [gig, compose] =
            [gig, compose].map(|project| ground.file(&project, &to_run(&project, &ground.image, size)));
        Self { gig, compose, raw, size }
    }

    /// Brings up those of gig and compose.
    fn start(&self, ground: &Ground) -> Outcome<()> {
        milliseconds(&mut Ground::gig(&self.gig, &["start"]))?;
        if ground.compose.is_some() {
            milliseconds(&mut Ground::docker_compose(&self.compose, &["up", "--detach"]))?;
        }
        Ok(())
    }

    /// Makes the calls that bringing it up needs: a network, and of each chain every container after the one before.
    fn start_raw(&self, ground: &Ground) -> Outcome<()> {
        raw::look(&ground.socket)?;
        raw::create_network(&mut Connection::open(&ground.socket)?, &self.raw)?;
        raw::side_by_side(&ground.socket, &self.containers(ground), |engine, container| container.create(engine))?;
        raw::side_by_side(&ground.socket, &self.chains(ground), |engine, chain| {
            chain.iter().try_for_each(|container| container.start(engine))
        })
    }

    /// Stops each chain from its end, and starts it from its beginning.
    fn restart_raw(&self, ground: &Ground) -> Outcome<()> {
        raw::look(&ground.socket)?;
        raw::side_by_side(&ground.socket, &self.chains(ground), |engine, chain| {
            chain.iter().rev().try_for_each(|container| container.stop(engine))?;
            chain.iter().try_for_each(|container| container.start(engine))
        })
    }

    fn chains(&self, ground: &Ground) -> Vec<Vec<Container>> {
        let mut containers = self.containers(ground).into_iter();
        std::iter::from_fn(|| Some(containers.by_ref().take(CHAIN).collect()))
            .take_while(|chain: &Vec<_>| !chain.is_empty())
            .collect()
    }

    fn containers(&self, ground: &Ground) -> Vec<Container> {
        let container = |number: usize| Container {
            name: format!("{}_s{number:02}", self.raw),
            body: json!({
                "Image": ground.image, "Cmd": ["service"], "HostConfig": { "NetworkMode": self.raw },
            }),
        };
        (0..self.size).map(container).collect()
    }
}

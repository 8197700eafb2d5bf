//! How long a client gets no answer while the one published service is replaced.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;

use super::Outcome;
use super::contest::{Row, Target, Unit};
use super::ground::Ground;
use super::platforms::published;
use super::process::milliseconds;
use super::raw::{Connection, Container, create_network};

/// How long the client waits for an answer before it asks again, and how long it rests after one.
const PATIENCE: Duration = Duration::from_millis(250);
const REST: Duration = Duration::from_millis(2);
/// How long the service may take until it answers.
const LIMIT: Duration = Duration::from_secs(20);

/// The rows of this group.
pub(super) fn rows(ground: &Ground) -> Vec<Row<'_>> {
    vec![Row {
        work: "gap while one published service is replaced".to_owned(),
        unit: Unit::Milliseconds,
        target: Target::RawPlus(100.0),
        rounds: 5,
        gig: Box::new(of(ground, "gapgig", |file| Ground::gig(file, &["update"]))),
        raw: Some(Box::new(|| gap_of_raw(ground))),
        compose: ground.if_compose(of(ground, "gapcompose", |file| Ground::docker_compose(file, &["up", "--detach"]))),
        before: None,
    }]
}

/// The gap of a command that both starts the platform and replaces it.
fn of<'a>(
    ground: &'a Ground,
    name: &str,
    command: impl Fn(&Path) -> std::process::Command + 'a,
) -> impl FnMut() -> Outcome<f64> + 'a {
    let (project, port) = (ground.project(name), free_port());
    let file = port.as_ref().map(|port| ground.file(&project, &published(&project, &ground.image, *port))).ok();
    move || {
        let (Ok(port), Some(file)) = (&port, &file) else { return Err("there is no free port".into()) };
        ground.with_room(|| {
            milliseconds(command(file).env("GREETING", "old"))?;
            gap(*port, || milliseconds(command(file).env("GREETING", "new")).map(drop))
        })
    }
}

fn gap_of_raw(ground: &Ground) -> Outcome<f64> {
    let (project, port) = (ground.project("gapraw"), free_port()?);
    let container = |name: &str| Container {
        name: format!("{project}_{name}"),
        body: json!({
            "Image": ground.image, "Cmd": ["service"], "ExposedPorts": { "80/tcp": {} },
            "HostConfig": {
                "NetworkMode": project,
                "PortBindings": { "80/tcp": [{ "HostIp": "127.0.0.1", "HostPort": port.to_string() }] },
            },
        }),
    };
    ground.with_room(|| {
        let mut engine = Connection::open(&ground.socket)?;
        create_network(&mut engine, &project)?;
        let [old, new] = [container("old"), container("new")];
        old.create(&mut engine)?;
        old.start(&mut engine)?;
        gap(port, || {
            new.create(&mut engine)?;
            old.stop(&mut engine)?;
            new.start(&mut engine)?;
            old.remove(&mut engine)
        })
    })
}

/// Asks at the port all the time while `work` is done, and returns the longest time between two answers, in
/// milliseconds.
fn gap(port: u16, work: impl FnOnce() -> Outcome<()>) -> Outcome<f64> {
    until_answered(port)?;
    let (is_over, answers) = (AtomicBool::new(false), AtomicU32::new(0));
    std::thread::scope(|scope| {
        let client = scope.spawn(|| longest_silence(port, &is_over, &answers));
        let done = work();
        let before = answers.load(Ordering::Relaxed);
        let began = Instant::now();
        while answers.load(Ordering::Relaxed) == before && began.elapsed() < LIMIT {
            std::thread::sleep(REST);
        }
        is_over.store(true, Ordering::Relaxed);
        let silence = client.join().map_err(|_| "the client panicked")?;
        done.map(|()| silence.as_secs_f64() * 1000.0)
    })
}

fn longest_silence(port: u16, is_over: &AtomicBool, answers: &AtomicU32) -> Duration {
    let (mut longest, mut last) = (Duration::ZERO, Instant::now());
    while !is_over.load(Ordering::Relaxed) {
        if answers_at(port) {
            answers.fetch_add(1, Ordering::Relaxed);
            longest = longest.max(last.elapsed());
            last = Instant::now();
        }
        std::thread::sleep(REST);
    }
    longest
}

fn until_answered(port: u16) -> Outcome<()> {
    let began = Instant::now();
    while !answers_at(port) {
        if began.elapsed() > LIMIT {
            return Err(format!("nothing answers at port {port}").into());
        }
        std::thread::sleep(REST);
    }
    Ok(())
}

fn answers_at(port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect_timeout(&SocketAddr::from(([127, 0, 0, 1], port)), PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(b"GET / HTTP/1.0\r\n\r\n")?;
        let mut begin = [0; 12];
        stream.read_exact(&mut begin)?;
        Ok(begin.ends_with(b" 200"))
    };
    ask().unwrap_or(false)
}

fn free_port() -> Outcome<u16> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

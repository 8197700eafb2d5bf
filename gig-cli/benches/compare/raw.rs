//! The engine's HTTP, written by hand on its socket: as fast as anybody can ask.

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::Outcome;

/// A connection that is kept for the next call.
pub(super) struct Connection(BufReader<UnixStream>);

impl Connection {
    pub(super) fn open(socket: &Path) -> Outcome<Self> {
        Ok(Self(BufReader::new(UnixStream::connect(socket)?)))
    }

    /// Makes a call and returns its answer, which must be one of success.
    pub(super) fn call(&mut self, method: &str, path: &str, body: Option<&Value>) -> Outcome<Value> {
        let body = body.map(Value::to_string).unwrap_or_default();
        let length = body.len();
        let head = format!("{method} {path} HTTP/1.1\r\nHost: engine\r\nContent-Type: application/json\r\n");
        self.0.get_mut().write_all(format!("{head}Content-Length: {length}\r\n\r\n{body}").as_bytes())?;
        let (status, answer) = self.answer()?;
        if status >= 400 {
            return Err(format!("{method} {path}: {status}: {}", String::from_utf8_lossy(&answer)).into());
        }
        Ok(serde_json::from_slice(&answer).unwrap_or_default())
    }

    fn answer(&mut self) -> Outcome<(u16, Vec<u8>)> {
        let status = self.line()?.split(' ').nth(1).ok_or("an answer without a status")?.parse()?;
        let (mut length, mut in_chunks) = (0, false);
        loop {
            let line = self.line()?.to_ascii_lowercase();
            match line.split_once(": ") {
                Some(("content-length", value)) => length = value.parse()?,
                Some(("transfer-encoding", "chunked")) => in_chunks = true,
                Some(_) => {}
                None => break,
            }
        }
        Ok((status, if in_chunks { self.chunks()? } else { self.exactly(length)? }))
    }

    fn chunks(&mut self) -> Outcome<Vec<u8>> {
        let mut all = Vec::new();
        loop {
            let length = usize::from_str_radix(&self.line()?, 16)?;
            all.extend(self.exactly(length)?);
            self.line()?;
            if length == 0 {
                return Ok(all);
            }
        }
    }

    fn exactly(&mut self, length: usize) -> Outcome<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.0.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn line(&mut self) -> Outcome<String> {
        let mut line = String::new();
        self.0.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}

/// Does `work` for each of the items, as many at once as gig does, each on a connection of its own.
pub(super) fn side_by_side<T: Sync>(
    socket: &Path,
    items: &[T],
    work: impl Fn(&mut Connection, &T) -> Outcome<()> + Sync,
) -> Outcome<()> {
    let next = AtomicUsize::new(0);
    let worker = || -> Result<(), String> {
        let mut connection = Connection::open(socket).map_err(|error| error.to_string())?;
        while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
            work(&mut connection, item).map_err(|error| error.to_string())?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..items.len().min(8)).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| "a worker panicked")?.map_err(Into::into))
    })
}

/// The four lists that a look at the engine is, and the question which version it speaks.
pub(super) fn look(socket: &Path) -> Outcome<()> {
    Connection::open(socket)?.call("GET", "/version", None)?;
    let lists = ["/containers/json?all=true", "/images/json", "/networks", "/volumes"];
    side_by_side(socket, &lists, |connection, list| connection.call("GET", list, None).map(drop))
}

/// A container that the raw calls make.
pub(super) struct Container {
    pub(super) name: String,
    pub(super) body: Value,
}

impl Container {
    pub(super) fn create(&self, engine: &mut Connection) -> Outcome<()> {
        engine.call("POST", &format!("/containers/create?name={}", self.name), Some(&self.body)).map(drop)
    }

    /// Starts it and looks whether it runs.
    pub(super) fn start(&self, engine: &mut Connection) -> Outcome<()> {
        engine.call("POST", &format!("/containers/{}/start", self.name), None)?;
        let seen = engine.call("GET", &format!("/containers/{}/json", self.name), None)?;
        if seen["State"]["Running"] == true { Ok(()) } else { Err(format!("{} does not run", self.name).into()) }
    }

    pub(super) fn stop(&self, engine: &mut Connection) -> Outcome<()> {
        engine.call("POST", &format!("/containers/{}/stop?t=1", self.name), None).map(drop)
    }

    pub(super) fn remove(&self, engine: &mut Connection) -> Outcome<()> {
        engine.call("DELETE", &format!("/containers/{}?force=true", self.name), None).map(drop)
    }
}

/// Makes a network.
pub(super) fn create_network(engine: &mut Connection, name: &str) -> Outcome<()> {
    engine.call("POST", "/networks/create", Some(&json!({ "Name": name }))).map(drop)
}

//! The transport: HTTP/1.1 over one thread for each connection, which is closed after the answer.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::spawn;
use std::time::{Duration, Instant};

use super::route::{Answer, Counters, answer};
use super::settings::Settings;

/// The longest request that is read, in bytes.
const LONGEST_REQUEST: u64 = 16 * 1024;

/// How long a client may take for one read or write.
const PATIENCE: Duration = Duration::from_secs(5);

/// A service that listens.
pub struct Server {
    listener: TcpListener,
    shared: Arc<Shared>,
}

struct Shared {
    settings: Settings,
    started: Instant,
    counters: Counters,
}

impl Server {
    /// Listens on the port of the settings; 0 is a free one. `started` is when the process started.
    ///
    /// # Errors
    /// Where the port cannot be had.
    pub fn bind(settings: Settings, started: Instant) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, settings.port))?;
        Ok(Self { listener, shared: Arc::new(Shared { settings, started, counters: Counters::default() }) })
    }

    /// Returns where it listens.
    ///
    /// # Errors
    /// Where the system cannot say.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until connections cannot be accepted any more, and returns why.
    #[must_use]
    pub fn serve(self) -> io::Error {
        loop {
            match self.listener.accept() {
                Ok((stream, _)) => {
                    let shared = Arc::clone(&self.shared);
                    // A client that went away is no fault of the service.
                    spawn(move || shared.answer(&stream).ok());
                }
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
                Err(error) => return error,
            }
        }
    }

    /// Answers one connection.
    ///
    /// # Errors
    /// Where it breaks before it is answered.
    pub fn serve_one(&self) -> io::Result<()> {
        let (stream, _) = self.listener.accept()?;
        self.shared.answer(&stream)
    }
}

impl Shared {
    fn answer(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let request = read_request(stream)?;
        write_answer(stream, &answer(&self.settings, &self.counters, &request, self.started.elapsed()))
    }
}

/// Reads a request up to the end of its head, and returns its first line.
fn read_request(stream: &TcpStream) -> io::Result<String> {
    let mut lines = BufReader::new(stream.take(LONGEST_REQUEST)).lines();
    let first = lines.next().transpose()?.ok_or(io::ErrorKind::UnexpectedEof)?;
    for line in lines {
        if line?.is_empty() {
            return Ok(first);
        }
    }
    Err(io::ErrorKind::UnexpectedEof.into())
}

fn write_answer(mut stream: &TcpStream, answer: &Answer) -> io::Result<()> {
    let Answer { status, content_type, body } = answer;
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all((head + body).as_bytes())
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{Shutdown, TcpStream};
    use std::thread::{JoinHandle, spawn};
    use std::time::Instant;

    use super::Server;
    use crate::service::{ProbeError, Settings, probe};

    /// Starts a service that answers so many connections and then ends.
    fn start(arguments: &[&str], connections: usize) -> (String, JoinHandle<usize>) {
        let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        let settings = Settings { port: 0, ..Settings::read(&arguments, |_| None).unwrap() };
        let server = Server::bind(settings, Instant::now()).unwrap();
        let address = format!("127.0.0.1:{}", server.address().unwrap().port());
        (address, spawn(move || (0..connections).filter(|_| server.serve_one().is_ok()).count()))
    }

    fn exchange(address: &str, request: &str) -> String {
        let mut stream = TcpStream::connect(address).unwrap();
        let mut answer = String::new();
        // The service may hang up in the middle of a bad request: then what it said so far is the answer.
        let _ = stream.write_all(request.as_bytes()).and_then(|()| stream.shutdown(Shutdown::Write));
        let _ = stream.read_to_string(&mut answer);
        answer
    }

    #[test]
    fn a_request_is_answered_and_the_connection_closed() {
        let (address, server) = start(&["--greeting=hello"], 1);
        let answer = exchange(&address, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.ends_with("\r\n\r\nservice 1\nhello\n"), "{answer}");
        assert!(answer.contains("\r\nContent-Length: 16\r\n"), "{answer}");
        assert_eq!(server.join().unwrap(), 1);
    }

    #[test]
    fn what_is_no_whole_request_harms_nothing() {
        let endless = "x".repeat(100_000);
        let broken = ["", "GET / HTTP/1.1", "GET / HTTP/1.1\r\nHost: x\r\n", endless.as_str(), "\r\n\r\n"];
        let (address, server) = start(&[], broken.len() + 1);
        for request in broken {
            let answer = exchange(&address, request);
            assert!(!answer.starts_with("HTTP/1.1 200"), "{answer}");
        }
        assert!(exchange(&address, "GET /health HTTP/1.1\r\n\r\n").ends_with("healthy\n"));
        server.join().unwrap();
    }

    #[test]
    fn a_probe_passes_just_where_the_answer_is_good() {
        let (address, server) = start(&["--unhealthy-after=0"], 3);
        probe(&format!("http://{address}/")).unwrap();
        probe(&format!("http://{address}")).unwrap();
        let error = probe(&format!("http://{address}/health")).unwrap_err();
        assert!(matches!(&error, ProbeError::Status { line, .. } if line.contains("503")), "{error}");
        assert_eq!(server.join().unwrap(), 3);
        assert!(matches!(probe(&format!("http://{address}/")), Err(ProbeError::Connection { .. })));
    }
}

//! Reaching another service before this one starts.

use std::io;
use std::net::{TcpStream, ToSocketAddrs};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The time between two attempts.
const PAUSE: Duration = Duration::from_millis(100);

/// The longest time that one address may take.
const ATTEMPT: Duration = Duration::from_secs(2);

/// Tries until `address` accepts a connection, at least once; the last error is returned after `within`.
pub(super) fn until_accepted(address: &str, within: Duration) -> io::Result<()> {
    let begun = Instant::now();
    loop {
        match open(address, ATTEMPT) {
            Ok(_) => return Ok(()),
            Err(error) if begun.elapsed() >= within => return Err(named(address, &error)),
            Err(_) => sleep(PAUSE),
        }
    }
}

/// Opens a connection to the first address of that name that accepts one.
pub(super) fn open(address: &str, timeout: Duration) -> io::Result<TcpStream> {
    let mut failure = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    for candidate in address.to_socket_addrs()? {
        match TcpStream::connect_timeout(&candidate, timeout) {
            Ok(stream) => return Ok(stream),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

fn named(address: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("failed to connect to `{address}`: {error}"))
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::time::Duration;

    use super::until_accepted;

    #[test]
    fn who_listens_is_reached_and_who_does_not_is_named() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        until_accepted(&address, Duration::ZERO).unwrap();
        drop(listener);
        let error = until_accepted(&address, Duration::ZERO).unwrap_err();
        assert!(error.to_string().contains(&address), "{error}");
    }
}

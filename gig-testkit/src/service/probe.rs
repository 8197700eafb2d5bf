//! Asking a service once, as a health check does.

use std::io::{self, BufRead, BufReader, Write};
use std::time::Duration;

use super::connect;

/// How long each step of a probe may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why a probe did not pass.
#[derive(Debug, thiserror::Error)]
pub enum ProbeError {
    /// The URL has another form.
    #[error("`{0}` is not a URL of the form `http://host[:port][/path]`")]
    Url(String),
    /// There was no whole answer.
    #[error("failed to ask `{url}`: {source}")]
    Connection {
        /// What was asked for.
        url: String,
        /// What happened.
        source: io::Error,
    },
    /// The answer was not a 2xx.
    #[error("`{url}` answered `{line}`")]
    Status {
        /// What was asked for.
        url: String,
        /// The first line of the answer.
        line: String,
    },
}

/// Asks for a URL once.
///
/// # Errors
/// [`ProbeError`] unless the answer has a status from 200 to 299.
pub fn probe(url: &str) -> Result<(), ProbeError> {
    let target = target(url).ok_or_else(|| ProbeError::Url(url.to_owned()))?;
    let line = status_line(&target).map_err(|source| ProbeError::Connection { url: url.to_owned(), source })?;
    let status = line.split(' ').nth(1).unwrap_or("");
    if status.len() == 3 && status.starts_with('2') {
        return Ok(());
    }
    Err(ProbeError::Status { url: url.to_owned(), line })
}

struct Target<'a> {
    host: &'a str,
    address: String,
    path: &'a str,
}

fn target(url: &str) -> Option<Target<'_>> {
    let rest = url.strip_prefix("http://")?;
    let (host, path) = rest.find('/').map_or((rest, "/"), |slash| rest.split_at(slash));
    let has_port = host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    let address = if has_port { host.to_owned() } else { format!("{host}:80") };
    (!host.is_empty() && !url.contains(char::is_whitespace)).then_some(Target { host, address, path })
}

fn status_line(target: &Target<'_>) -> io::Result<String> {
    let mut stream = connect::open(&target.address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = format!("GET {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", target.path, target.host);
    stream.write_all(request.as_bytes())?;
    BufReader::new(stream).lines().next().unwrap_or_else(|| Err(io::ErrorKind::UnexpectedEof.into()))
}

#[cfg(test)]
mod tests {
    use super::{ProbeError, probe, target};

    #[test]
    fn a_url_names_host_port_and_path() {
        let check = |url: &str, address: &str, path: &str| {
            let found = target(url).unwrap();
            assert_eq!((found.address.as_str(), found.path), (address, path), "{url}");
        };
        check("http://web", "web:80", "/");
        check("http://127.0.0.1:8080/health?x=1", "127.0.0.1:8080", "/health?x=1");
        check("http://[::1]/a/b", "[::1]:80", "/a/b");
        check("http://[::1]:81", "[::1]:81", "/");
    }

    #[test]
    fn anything_else_is_no_url() {
        for url in ["", "web", "https://web/", "http://", "http:///health", "http://web/a b", "http://web/\r\nX: y"] {
            assert!(matches!(probe(url), Err(ProbeError::Url(_))), "{url}");
        }
    }
}

//! An engine that answers as it is told, on a Unix socket of its own.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use gig_docker::Endpoint;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinHandle;

/// What is written back.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// A status with a whole body.
    Whole(u16, String),
    /// A status with a body that promises more than it brings.
    Cut(u16, String),
    /// A body in chunks that is followed by silence.
    Unfinished(u16, String),
    /// Nothing: the connection is closed.
    Reset,
    /// Nothing, for ever.
    Silence,
}

/// What was asked.
#[derive(Debug, Clone)]
struct Request {
    /// `METHOD /v1.41/path?query`.
    line: String,
    /// The value of `X-Registry-Auth`.
    credentials: Option<String>,
}

/// A scripted engine; it ends with the value.
pub(crate) struct ScriptedEngine {
    folder: TempDir,
    requests: Arc<Mutex<Vec<Request>>>,
    server: JoinHandle<()>,
}

impl ScriptedEngine {
    /// Starts one that answers `METHOD /path`, the version cut off and the query left out, by `script`.
    pub(crate) fn start(script: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join("engine.sock")).unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let server = tokio::spawn(serve(listener, Arc::new(script), Arc::clone(&requests)));
        Self { folder, requests, server }
    }

    pub(crate) fn endpoint(&self) -> Endpoint {
        Endpoint::Unix(self.socket())
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("engine.sock")
    }

    /// Returns what was asked, as it was asked: `METHOD /v1.41/path?query`.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().iter().map(|request| request.line.clone()).collect()
    }

    /// Returns the registry credentials that came with what was asked, as they came.
    pub(crate) fn credentials(&self) -> Vec<String> {
        self.requests.lock().unwrap().iter().filter_map(|request| request.credentials.clone()).collect()
    }
}

impl Drop for ScriptedEngine {
    fn drop(&mut self) {
        self.server.abort();
    }
}

type Script = Arc<dyn Fn(&str) -> Answer + Send + Sync>;

async fn serve(listener: UnixListener, script: Script, requests: Arc<Mutex<Vec<Request>>>) {
    while let Ok((mut stream, _)) = listener.accept().await {
        let (script, requests) = (Arc::clone(&script), Arc::clone(&requests));
        tokio::spawn(async move {
            let Some(request) = read_request(&mut stream).await else { return };
            requests.lock().unwrap().push(request.clone());
            // The client may have gone by now; that is its right.
            let _ = answer(stream, script(&without_version(&request.line))).await;
        });
    }
}

async fn read_request(stream: &mut UnixStream) -> Option<Request> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let text = String::from_utf8_lossy(&bytes[..head]).into_owned();
    let body = header(&text, "content-length").and_then(|value| value.parse().ok()).unwrap_or(0);
    while bytes.len() < head + body && stream.read_buf(&mut bytes).await.ok()? > 0 {}
    let mut words = text.split(' ');
    let line = format!("{} {}", words.next()?, words.next()?);
    Some(Request { line, credentials: header(&text, "x-registry-auth") })
}

fn header(head: &str, name: &str) -> Option<String> {
    let headers = head.lines().filter_map(|line| line.split_once(':'));
    let mut values = headers.filter(|(known, _)| known.eq_ignore_ascii_case(name));
    values.next().map(|(_, value)| value.trim().to_owned())
}

fn without_version(request: &str) -> String {
    let (method, path) = request.split_once(' ').unwrap_or((request, ""));
    let path = path.split('?').next().unwrap_or("");
    let path = path.strip_prefix("/v1.41").unwrap_or(path);
    format!("{method} {path}")
}

async fn answer(mut stream: UnixStream, answer: Answer) -> std::io::Result<()> {
    match answer {
        Answer::Whole(status, body) => {
            let length = body.len();
            stream.write_all(format!("{}Content-Length: {length}\r\n\r\n{body}", head(status)).as_bytes()).await
        }
        Answer::Cut(status, body) => {
            let length = body.len() + 100;
            stream.write_all(format!("{}Content-Length: {length}\r\n\r\n{body}", head(status)).as_bytes()).await
        }
        Answer::Unfinished(status, body) => {
            let chunk = format!("{:x}\r\n{body}\r\n", body.len());
            stream.write_all(format!("{}Transfer-Encoding: chunked\r\n\r\n{chunk}", head(status)).as_bytes()).await?;
            std::future::pending().await
        }
        Answer::Reset => Ok(()),
        Answer::Silence => std::future::pending().await,
    }
}

fn head(status: u16) -> String {
    format!("HTTP/1.1 {status} Scripted\r\nConnection: close\r\n")
}

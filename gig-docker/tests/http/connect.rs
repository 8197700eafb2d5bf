//! The beginning of a conversation.

use std::time::Duration;

use gig_core::runtime::ContainerRuntime;
use gig_docker::{ConnectError, Endpoint, EngineRuntime, Limits};

use crate::calls::well;
use crate::server::{Answer, ScriptedEngine};

async fn refusal(answer: Answer) -> (String, Endpoint) {
    let server = ScriptedEngine::start(move |_| answer.clone());
    let limits = Limits { answer: Duration::from_secs(1), ..Limits::default() };
    let error = EngineRuntime::connect_within(&server.endpoint(), limits).await.err().unwrap();
    assert!(!error.hint().is_empty());
    (error.to_string(), server.endpoint())
}

async fn check(answer: Answer, words: &str) {
    let (text, endpoint) = refusal(answer.clone()).await;
    assert!(text.contains(&format!("the engine at `{endpoint}`")), "{answer:?}: {text}");
    assert!(text.contains(words), "{answer:?}: {text}");
}

#[tokio::test]
async fn whoever_is_no_engine_is_told_by_what_it_said() {
    check(Answer::Whole(200, "<html>hello</html>".to_owned()), "expected a version").await;
    check(Answer::Whole(200, "{}".to_owned()), "names no API version").await;
    check(Answer::Whole(404, "page not found".to_owned()), "page not found").await;
    check(Answer::Whole(500, r#"{"message":"starting up"}"#.to_owned()), "starting up").await;
    check(Answer::Reset, "connection").await;
    check(Answer::Silence, "no answer within 1 s").await;
}

#[tokio::test]
async fn an_engine_that_speaks_no_common_version_is_told_so() {
    let version = |newest: &str, oldest: &str| {
        Answer::Whole(200, format!(r#"{{"Version":"x","ApiVersion":"{newest}","MinAPIVersion":"{oldest}"}}"#))
    };
    check(version("1.39", "1.12"), "it speaks API version 1.39, expected 1.41 or later").await;
    check(version("1.99", "1.60"), "it speaks API version 1.60 and later, gig speaks up to 1.51").await;
    check(version("latest", "1.12"), "names no API version").await;
}

#[tokio::test]
async fn an_engine_says_what_it_can() {
    let server = ScriptedEngine::start(well);
    let engine = EngineRuntime::connect(&server.endpoint()).await.unwrap();
    assert_eq!(engine.description(), format!("Docker Engine 20.10.24+dfsg1 at {}", server.endpoint()));
    assert!(!engine.capabilities().start_interval);
}

#[tokio::test]
async fn a_socket_that_is_missing_or_dead_is_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("engine.sock");
    let endpoint = Endpoint::Unix(socket.clone());
    assert!(matches!(EngineRuntime::connect(&endpoint).await, Err(ConnectError::NoSocket { .. })));
    drop(std::os::unix::net::UnixListener::bind(&socket).unwrap());
    assert!(matches!(EngineRuntime::connect(&endpoint).await, Err(ConnectError::Unreachable { .. })));
}

#[test]
fn docker_host_names_an_endpoint_or_is_refused() {
    let check = |value: Option<&str>, expected: Result<&str, &str>| {
        let found = Endpoint::from_docker_host(value);
        match (&found, expected) {
            (Ok(endpoint), Ok(text)) => assert_eq!(endpoint.to_string(), text),
            (Err(error), Err(words)) => assert!(error.to_string().contains(words), "{error}"),
            _ => panic!("{value:?}: found {found:?}, expected {expected:?}"),
        }
    };
    check(None, Ok("unix:///var/run/docker.sock"));
    check(Some(""), Ok("unix:///var/run/docker.sock"));
    check(Some("unix:///tmp/x.sock"), Ok("unix:///tmp/x.sock"));
    check(Some("tcp://host:2376"), Ok("tcp://host:2376"));
    check(Some("tcp://host"), Ok("tcp://host:2375"));
    check(Some("http://10.0.0.1:80/"), Ok("tcp://10.0.0.1:80"));
    check(Some("tcp://[::1]:99"), Ok("tcp://[::1]:99"));
    check(Some("tcp://[::1]"), Ok("tcp://[::1]:2375"));
    check(Some("unix://relative.sock"), Err("an absolute path"));
    check(Some("ssh://me@host"), Err("neither ssh nor TLS"));
    check(Some("https://host"), Err("neither ssh nor TLS"));
    check(Some("/var/run/docker.sock"), Err("`unix:///path`"));
    check(Some("ftp://host"), Err("`unix:///path`"));
    for host in ["tcp://", "tcp://:80", "tcp://host:port", "tcp://host:99999", "tcp://a b", "tcp://host/../x"] {
        check(Some(host), Err("a host"));
    }
}

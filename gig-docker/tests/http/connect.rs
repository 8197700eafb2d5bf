//! The beginning of a conversation.

use std::time::Duration;

use gig_core::runtime::ContainerRuntime;
use gig_docker::{ConnectError, Endpoint, EngineRuntime, Limits, Location, Origin};

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

#[tokio::test]
async fn podman_is_called_by_its_name() {
    let version =
        r#"{"Components":[{"Name":"Podman Engine","Version":"4.3.1"}],"Version":"4.3.1","ApiVersion":"1.41"}"#;
    let server = ScriptedEngine::start(|_| Answer::Whole(200, version.to_owned()));
    let engine = EngineRuntime::connect(&server.endpoint()).await.unwrap();
    assert_eq!(engine.description(), format!("Podman 4.3.1 at {}", server.endpoint()));
}

#[tokio::test]
async fn an_engine_of_a_context_is_named_with_it() {
    let server = ScriptedEngine::start(well);
    let origin = Origin::Context { name: "remote".to_owned(), named_by: "DOCKER_CONTEXT".to_owned() };
    let here = Location { endpoint: server.endpoint(), origin: origin.clone() };
    let engine = EngineRuntime::connect(here).await.unwrap();
    assert!(engine.description().ends_with(" (context `remote`)"), "{}", engine.description());
    assert_eq!(engine.take_warnings(), Vec::<String>::new());
    let nowhere = Location { endpoint: "unix:///nowhere.sock".parse().unwrap(), origin };
    let error = EngineRuntime::connect(nowhere).await.err().unwrap();
    assert_eq!(
        error.to_string(),
        "reach the engine at `unix:///nowhere.sock`: there is no such socket (context `remote`)"
    );
    assert!(error.hint().contains("DOCKER_CONTEXT=default"), "{}", error.hint());
}

#[tokio::test]
async fn an_engine_tells_of_itself() {
    let server = ScriptedEngine::start(|asked| match asked {
        "GET /info" => Answer::Whole(200, INFO.to_owned()),
        _ => well(asked),
    });
    let examination = EngineRuntime::connect(&server.endpoint()).await.unwrap().examine().await.unwrap();
    let details = examination.details.unwrap();
    assert_eq!((details.storage.as_str(), details.cgroup_version.as_str()), ("overlay2", "2"));
    assert_eq!((details.cgroup_driver.as_str(), details.is_rootless), ("systemd", true));
    assert_eq!(details.warnings, ["No cpuset support"]);
    assert_eq!(details.introduction.platform.to_string(), "linux/amd64");
}

const INFO: &str = r#"{"Driver":"overlay2","CgroupDriver":"systemd","CgroupVersion":"2","Isolation":"",
    "SecurityOptions":["name=seccomp,profile=default","name=rootless"],"Warnings":["WARNING: No cpuset support"]}"#;

//! Fetching an image: the answer is a stream that begins with 200 and may end in anything.

use std::sync::Mutex;
use std::time::Duration;

use gig_core::platform::Pull;
use gig_core::runtime::{ContainerRuntime, PullProgress, RuntimeErrorKind, WantedImage};
use gig_docker::{EngineRuntime, Limits};

use crate::calls::{IMAGE, well};
use crate::server::{Answer, ScriptedEngine};

async fn fetch(answer: Answer, image_there: bool) -> Result<Vec<PullProgress>, RuntimeErrorKind> {
    let server = ScriptedEngine::start(move |asked| match asked {
        "POST /images/create" => answer.clone(),
        "GET /images/shop/web:1/json" if !image_there => {
            Answer::Whole(404, r#"{"message":"No such image"}"#.to_owned())
        }
        _ => well(asked),
    });
    let limits = Limits { silence: Duration::from_secs(1), ..Limits::default() };
    let engine = EngineRuntime::connect_within(&server.endpoint(), limits).await.unwrap();
    let seen = Mutex::new(Vec::new());
    let on_progress = |progress| seen.lock().unwrap().push(progress);
    let outcome = engine.prepare_image(&WantedImage::new(IMAGE.parse().unwrap(), Pull::Always), &on_progress).await;
    outcome.map(|_| seen.into_inner().unwrap()).map_err(|error| error.kind)
}

async fn check(lines: &[&str], expected: Result<(), RuntimeErrorKind>) {
    let body = lines.iter().map(|line| format!("{line}\r\n")).collect();
    let found = fetch(Answer::Whole(200, body), true).await.map(drop);
    assert_eq!(found, expected, "{lines:?}");
}

const DONE: &str = r#"{"status":"Status: Downloaded newer image for shop/web:1"}"#;

#[tokio::test]
async fn an_error_inside_a_good_answer_is_an_error() {
    let failed = |text: &str| format!(r#"{{"errorDetail":{{"message":"{text}"}},"error":"{text}"}}"#);
    let begun = r#"{"status":"Pulling from shop/web","id":"1"}"#;
    check(&[begun, DONE], Ok(())).await;
    check(&[begun, &failed("manifest unknown")], Err(RuntimeErrorKind::ImageUnavailable)).await;
    check(&[begun, &failed("no space left on device")], Err(RuntimeErrorKind::ImageUnavailable)).await;
    check(&[begun, &failed("unauthorized: authentication required")], Err(RuntimeErrorKind::Unauthorized)).await;
    check(&[begun, "not JSON"], Err(RuntimeErrorKind::Unavailable)).await;
}

#[tokio::test]
async fn progress_adds_up_over_the_layers() {
    let layer = |id: &str, current: u64| {
        format!(r#"{{"status":"Downloading","id":"{id}","progressDetail":{{"current":{current},"total":100}}}}"#)
    };
    let body = [layer("a", 10), layer("b", 20), layer("a", 100), DONE.to_owned()].map(|line| line + "\r\n").concat();
    let seen = fetch(Answer::Whole(200, body), true).await.unwrap();
    let progress = |current, total| PullProgress { current, total };
    assert_eq!(seen, [progress(10, 100), progress(30, 200), progress(120, 200), progress(120, 200)]);
}

#[tokio::test]
async fn a_stream_that_breaks_or_falls_silent_is_no_success() {
    let begun = "{\"status\":\"Pulling\"}\r\n".to_owned();
    assert_eq!(fetch(Answer::Cut(200, begun.clone()), true).await, Err(RuntimeErrorKind::Unavailable));
    assert_eq!(fetch(Answer::Unfinished(200, begun), true).await, Err(RuntimeErrorKind::TimedOut));
}

#[tokio::test]
async fn remaining_bytes_after_the_last_word_are_no_failure() {
    let rest = |last: &str| Answer::Whole(200, format!("{last}\r\n{{\"sta"));
    assert!(fetch(rest(DONE), true).await.is_ok());
    assert!(fetch(rest(r#"{"status":"Pulling"}"#), true).await.is_err());
    assert_eq!(fetch(rest(DONE), false).await, Err(RuntimeErrorKind::ImageUnavailable));
}

//! Every fault at every endpoint.

use std::time::Duration;

use futures_util::future::join_all;
use gig_core::runtime::{RuntimeErrorKind, RuntimeResult};
use gig_docker::{EngineRuntime, Limits};

use crate::calls::{Call, INSTANCE, well};
use crate::server::{Answer, ScriptedEngine};

/// An endpoint that a call uses.
struct Endpoint {
    call: Call,
    /// The request, `ID` standing for the instance.
    request: &'static str,
    /// Whether the answer's body is read.
    body: bool,
    /// What the call makes of "there is none".
    absent: &'static str,
    /// What the error names.
    names: &'static str,
}

const fn endpoint(
    call: Call,
    request: &'static str,
    body: bool,
    absent: &'static str,
    names: &'static str,
) -> Endpoint {
    Endpoint { call, request, body, absent, names }
}

const ENDPOINTS: [Endpoint; 28] = [
    endpoint(Call::Observe, "GET /containers/json", true, "NotFound", "observe project `shop`"),
    endpoint(Call::Observe, "GET /images/json", true, "NotFound", "observe project `shop`"),
    endpoint(Call::Observe, "GET /networks", true, "NotFound", "observe project `shop`"),
    endpoint(Call::Observe, "GET /volumes", true, "NotFound", "observe project `shop`"),
    endpoint(Call::Inspect, "GET /containers/ID/json", true, "None", "inspect instance `ID`"),
    endpoint(Call::FindImage, "GET /images/shop/web:1/json", true, "ImageUnavailable", "image `shop/web:1`"),
    endpoint(Call::FetchImage, "POST /images/create", true, "ImageUnavailable", "fetch image `shop/web:1`"),
    endpoint(Call::FetchImage, "GET /images/shop/web:1/json", true, "ImageUnavailable", "image `shop/web:1`"),
    endpoint(Call::EnsureNetwork, "GET /networks", true, "NotFound", "list networks `shop_new`"),
    endpoint(Call::EnsureNetwork, "POST /networks/create", true, "NotFound", "create network `shop_new`"),
    endpoint(Call::EnsureVolume, "GET /volumes/shop_cache", true, "Made", "find volume `shop_cache`"),
    endpoint(Call::EnsureVolume, "POST /volumes/create", true, "NotFound", "create volume `shop_cache`"),
    endpoint(Call::Create, "POST /containers/create", true, "NotFound", "create instance `shop_web.next`"),
    endpoint(Call::Create, "POST /networks/shop_back/connect", false, "NotFound", "connect to network `shop_back`"),
    endpoint(Call::Start, "POST /containers/ID/start", false, "NotFound", "start instance `ID`"),
    endpoint(Call::StartSince, "GET /containers/ID/json", true, "NotFound", "inspect instance `ID`"),
    endpoint(Call::Stop, "POST /containers/ID/stop", false, "NotFound", "stop instance `ID`"),
    endpoint(Call::StopInOwnTime, "GET /containers/ID/json", true, "NotFound", "inspect instance `ID`"),
    endpoint(Call::Rename, "POST /containers/ID/rename", false, "NotFound", "rename instance `ID`"),
    endpoint(Call::SetRestart, "POST /containers/ID/update", false, "NotFound", "restart policy of instance `ID`"),
    endpoint(Call::Connect, "GET /containers/ID/json", true, "NotFound", "inspect instance `ID`"),
    endpoint(
        Call::Connect,
        "POST /networks/shop_default/disconnect",
        false,
        "NotFound",
        "disconnect from network `shop_default`",
    ),
    endpoint(
        Call::Connect,
        "POST /networks/shop_default/connect",
        false,
        "NotFound",
        "connect to network `shop_default`",
    ),
    endpoint(
        Call::Disconnect,
        "POST /networks/shop_default/disconnect",
        false,
        "NotFound",
        "disconnect from network `shop_default`",
    ),
    endpoint(Call::Remove, "DELETE /containers/ID", false, "Absent", "remove instance `ID`"),
    endpoint(Call::RemoveNetwork, "DELETE /networks/feed", false, "Absent", "remove network `feed`"),
    endpoint(Call::RemoveVolume, "DELETE /volumes/shop_cache", false, "Absent", "remove volume `shop_cache`"),
    endpoint(Call::LogTail, "GET /containers/ID/logs", false, "NotFound", "read the log of instance `ID`"),
];

async fn perform(endpoint: &Endpoint, answer: Answer, limits: Limits) -> RuntimeResult<String> {
    let request = endpoint.request.replace("ID", INSTANCE);
    let server = ScriptedEngine::start(move |asked| if asked == request { answer.clone() } else { well(asked) });
    let engine = EngineRuntime::connect_within(&server.endpoint(), limits).await.unwrap();
    endpoint.call.perform(&engine).await
}

/// Expects an error of that kind at every endpoint, naming what failed and saying `words`.
async fn check(answer: Answer, only_with_body: bool, kind: RuntimeErrorKind, words: &str, limits: Limits) {
    let endpoints = ENDPOINTS.iter().filter(|endpoint| endpoint.body || !only_with_body);
    join_all(endpoints.map(async |endpoint| {
        let place = format!("{:?} {}", endpoint.call, endpoint.request);
        let error = perform(endpoint, answer.clone(), limits).await.expect_err(&place);
        let text = error.to_string();
        assert!(text.contains(&endpoint.names.replace("ID", INSTANCE)), "{place}: {text}");
        assert!(text.contains(words), "{place}: {text}");
        assert_eq!(error.kind, kind_at(endpoint, kind), "{place}: {text}");
    }))
    .await;
}

/// While an image is fetched, what is neither lost nor a matter of credentials means that it cannot be had.
fn kind_at(endpoint: &Endpoint, kind: RuntimeErrorKind) -> RuntimeErrorKind {
    use RuntimeErrorKind::{Conflict, ImageUnavailable, Other, Rejected};
    match (endpoint.request, kind) {
        ("POST /images/create", Other | Rejected | Conflict) => ImageUnavailable,
        // "has active endpoints" has no status of its own.
        ("DELETE /networks/feed", Rejected) => Conflict,
        _ => kind,
    }
}

async fn check_status(status: u16, body: &str, kind: RuntimeErrorKind, words: &str) {
    check(Answer::Whole(status, body.to_owned()), false, kind, words, Limits::default()).await;
}

#[tokio::test]
async fn a_refusal_is_told_in_the_engines_words() {
    let body = r#"{"message":"no, thank you"}"#;
    check_status(500, body, RuntimeErrorKind::Other, "no, thank you").await;
    check_status(400, body, RuntimeErrorKind::Rejected, "no, thank you").await;
    check_status(403, body, RuntimeErrorKind::Rejected, "no, thank you").await;
    check_status(401, body, RuntimeErrorKind::Unauthorized, "no, thank you").await;
    check_status(409, body, RuntimeErrorKind::Conflict, "no, thank you").await;
    check_status(503, body, RuntimeErrorKind::Unavailable, "no, thank you").await;
}

#[tokio::test]
async fn a_refusal_without_words_or_in_another_form_is_one_too() {
    check_status(500, "<html><b>Bad Gateway</b></html>", RuntimeErrorKind::Other, "Bad Gateway").await;
    check_status(500, "", RuntimeErrorKind::Other, "status 500").await;
    check_status(502, "<html>proxy</html>", RuntimeErrorKind::Unavailable, "proxy").await;
    check_status(500, r#"{"error":"another shape"}"#, RuntimeErrorKind::Other, "another shape").await;
}

#[tokio::test]
async fn a_page_that_is_not_found_says_nothing_about_what_was_asked_for() {
    check_status(404, "<html>not found</html>", RuntimeErrorKind::Other, "not found").await;
    check_status(404, r#"{"message":"page not found"}"#, RuntimeErrorKind::Other, "page not found").await;
}

#[tokio::test]
async fn a_broken_connection_is_a_lost_answer() {
    check(Answer::Reset, false, RuntimeErrorKind::Unavailable, "connection", Limits::default()).await;
    check(Answer::Cut(200, "{".to_owned()), true, RuntimeErrorKind::Unavailable, "", Limits::default()).await;
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_a_lost_answer() {
    for body in ["not JSON", "[[", "7", "\"\"", "{\"Id\":7, \"Volumes\": 7, \"Warnings\": 7, \"status\": 7}"] {
        check(Answer::Whole(200, body.to_owned()), true, RuntimeErrorKind::Unavailable, "", Limits::default()).await;
    }
}

#[tokio::test]
async fn silence_ends_in_time() {
    let second = Duration::from_secs(1);
    let limits = Limits { answer: second, work: second, beyond_grace: second, silence: second };
    check(Answer::Silence, false, RuntimeErrorKind::TimedOut, "no answer", limits).await;
    let unfinished = Answer::Unfinished(200, "[".to_owned());
    check(unfinished, true, RuntimeErrorKind::TimedOut, "no answer", limits).await;
}

#[tokio::test]
async fn what_is_not_there_is_absent_or_not_found() {
    join_all(ENDPOINTS.iter().map(async |endpoint| {
        let gone = Answer::Whole(404, r#"{"message":"No such thing"}"#.to_owned());
        let found = match perform(endpoint, gone, Limits::default()).await {
            Ok(word) => word,
            Err(error) => format!("{:?}", error.kind),
        };
        assert_eq!(found, endpoint.absent, "{:?} {}", endpoint.call, endpoint.request);
    }))
    .await;
}

#[tokio::test]
async fn an_engine_that_is_gone_is_unavailable() {
    join_all(ENDPOINTS.iter().map(async |endpoint| {
        let server = ScriptedEngine::start(well);
        let engine = EngineRuntime::connect(&server.endpoint()).await.unwrap();
        drop(server);
        let error = endpoint.call.perform(&engine).await.unwrap_err();
        assert_eq!(error.kind, RuntimeErrorKind::Unavailable, "{error}");
    }))
    .await;
}

#[tokio::test]
async fn all_is_well_with_an_engine_that_answers_well_and_every_request_is_pinned() {
    let server = ScriptedEngine::start(|asked| match asked {
        "GET /networks" => Answer::Whole(200, r#"[{"Name":"shop_new","Id":"feed"}]"#.to_owned()),
        _ => well(asked),
    });
    let engine = EngineRuntime::connect(&server.endpoint()).await.unwrap();
    for endpoint in &ENDPOINTS {
        endpoint.call.perform(&engine).await.unwrap();
    }
    let requests = server.requests();
    let pinned = requests.iter().skip(1).filter(|request| request.contains(" /v1.41/")).count();
    assert_eq!((requests[0].as_str(), pinned), ("GET /version", requests.len() - 1));
}

//! What Podman says otherwise than Docker's engine, and what gig makes of it.

use std::sync::atomic::{AtomicU32, Ordering};

use gig_core::platform::RestartPolicy;
use gig_core::runtime::{ContainerRuntime, InstanceId, RuntimeErrorKind};
use gig_docker::EngineRuntime;

use crate::calls::{Call, INSTANCE, NETWORK, well};
use crate::server::{Answer, ScriptedEngine};

const VERSION: &str =
    r#"{"Components":[{"Name":"Podman Engine","Version":"4.3.1"}],"Version":"4.3.1","ApiVersion":"1.41"}"#;

/// An engine that says it is Podman, and answers `special` where that has an answer.
fn podman(special: impl Fn(&str) -> Option<Answer> + Send + Sync + 'static) -> ScriptedEngine {
    ScriptedEngine::start(move |asked| match asked {
        "GET /version" => Answer::Whole(200, VERSION.to_owned()),
        _ => special(asked).unwrap_or_else(|| well(asked)),
    })
}

async fn connected(server: &ScriptedEngine) -> EngineRuntime {
    EngineRuntime::connect(&server.endpoint()).await.unwrap()
}

#[tokio::test]
async fn what_is_said_to_be_stopped_is_asked_again_until_it_has_exited() {
    let asked = AtomicU32::new(0);
    let server = podman(move |request| {
        let is_look = request == format!("GET /containers/{INSTANCE}/json");
        let early = is_look && asked.fetch_add(1, Ordering::Relaxed) < 2;
        early.then(|| Answer::Whole(200, r#"{"State":{"Status":"stopped"}}"#.to_owned()))
    });
    assert_eq!(Call::Inspect.perform(&connected(&server).await).await.unwrap(), "Some");
}

#[tokio::test]
async fn its_words_are_as_good_as_a_status() {
    let check = async |message: &str, expected: RuntimeErrorKind| {
        let body = format!(r#"{{"cause":"x","message":"{message}","response":500}}"#);
        let server =
            podman(move |asked| (asked == "POST /containers/create").then(|| Answer::Whole(500, body.clone())));
        let error = Call::Create.perform(&connected(&server).await).await.unwrap_err();
        assert_eq!(error.kind, expected, "{message}");
    };
    check("the name is in use by 7e. You have to remove it: that name is already in use", RuntimeErrorKind::Conflict)
        .await;
    check("unable to find network with name or ID x: network not found", RuntimeErrorKind::NotFound).await;
    check("cannot remove it as it is running: container state improper", RuntimeErrorKind::Conflict).await;
    check("something else", RuntimeErrorKind::Other).await;
}

#[tokio::test]
async fn what_its_policy_has_started_meanwhile_is_stopped_again() {
    let asked = AtomicU32::new(0);
    let server = podman(move |request| {
        let is_look = request == format!("GET /containers/{INSTANCE}/json");
        let late = is_look && asked.fetch_add(1, Ordering::Relaxed) > 0;
        late.then(|| Answer::Whole(200, r#"{"State":{"Status":"exited","Running":false}}"#.to_owned()))
    });
    assert!(Call::Stop.perform(&connected(&server).await).await.is_ok());
    let stops = server.requests().into_iter().filter(|request| request.contains("/stop")).count();
    assert_eq!(stops, 2);
}

#[tokio::test]
async fn a_network_is_removed_by_its_name() {
    let server = podman(|asked| match asked {
        "GET /networks/feed" => Some(Answer::Whole(200, format!(r#"{{"Name":"{NETWORK}","Id":"feed"}}"#))),
        "DELETE /networks/shop_default" => {
            let message = "has associated containers with it: network is being used";
            Some(Answer::Whole(500, format!(r#"{{"message":"{message}"}}"#)))
        }
        _ => None,
    });
    let error = Call::RemoveNetwork.perform(&connected(&server).await).await.unwrap_err();
    assert_eq!(error.kind, RuntimeErrorKind::Conflict);
}

#[tokio::test]
async fn a_restart_policy_that_cannot_be_changed_is_no_missing_instance() {
    let server =
        podman(|asked| asked.ends_with("/update").then(|| Answer::Whole(404, r#"{"message":"Not Found"}"#.to_owned())));
    let engine = connected(&server).await;
    let error = Call::SetRestart.perform(&engine).await.unwrap_err();
    assert_eq!(error.kind, RuntimeErrorKind::Unsupported);
    assert!(error.message.contains("Podman 5.1"), "{error}");
    let own = RestartPolicy::OnFailure(3);
    assert!(engine.set_restart(&InstanceId::new(INSTANCE), own).await.is_ok());
}

#[tokio::test]
async fn images_are_known_by_the_names_that_people_write() {
    let server = podman(|asked| {
        let images = r#"[{"Id":"sha256:1","ParentId":"","RepoTags":["localhost/web:1","docker.io/library/db:2"],
            "RepoDigests":[],"Created":0,"Size":0,"SharedSize":0,"Labels":{},"Containers":0}]"#;
        (asked == "GET /images/json").then(|| Answer::Whole(200, images.to_owned()))
    });
    let observed = connected(&server).await.observe(&"shop".parse().unwrap()).await.unwrap();
    let names: Vec<_> = observed.images.keys().map(String::as_str).collect();
    assert_eq!(names, ["db:2", "localhost/web:1", "web:1"]);
}

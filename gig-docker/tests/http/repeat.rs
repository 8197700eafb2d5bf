//! What is half done is undone or seen to be done.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use gig_core::runtime::{ContainerRuntime, InstanceId, NetworkId, Removed, RuntimeErrorKind};
use gig_docker::{EngineRuntime, Limits};

use crate::calls::{Call, INSTANCE, well};
use crate::server::{Answer, ScriptedEngine};

fn said(status: u16, message: &str) -> Answer {
    Answer::Whole(status, format!(r#"{{"message":"{message}"}}"#))
}

async fn connect(server: &ScriptedEngine) -> EngineRuntime {
    let limits = Limits { work: Duration::from_secs(1), ..Limits::default() };
    EngineRuntime::connect_within(&server.endpoint(), limits).await.unwrap()
}

#[tokio::test]
async fn an_instance_that_cannot_be_connected_everywhere_is_removed_again() {
    let server = ScriptedEngine::start(|asked| match asked {
        "POST /networks/shop_back/connect" => said(500, "no address left"),
        _ => well(asked),
    });
    let error = Call::Create.perform(&connect(&server).await).await.unwrap_err();
    assert!(error.message.contains("no address left"));
    assert_eq!(
        server.requests().last().unwrap(),
        &format!("DELETE /v1.41/containers/{INSTANCE}?v=true&force=false&link=false")
    );
}

#[tokio::test]
async fn a_name_that_is_held_by_a_started_instance_is_a_conflict_and_nothing_is_removed() {
    let server = ScriptedEngine::start(|asked| match asked {
        "POST /containers/create" => said(409, "Conflict. The container name is already in use"),
        _ => well(asked),
    });
    let error = Call::Create.perform(&connect(&server).await).await.unwrap_err();
    assert_eq!(error.kind, RuntimeErrorKind::Conflict);
    assert!(server.requests().iter().all(|request| !request.starts_with("DELETE")));
}

#[tokio::test]
async fn an_instance_of_the_same_name_and_key_that_never_started_is_made_anew() {
    let creations = AtomicUsize::new(0);
    let server = ScriptedEngine::start(move |asked| match asked {
        "POST /containers/create" if creations.fetch_add(1, Ordering::Relaxed) == 0 => said(409, "already in use"),
        "GET /containers/shop_web.next/json" => {
            Answer::Whole(200, include_str!("../data/engine-20.10/created.json").to_owned())
        }
        _ => well(asked),
    });
    assert!(Call::Create.perform(&connect(&server).await).await.is_ok());
    let removals = server.requests().iter().filter(|request| request.starts_with("DELETE")).count();
    assert_eq!(removals, 1);
}

#[tokio::test]
async fn a_removal_that_is_under_way_is_waited_for_and_not_for_ever() {
    for looks_until_gone in [3, usize::MAX] {
        let looks = AtomicUsize::new(0);
        let server = ScriptedEngine::start(move |asked| match asked.split_once(' ').unwrap() {
            ("DELETE", _) => said(409, "removal of container x is already in progress"),
            ("GET", path) if path.ends_with("/json") && looks.fetch_add(1, Ordering::Relaxed) >= looks_until_gone => {
                said(404, "No such container")
            }
            _ => well(asked),
        });
        let outcome = connect(&server).await.remove(&InstanceId::new(INSTANCE)).await.map_err(|error| error.kind);
        let expected = if looks_until_gone == 3 { Ok(Removed::Removed) } else { Err(RuntimeErrorKind::TimedOut) };
        assert_eq!(outcome, expected);
    }
}

#[tokio::test]
async fn a_network_that_is_in_use_is_a_conflict() {
    let server = ScriptedEngine::start(|asked| match asked {
        "DELETE /networks/feed" => said(403, "network shop_default id feed has active endpoints"),
        _ => well(asked),
    });
    let error = connect(&server).await.remove_network(&NetworkId::new("feed")).await.unwrap_err();
    assert_eq!(error.kind, RuntimeErrorKind::Conflict);
}

/// Of two networks of a name the one with the lowest id stays, the other goes where it is the project's.
#[tokio::test]
async fn of_two_networks_of_one_name_the_lowest_stays() {
    for (own, removals) in [(true, 1), (false, 0)] {
        let label = if own { r#","Labels":{"gig.project":"shop"}"# } else { "" };
        let list = format!(
            r#"[{{"Name":"shop_new","Id":"feed"{label}}},{{"Name":"shop_new","Id":"bead"}},{{"Name":"shop_new2","Id":"a"}}]"#
        );
        let server = ScriptedEngine::start(move |asked| match asked {
            "GET /networks" => Answer::Whole(200, list.clone()),
            _ => well(asked),
        });
        assert_eq!(Call::EnsureNetwork.perform(&connect(&server).await).await.unwrap(), "Present");
        let removed: Vec<_> = server.requests().into_iter().filter(|request| request.starts_with("DELETE")).collect();
        assert_eq!(removed, vec!["DELETE /v1.41/networks/feed".to_owned(); removals]);
    }
}

#[tokio::test]
async fn a_start_that_has_happened_since_is_not_repeated() {
    let server = ScriptedEngine::start(well);
    assert!(Call::StartSince.perform(&connect(&server).await).await.is_ok());
    assert!(server.requests().iter().all(|request| !request.starts_with("POST")));
}

#[tokio::test]
async fn names_that_would_lead_elsewhere_are_refused_before_anything_is_asked() {
    let server = ScriptedEngine::start(well);
    let engine = connect(&server).await;
    for name in ["../containers/x", "a/b", "", "a?b", "a#b", "%2e", "."] {
        let error = engine.remove_volume(name).await.unwrap_err();
        assert_eq!(error.kind, RuntimeErrorKind::Rejected, "{name}");
    }
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_policy_that_meets_a_process_at_its_end_is_given_again() {
    for (refusals, expected) in [(2, Ok("()")), (usize::MAX, Err(RuntimeErrorKind::Other))] {
        let updates = AtomicUsize::new(0);
        let server = ScriptedEngine::start(move |asked| {
            if asked.ends_with("/update") && updates.fetch_add(1, Ordering::Relaxed) < refusals {
                return said(500, "cannot update a stopped container: unknown");
            }
            well(asked)
        });
        let outcome = Call::SetRestart.perform(&connect(&server).await).await;
        assert_eq!(outcome.as_deref().map_err(|error| error.kind), expected);
    }
}

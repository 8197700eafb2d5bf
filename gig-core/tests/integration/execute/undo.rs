//! What is done when a step fails.

use std::time::Duration;

use gig_core::execute::{LaneOutcome, Outcome};
use gig_core::name::Slot;
use gig_core::plan::{Action, Plan, Target};
use gig_core::platform::ConfigHash;
use gig_core::runtime::InstanceId;
use gig_testkit::memory::ImageBehaviour;

use super::bench::{Bench, outcomes};
use super::plans::{create, lane, named, plan, replacement, up};

fn replace(bench: &Bench, old: &InstanceId) -> Plan {
    plan(vec![replacement(bench.service(), old)], vec![up(bench.service())])
}

#[tokio::test(start_paused = true)]
async fn a_good_release_takes_over() {
    let (bench, old) = Bench::with_release(ImageBehaviour::runs());
    let report = bench.execute(&replace(&bench, &old)).await;
    assert_eq!(report.outcome(), Outcome::Done, "{report:?}");
    assert_eq!(bench.standing().await, ["shop_web up", "shop_web.previous exited"]);
    assert_eq!(bench.runtime.id_of("shop_web.previous"), old);
    assert_eq!(bench.runtime.violations(), []);
}

#[tokio::test(start_paused = true)]
async fn a_release_that_does_not_start_is_put_back_step_by_step() {
    let (bench, old) = Bench::with_release(ImageBehaviour::fails_to_start());
    let report = bench.execute(&replace(&bench, &old)).await;

    assert_eq!((report.outcome(), outcomes(&report)), (Outcome::Failed, vec![LaneOutcome::PutBack]));
    assert_eq!(bench.runtime.id_of("shop_web"), old);
    assert_eq!(bench.standing().await, ["shop_web up", "shop_web.failed created"]);
    let expected = [
        "prepare image web:2",
        "create instance shop_web.next",
        "set restart policy of instance shop_web to no",
        "stop instance shop_web",
        "rename instance shop_web to shop_web.old",
        "rename instance shop_web.next to shop_web",
        "start instance shop_web -> Rejected",
        "set restart policy of instance shop_web to no",
        "stop instance shop_web",
        "rename instance shop_web to shop_web.failed",
        "set restart policy of instance shop_web.old to always",
        "rename instance shop_web.old to shop_web",
        "start instance shop_web",
    ];
    assert_eq!(bench.changes(), expected);
    let told = bench.recorder.lines();
    let failure = told.iter().position(|line| line.starts_with("web: failed start new: ")).unwrap();
    assert_eq!(told[failure + 1..], ["web: puts back", "web: ends PutBack"]);
}

#[tokio::test(start_paused = true)]
async fn a_release_that_fails_its_proof_leaves_its_last_lines() {
    let behaviours = [
        (ImageBehaviour::exits(3, Duration::ZERO), "exited with code 3"),
        (ImageBehaviour::becomes_unhealthy(Duration::from_secs(2)), "it fails its health check"),
        (ImageBehaviour::becomes_healthy(Duration::from_secs(90)), "did not come up within 60 s"),
    ];
    for (behaviour, why) in behaviours {
        let (bench, old) = Bench::with_release(behaviour.saying(&["one", "two"]));
        let report = bench.execute(&replace(&bench, &old)).await;
        assert_eq!(report.outcome(), Outcome::Failed, "{report:?}");
        let web = &report.lanes[0];
        assert!(web.error.as_ref().is_some_and(|error| error.contains(why)), "{web:?}");
        assert_eq!(web.last_lines.last().map(String::as_str), Some("two"), "{web:?}");
        assert_eq!(bench.runtime.id_of("shop_web"), old);
        assert_eq!(bench.standing().await, ["shop_web up", "shop_web.failed exited"]);
        assert_eq!(report.unmet[0].seen, "up, another configuration");
        assert_eq!(bench.runtime.violations(), []);
    }
}

#[tokio::test(start_paused = true)]
async fn an_image_that_cannot_be_had_leaves_everything_as_it_is() {
    let (bench, old) = Bench::with_release(ImageBehaviour::runs().missing());
    let report = bench.execute(&replace(&bench, &old)).await;
    assert_eq!(outcomes(&report), [LaneOutcome::PutBack]);
    assert_eq!(report.outcome(), Outcome::Failed);
    assert_eq!(bench.changes().len(), 1, "{:?}", bench.changes());
    assert_eq!(bench.standing().await, ["shop_web up"]);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_put_back_is_stuck_and_the_rest_is_done_all_the_same() {
    let (bench, old) = Bench::with_release(ImageBehaviour::fails_to_start());
    let mut plan = replace(&bench, &old);
    // The list speaks of one more instance, which is not there.
    let gone = Target::Existing(InstanceId::new("gone"));
    let name = named(bench.service(), Slot::Failed);
    plan.lanes[0].steps[6].if_fails.insert(0, Action::Rename { target: gone, to: name });

    let report = bench.execute(&plan).await;

    assert_eq!(outcomes(&report), [LaneOutcome::Stuck]);
    assert!(report.lanes[0].undo_error.as_ref().is_some_and(|error| error.contains("gone")), "{report:?}");
    assert_eq!(bench.standing().await, ["shop_web up", "shop_web.failed created"]);
    assert_eq!(report.outcome(), Outcome::Failed);
}

#[tokio::test(start_paused = true)]
async fn a_plan_made_from_another_file_creates_nothing() {
    let bench = Bench::of(&["web"]);
    let mut plan = plan(vec![lane("web", vec![create(bench.service(), Slot::Base)])], vec![]);
    if let Action::Create { hash, .. } = &mut plan.lanes[0].steps[0].action {
        *hash = ConfigHash::from_label("of another file");
    }
    let report = bench.execute(&plan).await;
    assert_eq!(
        report.lanes[0].error.as_deref(),
        Some("the file has changed since the plan was made: service `web` is another one there")
    );
    assert_eq!(bench.changes(), [""; 0]);
}

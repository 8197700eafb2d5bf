//! Hooks, from the file's services to what is run in their instances.

use std::time::Duration;

use gig_core::execute::{ExecutionReport, LaneOutcome, LaneReport, Outcome};
use gig_core::plan::{PlanOptions, Verb};
use gig_core::platform::{HookPoint, Platform};
use gig_core::runtime::RuntimeErrorKind;
use gig_testkit::call::Call;
use gig_testkit::example::platform;
use gig_testkit::fault::{FaultRuntime, Verdict};
use gig_testkit::memory::{ImageBehaviour, MemoryRuntime};

use super::scenario::run;

/// `web` needs `db`, which is set up after its start; `web` is told before it is stopped.
fn shop(tag: u8) -> Platform {
    platform("shop")
        .service("db", &format!("db:{tag}"), |service| service.hook(HookPoint::PostStart, &["migrate"]))
        .service("web", &format!("web:{tag}"), |service| service.needs("db").hook(HookPoint::PreStop, &["drain"]))
        .build()
}

fn engine(second_db: ImageBehaviour) -> MemoryRuntime {
    let runtime = MemoryRuntime::new();
    for image in ["db:1", "web:1", "web:2"] {
        runtime.image(image, ImageBehaviour::runs());
    }
    runtime.image("db:2", second_db);
    runtime
}

async fn asked(verb: Verb, runtime: &MemoryRuntime, platform: &Platform) -> ExecutionReport {
    runtime.forget_calls();
    run(runtime, platform, &PlanOptions::new(verb)).await
}

fn db(report: &ExecutionReport) -> &LaneReport {
    report.lanes.iter().find(|lane| lane.lane.to_string() == "db").unwrap()
}

/// Lists the starts, stops and hooks that were made, in order.
fn lives(runtime: &MemoryRuntime) -> Vec<String> {
    let calls = runtime.mutating_calls().into_iter();
    let lives = calls.filter(|made| matches!(made.call, Call::Start(_) | Call::Stop(_) | Call::RunHook(..)));
    lives.map(|made| made.to_string()).collect()
}

#[tokio::test(start_paused = true)]
async fn who_needs_a_service_waits_until_it_is_set_up() {
    let runtime = engine(ImageBehaviour::runs());
    assert_eq!(asked(Verb::Start, &runtime, &shop(1)).await.outcome(), Outcome::Done);
    let expected = ["start instance shop_db", "run a hook in instance shop_db `migrate`", "start instance shop_web"];
    assert_eq!(lives(&runtime), expected);
    let _ = asked(Verb::Start, &runtime, &shop(1)).await;
    assert!(lives(&runtime).is_empty(), "what is up is not set up again");
}

#[tokio::test(start_paused = true)]
async fn hooks_stand_around_each_stop_and_start() {
    let runtime = engine(ImageBehaviour::runs());
    let _ = asked(Verb::Start, &runtime, &shop(1)).await;
    let _ = asked(Verb::Restart, &runtime, &shop(1)).await;
    let restarted = [
        "run a hook in instance shop_web `drain`",
        "stop instance shop_web",
        "stop instance shop_db",
        "start instance shop_db",
        "run a hook in instance shop_db `migrate`",
        "start instance shop_web",
    ];
    assert_eq!(lives(&runtime), restarted);
    let _ = asked(Verb::Stop, &runtime, &shop(1)).await;
    let stopped = ["run a hook in instance shop_web `drain`", "stop instance shop_web", "stop instance shop_db"];
    assert_eq!(lives(&runtime), stopped);
    let _ = asked(Verb::Rm, &runtime, &shop(1)).await;
    assert!(lives(&runtime).is_empty(), "what is stopped is not told again");
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_set_up_is_stopped_and_set_up_by_the_next_run() {
    let runtime = engine(ImageBehaviour::runs());
    runtime.image("db:1", ImageBehaviour::runs().with_hook(&["migrate"], 3, "no such table"));
    let report = asked(Verb::Start, &runtime, &shop(1)).await;
    assert_eq!(report.outcome(), Outcome::Broken);
    let db = db(&report);
    let why = "hook 1 of `post_start`, `migrate`, ended with exit code 3";
    assert_eq!((db.error.as_deref(), &db.last_lines[..]), (Some(why), &["no such table".to_owned()][..]));
    assert_eq!(lives(&runtime).last().unwrap(), "stop instance shop_db");

    let _ = asked(Verb::Start, &runtime, &shop(1)).await;
    assert_eq!(lives(&runtime)[..2], ["start instance shop_db", "run a hook in instance shop_db `migrate`"]);
}

#[tokio::test(start_paused = true)]
async fn a_release_that_cannot_be_set_up_is_put_back_and_the_old_one_set_up_again() {
    let runtime = engine(ImageBehaviour::runs().with_hook(&["migrate"], 1, "no"));
    let _ = asked(Verb::Start, &runtime, &shop(1)).await;
    let before = runtime.id_of("shop_db");
    let report = asked(Verb::Update, &runtime, &shop(2)).await;
    let db = db(&report);
    assert_eq!(db.outcome, LaneOutcome::PutBack, "{report:?}");
    assert_eq!(runtime.id_of("shop_db"), before);
    let calls = lives(&runtime);
    let last = &calls[calls.len() - 2..];
    assert_eq!(last, ["start instance shop_db", "run a hook in instance shop_db `migrate`"], "{calls:?}");
}

#[tokio::test(start_paused = true)]
async fn what_cannot_prepare_for_its_end_ends_all_the_same() {
    let runtime = engine(ImageBehaviour::runs());
    runtime.image("web:1", ImageBehaviour::runs().with_hook(&["drain"], 1, "no"));
    let _ = asked(Verb::Start, &runtime, &shop(1)).await;
    assert_eq!(asked(Verb::Update, &runtime, &shop(2)).await.outcome(), Outcome::Done);
    assert!(lives(&runtime).contains(&"run a hook in instance shop_web `drain`".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_hook_that_does_not_end_is_given_up() {
    let world = engine(ImageBehaviour::runs());
    let hangs = |call: &Call| match call {
        Call::RunHook(..) => Verdict::Delay(Duration::from_secs(7 * 24 * 3600)),
        _ => Verdict::Pass,
    };
    let runtime = FaultRuntime::with_rule(world.clone(), hangs);
    let mut options = PlanOptions::new(Verb::Start);
    options.patience = Duration::from_secs(30);
    let report = run(&runtime, &shop(1), &options).await;
    let db = db(&report);
    assert_eq!(db.error.as_deref(), Some("hook 1 of `post_start`, `migrate`, did not end within 30 s"));
}

#[tokio::test(start_paused = true)]
async fn a_hook_whose_answer_is_lost_is_not_run_again() {
    let world = engine(ImageBehaviour::runs());
    let loses = |call: &Call| if matches!(call, Call::RunHook(..)) { Verdict::Lose } else { Verdict::Pass };
    let runtime = FaultRuntime::with_rule(world.clone(), loses);
    let report = run(&runtime, &shop(1), &PlanOptions::new(Verb::Start)).await;
    assert_eq!(report.outcome(), Outcome::Broken);
    assert_eq!(lives(&world).iter().filter(|call| call.contains("migrate")).count(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_is_put_back_is_back_though_its_hook_fails() {
    let world = engine(ImageBehaviour::runs());
    let _ = asked(Verb::Start, &world, &shop(1)).await;
    let before = world.id_of("shop_db");
    let fails = |call: &Call| match call {
        Call::RunHook(..) => Verdict::Fail(RuntimeErrorKind::Rejected),
        _ => Verdict::Pass,
    };
    let runtime = FaultRuntime::with_rule(world.clone(), fails);
    let report = run(&runtime, &shop(2), &PlanOptions::new(Verb::Update)).await;
    let db = db(&report);
    assert_eq!((db.outcome, &db.undo_error), (LaneOutcome::PutBack, &None));
    assert_eq!(world.id_of("shop_db"), before);
}

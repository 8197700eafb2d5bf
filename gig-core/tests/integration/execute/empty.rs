//! What is not done where there is nothing to do.

use std::time::Duration;

use gig_core::clock::Clock;
use gig_core::execute::{Event, EventSink, Execution, Outcome, execute};
use gig_core::runtime::RunState;

use super::bench::{Bench, service};
use super::plans::{plan, up};

mockall::mock! {
    Sink {}

    impl EventSink for Sink {
        fn event<'a>(&self, event: &Event<'a>);
    }
}

mockall::mock! {
    Time {}

    #[async_trait::async_trait]
    impl Clock for Time {
        fn now(&self) -> Duration;
        async fn sleep(&self, duration: Duration);
    }
}

#[tokio::test]
async fn an_empty_plan_calls_nothing_but_the_last_look_and_tells_nobody() {
    let bench = Bench::of(&["web"]);
    bench.place(&service("web"), RunState::Running);
    let mut sink = MockSink::new();
    sink.expect_event().never();
    let mut clock = MockTime::new();
    clock.expect_now().return_const(Duration::ZERO);
    clock.expect_sleep().never();

    let plan = plan(vec![], vec![up(&service("web"))]);
    let report = execute(&plan, Execution::new(&bench.runtime, &bench.platform, &sink, &clock)).await;

    assert_eq!(report.outcome(), Outcome::Done, "{report:?}");
    let calls: Vec<String> = bench.runtime.calls().iter().map(ToString::to_string).collect();
    assert_eq!(calls, ["observe project shop"]);
}

//! Health checks.

use gig_core::platform::{HealthCheck, HealthTest};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};

use super::{duration, text};

pub(super) fn health_check() -> impl Strategy<Value = HealthCheck> {
    let test = prop_oneof![
        Just(HealthTest::Disabled),
        vec(text(), 1..3).prop_map(HealthTest::Shell),
        vec(text(), 0..4).prop_map(HealthTest::Command),
    ];
    let time = || option::of(duration());
    (option::of(test), time(), time(), option::of(any::<u32>()), time(), time()).prop_map(
        |(test, interval, timeout, retries, start_period, start_interval)| HealthCheck {
            test,
            interval,
            timeout,
            retries,
            start_period,
            start_interval,
        },
    )
}

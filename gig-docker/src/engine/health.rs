//! Health checks, in gig's words and in the engine's, in both directions.

use std::time::Duration;

use bollard::models::HealthConfig;
use gig_core::platform::{HealthCheck, HealthTest};

/// Says a health check in the engine's words; what is left out there stays as the image has it.
pub(super) fn to_engine(health: &HealthCheck) -> HealthConfig {
    let HealthCheck { test, interval, timeout, retries, start_period, start_interval } = health;
    HealthConfig {
        test: test.as_ref().map(test_to_engine),
        interval: interval.map(nanoseconds),
        timeout: timeout.map(nanoseconds),
        retries: retries.map(i64::from),
        start_period: start_period.map(nanoseconds),
        start_interval: start_interval.map(nanoseconds),
    }
}

fn test_to_engine(test: &HealthTest) -> Vec<String> {
    let (kind, words) = match test {
        HealthTest::Disabled => ("NONE", &[][..]),
        HealthTest::Shell(words) => ("CMD-SHELL", &words[..]),
        HealthTest::Command(words) => ("CMD", &words[..]),
    };
    std::iter::once(kind.to_owned()).chain(words.iter().cloned()).collect()
}

fn nanoseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX)
}

/// Says in gig's words what an instance has beyond its image.
pub(super) fn from_engine(own: Option<&HealthConfig>, image: Option<&HealthConfig>) -> Option<HealthCheck> {
    let (own, image) = (own?, image.cloned().unwrap_or_default());
    let health = HealthCheck {
        test: own.test.as_deref().filter(|test| Some(*test) != image.test.as_deref()).and_then(test_from_engine),
        interval: duration(own.interval, image.interval),
        timeout: duration(own.timeout, image.timeout),
        retries: number(own.retries, image.retries).and_then(|retries| u32::try_from(retries).ok()),
        start_period: duration(own.start_period, image.start_period),
        start_interval: duration(own.start_interval, image.start_interval),
    };
    (health != HealthCheck::default()).then_some(health)
}

fn test_from_engine(test: &[String]) -> Option<HealthTest> {
    match test {
        [none] if none == "NONE" => Some(HealthTest::Disabled),
        [kind, words @ ..] if kind == "CMD-SHELL" => Some(HealthTest::Shell(words.to_vec())),
        [kind, words @ ..] if kind == "CMD" => Some(HealthTest::Command(words.to_vec())),
        _ => None,
    }
}

/// The engine writes 0 where nothing was said.
fn number(own: Option<i64>, image: Option<i64>) -> Option<i64> {
    own.filter(|&number| number != 0 && own != image)
}

fn duration(own: Option<i64>, image: Option<i64>) -> Option<Duration> {
    number(own, image).and_then(|number| u64::try_from(number).ok()).map(Duration::from_nanos)
}

#[cfg(test)]
mod tests {
    use gig_core::platform::HealthTest;

    use super::{test_from_engine, test_to_engine};

    #[test]
    fn every_word_of_a_test_reaches_the_engine_and_comes_back() {
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<String>>();
        for (test, expected) in [
            (HealthTest::Disabled, words(&["NONE"])),
            (HealthTest::Shell(words(&["check", "it"])), words(&["CMD-SHELL", "check", "it"])),
            (HealthTest::Command(words(&["check", "it"])), words(&["CMD", "check", "it"])),
        ] {
            assert_eq!(test_to_engine(&test), expected);
            assert_eq!(test_from_engine(&expected), Some(test));
        }
    }
}

//! When the engine starts an instance again.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// When the engine starts an instance again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum RestartPolicy {
    /// Never.
    No,
    /// Whenever it ends, and when the engine starts.
    Always,
    /// As `Always`, unless it was stopped on purpose.
    UnlessStopped,
    /// When it ends with another exit code than 0, at most so many times; 0 is without limit.
    OnFailure(u32),
}

/// A text that is not a restart policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a restart policy: it is `no`, `always`, `unless-stopped`, `on-failure` or `on-failure:N`")]
pub struct InvalidRestartPolicy(pub String);

impl fmt::Display for RestartPolicy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::No => formatter.write_str("no"),
            Self::Always => formatter.write_str("always"),
            Self::UnlessStopped => formatter.write_str("unless-stopped"),
            Self::OnFailure(0) => formatter.write_str("on-failure"),
            Self::OnFailure(retries) => write!(formatter, "on-failure:{retries}"),
        }
    }
}

impl FromStr for RestartPolicy {
    type Err = InvalidRestartPolicy;

    fn from_str(text: &str) -> Result<Self, InvalidRestartPolicy> {
        match text {
            "no" => Ok(Self::No),
            "always" => Ok(Self::Always),
            "unless-stopped" => Ok(Self::UnlessStopped),
            "on-failure" => Ok(Self::OnFailure(0)),
            _ => text
                .strip_prefix("on-failure:")
                .filter(|retries| retries.bytes().all(|byte| byte.is_ascii_digit()))
                .and_then(|retries| retries.parse().ok())
                .map(Self::OnFailure)
                .ok_or_else(|| InvalidRestartPolicy(text.to_owned())),
        }
    }
}

impl TryFrom<String> for RestartPolicy {
    type Error = InvalidRestartPolicy;

    fn try_from(text: String) -> Result<Self, InvalidRestartPolicy> {
        text.parse()
    }
}

impl From<RestartPolicy> for String {
    fn from(policy: RestartPolicy) -> Self {
        policy.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::RestartPolicy;

    #[test]
    fn a_policy_is_read_back_as_it_was_written() {
        use RestartPolicy::{Always, No, OnFailure, UnlessStopped};
        for policy in [No, Always, UnlessStopped, OnFailure(0), OnFailure(3)] {
            assert_eq!(policy.to_string().parse(), Ok(policy));
        }
    }

    #[test]
    fn what_is_no_policy_is_refused() {
        for text in ["", "false", "Always", "on-failure:", "on-failure:-1", "on-failure:+1", "on-failure:x"] {
            assert!(text.parse::<RestartPolicy>().is_err(), "{text}");
        }
    }
}

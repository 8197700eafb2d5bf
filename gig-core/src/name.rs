//! Names: of projects, services, networks, volumes, environments and instances, each a type of its own.
//!
//! A name that exists is a valid one. The name of an instance carries its [`Slot`], which is what
//! gig remembers about it between two runs; `docs/recovery.md` explains the slots.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A text that is not a name of the kind that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a {kind}: {rule}")]
pub struct InvalidName {
    /// What the name should have been, for example `service name`.
    pub kind: &'static str,
    /// The text that was given.
    pub found: String,
    /// The rule that it breaks.
    pub rule: &'static str,
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $rule:literal, $valid:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Gives the name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidName;

            fn from_str(text: &str) -> Result<Self, InvalidName> {
                let valid: fn(&str) -> bool = $valid;
                if valid(text) {
                    return Ok(Self(text.to_owned()));
                }
                Err(InvalidName { kind: $kind, found: text.to_owned(), rule: $rule })
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidName;

            fn try_from(text: String) -> Result<Self, InvalidName> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> Self {
                name.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }
    };
}

name!(
    /// The name of a project: a platform on an engine.
    ProjectName,
    "project name",
    "it starts with a lower-case letter or digit, followed by lower-case letters, digits, `_` and `-`",
    |text| starts_and_continues(text, is_lower_or_digit, |c| is_lower_or_digit(c) || "_-".contains(c))
);

name!(
    /// The name of a service in a file.
    ServiceName,
    "service name",
    "it holds letters, digits, `.`, `_` and `-`, starts with a letter or digit, and does not end in `.next`, `.old`, `.previous`, `.failed` or `.lock`",
    |text| {
        let alphanumeric = |c: char| c.is_ascii_alphanumeric();
        starts_and_continues(text, alphanumeric, |c| c.is_ascii_alphanumeric() || "._-".contains(c))
            && !ends_in_reserved_suffix(text)
    }
);

name!(
    /// The key of a network, as written under `networks:`.
    NetworkKey,
    "network name",
    "it holds letters, digits, `.`, `_` and `-`, and starts with a letter or digit",
    is_plain_name
);

name!(
    /// The key of a volume, as written under `volumes:`.
    VolumeKey,
    "volume name",
    "it holds letters, digits, `.`, `_` and `-`, and starts with a letter or digit",
    is_plain_name
);

name!(
    /// The key of a config or a secret, as written under `configs:` or `secrets:`.
    ContentKey,
    "name of a config or secret",
    "it holds letters, digits, `.`, `_` and `-`",
    |text| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
);

name!(
    /// The name of an environment: `test`, `reference`, `production`.
    EnvironmentName,
    "environment name",
    "it holds letters, digits, `.`, `_` and `-`, and starts with a letter or digit",
    is_plain_name
);

name!(
    /// The name an instance has while it is in service: the name without a slot's suffix.
    BaseName,
    "container name",
    "it has at least two of letters, digits, `.`, `_` and `-`, starts with a letter or digit, and does not end in `.next`, `.old`, `.previous`, `.failed` or `.lock`",
    |text| text.len() >= 2 && is_plain_name(text) && !ends_in_reserved_suffix(text)
);

impl BaseName {
    /// Returns the name of the instance with that ordinal: from the second on it ends in `.N`.
    #[must_use]
    pub fn of_ordinal(&self, ordinal: u32) -> Self {
        if ordinal == 1 { self.clone() } else { Self(format!("{self}.{ordinal}")) }
    }
}

/// One of the instances that a service is to have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Replica {
    /// The service.
    pub service: ServiceName,
    /// Which of them, counted from 1.
    #[serde(default = "first_ordinal", skip_serializing_if = "is_first")]
    pub ordinal: u32,
}

fn first_ordinal() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_first(ordinal: &u32) -> bool {
    *ordinal == first_ordinal()
}

impl Replica {
    /// Names the first instance of a service, which is the only one where it is not scaled.
    #[must_use]
    pub fn first(service: ServiceName) -> Self {
        Self { service, ordinal: first_ordinal() }
    }
}

impl fmt::Display for Replica {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ordinal {
            1 => write!(formatter, "{}", self.service),
            ordinal => write!(formatter, "{}.{ordinal}", self.service),
        }
    }
}

fn is_lower_or_digit(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit()
}

fn is_plain_name(text: &str) -> bool {
    starts_and_continues(text, |c| c.is_ascii_alphanumeric(), |c| c.is_ascii_alphanumeric() || "._-".contains(c))
}

fn starts_and_continues(text: &str, first: impl Fn(char) -> bool, rest: impl Fn(char) -> bool) -> bool {
    text.chars().next().is_some_and(first) && text.chars().all(rest)
}

/// `.lock` is the name of the lease of a project, so no service may end in it either.
fn ends_in_reserved_suffix(text: &str) -> bool {
    text.ends_with(".lock") || Slot::ALL.iter().any(|slot| !slot.suffix().is_empty() && text.ends_with(slot.suffix()))
}

/// The standing of an instance among those of its service, kept in the end of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// In service, or on trial while an [`Old`](Self::Old) one waits beside it.
    Base,
    /// Being prepared; it never started.
    Next,
    /// Displaced while its successor is on trial.
    Old,
    /// Kept to go back to.
    Previous,
    /// Kept to look at.
    Failed,
}

impl Slot {
    /// All slots, in the order of their declaration.
    pub const ALL: [Self; 5] = [Self::Base, Self::Next, Self::Old, Self::Previous, Self::Failed];

    /// Gives the end of the names in this slot: empty for [`Base`](Self::Base).
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Base => "",
            Self::Next => ".next",
            Self::Old => ".old",
            Self::Previous => ".previous",
            Self::Failed => ".failed",
        }
    }
}

/// The full name of an instance: its base name and its slot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct InstanceName {
    /// The name it has, or will have, in service.
    pub base: BaseName,
    /// Its standing.
    pub slot: Slot,
}

impl InstanceName {
    /// Joins `base` and `slot`.
    #[must_use]
    pub fn new(base: BaseName, slot: Slot) -> Self {
        Self { base, slot }
    }
}

impl fmt::Display for InstanceName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.base, self.slot.suffix())
    }
}

impl FromStr for InstanceName {
    type Err = InvalidName;

    fn from_str(text: &str) -> Result<Self, InvalidName> {
        let kept = [Slot::Next, Slot::Old, Slot::Previous, Slot::Failed];
        for slot in kept {
            if let Some(base) = text.strip_suffix(slot.suffix()) {
                return Ok(Self::new(base.parse()?, slot));
            }
        }
        Ok(Self::new(text.parse()?, Slot::Base))
    }
}

impl TryFrom<String> for InstanceName {
    type Error = InvalidName;

    fn try_from(text: String) -> Result<Self, InvalidName> {
        text.parse()
    }
}

impl From<InstanceName> for String {
    fn from(name: InstanceName) -> Self {
        name.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{InstanceName, ProjectName, ServiceName, Slot};

    #[test]
    fn a_service_name_may_not_end_in_the_suffix_of_a_slot() {
        for name in ["web.next", "web.old", "web.previous", "web.failed", "web.lock", "", "-web", "we b"] {
            assert!(name.parse::<ServiceName>().is_err(), "{name}");
        }
        assert!("piwik_mysql-2.1".parse::<ServiceName>().is_ok());
    }

    #[test]
    fn a_project_name_holds_no_dot() {
        assert!("shop.lock".parse::<ProjectName>().is_err());
        assert!("shop_2".parse::<ProjectName>().is_ok());
    }

    #[test]
    fn an_instance_name_is_read_back_as_it_was_written() {
        for slot in Slot::ALL {
            let name = InstanceName::new("shop_web".parse().unwrap(), slot);
            assert_eq!(name.to_string().parse::<InstanceName>().unwrap(), name);
        }
    }
}

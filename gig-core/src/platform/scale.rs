//! How many instances a service has, and how they are replaced.

use std::fmt;
use std::num::NonZeroU32;
use std::time::Duration;

/// How many instances a service has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scale(u32);

/// A number that is not one of instances.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a number of instances: it is a whole number from 0 to {max}", max = Scale::MOST)]
pub struct InvalidScale(pub String);

impl Scale {
    /// One instance, which is what a service has where nobody says otherwise.
    pub const ONE: Self = Self(1);

    /// No instance.
    pub const NONE: Self = Self(0);

    /// No network of an engine holds more: a bridge of Linux has 1,023 ports.
    pub const MOST: u32 = 1000;

    /// Takes a number of instances.
    ///
    /// # Errors
    /// [`InvalidScale`] where it is more than [`Scale::MOST`].
    pub fn new(count: u32) -> Result<Self, InvalidScale> {
        if count > Self::MOST { Err(InvalidScale(count.to_string())) } else { Ok(Self(count)) }
    }

    /// Gives the number.
    #[must_use]
    pub fn get(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl std::str::FromStr for Scale {
    type Err = InvalidScale;

    fn from_str(text: &str) -> Result<Self, InvalidScale> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let count = text.parse().ok().filter(|_| digits).ok_or_else(|| InvalidScale(text.to_owned()))?;
        Self::new(count).map_err(|_| InvalidScale(text.to_owned()))
    }
}

/// How the instances of a service are replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Updating {
    /// How many give way at once; `None` is all of them.
    pub parallelism: Option<NonZeroU32>,
    /// How long a new one without a health check must run without a break to be accepted; `None` is gig's own choice.
    pub monitor: Option<Duration>,
}

impl Default for Updating {
    /// One after the other.
    fn default() -> Self {
        Self { parallelism: Some(NonZeroU32::MIN), monitor: None }
    }
}

#[cfg(test)]
mod tests {
    use super::Scale;

    #[test]
    fn a_number_of_instances_is_read_as_it_is_written() {
        for (text, count) in [("0", 0), ("1", 1), ("1000", 1000)] {
            assert_eq!(text.parse::<Scale>().map(Scale::get), Ok(count), "{text}");
        }
        for text in ["", "-1", "+1", "1.5", "1001", "4294967296", "two"] {
            assert!(text.parse::<Scale>().is_err(), "{text}");
        }
    }
}

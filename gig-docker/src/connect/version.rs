//! Versions of the engine's API: which gig speaks, and which both speak.

use std::fmt;
use std::str::FromStr;

/// The version of the engine's API, as in `1.41`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ApiVersion {
    major: u32,
    minor: u32,
}

impl ApiVersion {
    /// Engine 20.10, the oldest that gig is tested with.
    pub const OLDEST: Self = Self { major: 1, minor: 41 };
    /// Engine 28, the newest that gig is tested with. Newer ones still speak it.
    pub const NEWEST: Self = Self { major: 1, minor: 51 };
    /// Engine 25, which takes several networks at creation and knows `start_interval`.
    pub(crate) const SEVERAL_NETWORKS: Self = Self { major: 1, minor: 44 };
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.major, self.minor)
    }
}

impl FromStr for ApiVersion {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (major, minor) = text.split_once('.').ok_or(())?;
        Ok(Self { major: major.parse().map_err(drop)?, minor: minor.parse().map_err(drop)? })
    }
}

/// Gives the newest version that gig speaks too, of those from `oldest` to `newest`.
pub(super) fn common(newest: Option<&str>, oldest: Option<&str>) -> Result<ApiVersion, String> {
    let Some(newest) = newest.and_then(|text| text.parse::<ApiVersion>().ok()) else {
        return Err(format!("it names no API version, expected {} or later", ApiVersion::OLDEST));
    };
    let oldest = oldest.and_then(|text| text.parse().ok()).unwrap_or(ApiVersion::OLDEST);
    let common = newest.min(ApiVersion::NEWEST);
    if common < ApiVersion::OLDEST {
        return Err(format!("it speaks API version {newest}, expected {} or later", ApiVersion::OLDEST));
    }
    if common < oldest {
        return Err(format!("it speaks API version {oldest} and later, gig speaks up to {}", ApiVersion::NEWEST));
    }
    Ok(common)
}

//! What gig must never do, found in what it did.

use std::fmt;

use gig_core::runtime::InstanceId;

/// Something that gig must never do, and did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Violation {
    /// Two instances of one service ran on the same data at the same time.
    SharedWrite {
        /// The volume, or the path on the host.
        data: String,
        /// The instances, by name.
        instances: [String; 2],
    },
    /// Something was changed that gig did not make, or that it had not looked at before.
    ForeignTouched {
        /// The call, with the name in the place of the id.
        call: String,
    },
    /// An instance was to be removed while it lived.
    RunningRemoved {
        /// Its id.
        id: InstanceId,
        /// Its name.
        name: String,
    },
    /// A volume was removed that an instance had written to.
    DataRemoved {
        /// The volume.
        volume: String,
    },
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SharedWrite { data, instances: [first, second] } => {
                write!(formatter, "`{first}` and `{second}` ran on `{data}` at the same time")
            }
            Self::ForeignTouched { call } => write!(formatter, "touched what is not gig's: {call}"),
            Self::RunningRemoved { name, .. } => write!(formatter, "tried to remove `{name}` while it lived"),
            Self::DataRemoved { volume } => write!(formatter, "removed volume `{volume}` with data in it"),
        }
    }
}

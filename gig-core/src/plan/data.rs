//! The parts of a plan.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Reason, Verb};
use crate::name::{InstanceName, ProjectName, Replica, ServiceName};
use crate::platform::{ConfigHash, HookPoint, InheritedVolume, RestartPolicy};
use crate::runtime::{ImageId, InstanceId, NetworkId, WantedImage};

/// What is done: lanes that run side by side, and what must be seen afterwards.
///
/// It holds names, ids and hashes, never a value of an environment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The version of this form.
    pub format: u32,
    /// The project.
    pub project: ProjectName,
    /// What was asked for.
    pub verb: Verb,
    /// The lanes. A lane only waits for lanes; who waits for whom has no cycle.
    pub lanes: Vec<Lane>,
    /// What must be seen after the last step, whether or not there was one.
    pub expectations: Vec<Expectation>,
}

impl Plan {
    /// The version of the form that is written today.
    pub const FORMAT: u32 = 1;

    /// Returns whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lanes.is_empty()
    }

    /// Returns the lane of that name.
    #[must_use]
    pub fn lane(&self, name: &LaneName) -> Option<&Lane> {
        self.lanes.iter().find(|lane| lane.name == *name)
    }
}

/// The steps for one instance of a service, one image, network or volume, done in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lane {
    /// What it is about; no two lanes are about the same.
    pub name: LaneName,
    /// What becomes of it, in one word.
    pub change: Change,
    /// Why it is there.
    pub reason: Reason,
    /// The steps.
    pub steps: Vec<Step>,
}

/// What becomes of what a lane is about, in one word. It is for people: what is done stands in the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is fetched.
    Fetch,
    /// It is made.
    Create,
    /// It is started.
    Start,
    /// It is stopped.
    Stop,
    /// It is stopped and started again.
    Restart,
    /// It gives way to a new one.
    Replace,
    /// What an earlier run began is brought to an end.
    Finish,
    /// It is removed.
    Remove,
    /// Nothing: it is waited for.
    Wait,
}

/// What a lane is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LaneName {
    /// An image, as the file names it.
    Image(String),
    /// A network, by its name on the engine.
    Network(String),
    /// A volume, by its name on the engine.
    Volume(String),
    /// The first instance of a service, which is the only one where it is not scaled.
    Service(ServiceName),
    /// A further instance of a service that is scaled.
    Replica(Replica),
}

impl LaneName {
    /// Returns the instance of a service that the lane is about, where it is about one.
    #[must_use]
    pub fn replica(&self) -> Option<Replica> {
        match self {
            Self::Service(service) => Some(Replica::first(service.clone())),
            Self::Replica(replica) => Some(replica.clone()),
            Self::Image(_) | Self::Network(_) | Self::Volume(_) => None,
        }
    }
}

impl From<Replica> for LaneName {
    fn from(replica: Replica) -> Self {
        if replica.ordinal == 1 { Self::Service(replica.service) } else { Self::Replica(replica) }
    }
}

impl fmt::Display for LaneName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Image(name) => write!(formatter, "image {name}"),
            Self::Network(name) => write!(formatter, "network {name}"),
            Self::Volume(name) => write!(formatter, "volume {name}"),
            Self::Service(name) => write!(formatter, "{name}"),
            Self::Replica(replica) => write!(formatter, "{replica}"),
        }
    }
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What is done.
    pub action: Action,
    /// What is done instead of the rest of the lane when this step fails or is not to be begun any more.
    ///
    /// Each list is whole: it puts back everything that the steps before have changed and that must not stay,
    /// whether this step has had an effect or not. A wait among them says that the lane it names is giving back what
    /// the next start needs, so that start is tried for a while.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub if_fails: Vec<Action>,
}

/// Something that is done; each names what it is done to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Waits until another lane has reached a milestone.
    Await {
        /// The lane.
        lane: LaneName,
        /// How far it must have come.
        until: Milestone,
    },
    /// Waits until another lane has reached a milestone, or is over without it.
    AwaitIfPossible {
        /// The lane.
        lane: LaneName,
        /// How far it is to come.
        until: Milestone,
    },
    /// Makes sure that the network of the lane is there.
    EnsureNetwork {
        /// Its name.
        name: String,
    },
    /// Removes a network.
    RemoveNetwork {
        /// Its id.
        id: NetworkId,
        /// Its name.
        name: String,
    },
    /// Makes sure that the volume of the lane is there.
    EnsureVolume {
        /// Its name.
        name: String,
    },
    /// Removes a volume and everything in it.
    RemoveVolume {
        /// Its name.
        name: String,
    },
    /// Makes sure that an image is present.
    PrepareImage(WantedImage),
    /// Creates an instance of the lane's service, which from now on is the lane's [`Target::New`].
    Create {
        /// The name it gets.
        name: InstanceName,
        /// The hash of the configuration it gets.
        hash: ConfigHash,
        /// The volumes it takes over.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        inherited: Vec<InheritedVolume>,
    },
    /// Starts an instance.
    Start {
        /// Which.
        target: Target,
    },
    /// Runs the hooks that the file lists for that point, one after the other, in an instance that runs.
    RunHooks {
        /// In which.
        target: Target,
        /// Which ones. Those before a stop, and those in what is put back, may fail: that is told, and no failure.
        point: HookPoint,
        /// How long each may take.
        within: Duration,
    },
    /// Stops an instance.
    Stop {
        /// Which.
        target: Target,
        /// How long it may take; `None` is its own grace period.
        grace: Option<Duration>,
    },
    /// Gives an instance another name.
    Rename {
        /// Which.
        target: Target,
        /// The name it gets.
        to: InstanceName,
    },
    /// Gives an instance another restart policy.
    SetRestart {
        /// Which.
        target: Target,
        /// The policy it gets.
        policy: RestartPolicy,
    },
    /// Removes a stopped instance; its volumes stay.
    Remove {
        /// Which.
        target: Target,
        /// The name it has.
        name: InstanceName,
    },
    /// Waits until an instance has reached a milestone, and fails when it cannot any more.
    Prove {
        /// Which.
        target: Target,
        /// How far it must come: [`Milestone::Started`], [`Milestone::Healthy`] or [`Milestone::Completed`].
        until: Milestone,
        /// How long it may take.
        within: Duration,
        /// How long an instance that has no health check must have run without a break to count as healthy.
        settle: Duration,
    },
}

impl Action {
    /// Returns the milestone that its lane has reached when this is done.
    #[must_use]
    pub fn reaches(&self) -> Option<Milestone> {
        match self {
            Self::Create { .. } => Some(Milestone::Created),
            Self::Start { .. } => Some(Milestone::Started),
            Self::Prove { until, .. } => Some(*until),
            Self::Stop { .. } => Some(Milestone::Stopped),
            Self::RunHooks { point: HookPoint::PostStart, .. } => Some(Milestone::SetUp),
            Self::Await { .. }
            | Self::AwaitIfPossible { .. }
            | Self::EnsureNetwork { .. }
            | Self::RemoveNetwork { .. }
            | Self::EnsureVolume { .. }
            | Self::RemoveVolume { .. }
            | Self::PrepareImage(_)
            | Self::RunHooks { point: HookPoint::PreStop, .. }
            | Self::Rename { .. }
            | Self::SetRestart { .. }
            | Self::Remove { .. } => None,
        }
    }
}

/// How far a lane has come. A lane that is done has reached every milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Milestone {
    /// Its new instance was created.
    Created,
    /// Its instance was stopped.
    Stopped,
    /// Its instance was started.
    Started,
    /// The hooks after its start were run.
    SetUp,
    /// Its instance is healthy.
    Healthy,
    /// Its instance ended with exit code 0.
    Completed,
    /// All its steps are done.
    Done,
}

/// The instance that something is done to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// The one that this lane has created.
    New,
    /// One that was observed.
    Existing(InstanceId),
}

/// What must be seen of an instance of a service after the last step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Expectation {
    /// Which.
    #[serde(flatten)]
    pub replica: Replica,
    /// What must be seen.
    pub wanted: Wanted,
}

/// What must be seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// The instance in service is up, and is of this configuration and image where they are named.
    Up {
        /// The configuration; `None` is any.
        hash: Option<ConfigHash>,
        /// The image; `None` is any.
        image: Option<ImageId>,
        /// Whether its health check must pass, where it has one.
        healthy: bool,
    },
    /// The instance in service has ended with exit code 0.
    Completed,
    /// No instance of it lives.
    Stopped,
    /// There is no instance of it.
    Absent,
}

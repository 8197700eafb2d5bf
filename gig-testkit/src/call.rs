//! A call of a runtime as data: what rules of faults decide on, and what the engine in memory writes down.

use std::fmt;

use gig_core::name::{InstanceName, ProjectName};
use gig_core::platform::{Pull, RestartPolicy};
use gig_core::runtime::{InstanceId, NetworkId, WantedImage};

/// A call of a [`ContainerRuntime`](gig_core::runtime::ContainerRuntime).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Call {
    /// `observe`.
    Observe(ProjectName),
    /// `inspect`.
    Inspect(InstanceId),
    /// `prepare_image`.
    PrepareImage(WantedImage),
    /// `ensure_network`, by the network's name.
    EnsureNetwork(String),
    /// `ensure_volume`, by the volume's name.
    EnsureVolume(String),
    /// `create`, by the name the instance gets.
    Create(InstanceName),
    /// `start`.
    Start(InstanceId),
    /// `stop`.
    Stop(InstanceId),
    /// `run_hook`, with the hook's command.
    RunHook(InstanceId, Vec<String>),
    /// `rename`.
    Rename(InstanceId, InstanceName),
    /// `set_restart`.
    SetRestart(InstanceId, RestartPolicy),
    /// `connect`, by the network's name.
    Connect(InstanceId, String),
    /// `disconnect`, by the network's name.
    Disconnect(InstanceId, String),
    /// `remove`.
    Remove(InstanceId),
    /// `remove_network`.
    RemoveNetwork(NetworkId),
    /// `remove_volume`, by the volume's name.
    RemoveVolume(String),
    /// `log_tail`.
    LogTail(InstanceId),
}

impl Call {
    /// Returns the operation in the words of errors: `rename instance`.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        match self {
            Self::Observe(_) => "observe project",
            Self::Inspect(_) => "inspect instance",
            Self::PrepareImage(_) => "prepare image",
            Self::EnsureNetwork(_) => "create network",
            Self::EnsureVolume(_) => "create volume",
            Self::Create(_) => "create instance",
            Self::Start(_) => "start instance",
            Self::Stop(_) => "stop instance",
            Self::RunHook(..) => "run a hook in instance",
            Self::Rename(..) => "rename instance",
            Self::SetRestart(..) => "set restart policy of instance",
            Self::Connect(..) => "connect instance",
            Self::Disconnect(..) => "disconnect instance",
            Self::Remove(_) => "remove instance",
            Self::RemoveNetwork(_) => "remove network",
            Self::RemoveVolume(_) => "remove volume",
            Self::LogTail(_) => "read log of instance",
        }
    }

    /// Returns what it is done to, as an error names it.
    #[must_use]
    pub fn resource(&self) -> String {
        match self {
            Self::Observe(project) => project.to_string(),
            Self::PrepareImage(wanted) => wanted.image.to_string(),
            Self::EnsureNetwork(name) | Self::EnsureVolume(name) | Self::RemoveVolume(name) => name.clone(),
            Self::Create(name) => name.to_string(),
            Self::RemoveNetwork(id) => id.short().to_owned(),
            Self::Inspect(id) | Self::Start(id) | Self::Stop(id) | Self::Remove(id) | Self::LogTail(id) => short(id),
            Self::RunHook(id, _) => short(id),
            Self::Rename(id, _) | Self::SetRestart(id, _) => short(id),
            Self::Connect(id, _) | Self::Disconnect(id, _) => short(id),
        }
    }

    /// Returns the instance that it is done to, where there is one already.
    #[must_use]
    pub fn instance(&self) -> Option<&InstanceId> {
        match self {
            Self::Inspect(id) | Self::Start(id) | Self::Stop(id) | Self::Remove(id) | Self::LogTail(id) => Some(id),
            Self::RunHook(id, _) => Some(id),
            Self::Rename(id, _) | Self::SetRestart(id, _) => Some(id),
            Self::Connect(id, _) | Self::Disconnect(id, _) => Some(id),
            Self::Observe(_) | Self::PrepareImage(_) | Self::EnsureNetwork(_) | Self::EnsureVolume(_) => None,
            Self::Create(_) | Self::RemoveNetwork(_) | Self::RemoveVolume(_) => None,
        }
    }

    /// Returns whether the call may change anything.
    #[must_use]
    pub fn is_mutating(&self) -> bool {
        let looks = matches!(self, Self::Observe(_) | Self::Inspect(_) | Self::LogTail(_));
        !looks && !matches!(self, Self::PrepareImage(wanted) if wanted.pull == Pull::Never)
    }

    /// Returns what it asks for besides the resource, for people.
    fn detail(&self) -> Option<String> {
        match self {
            Self::RunHook(_, command) => Some(format!("`{}`", command.join(" "))),
            Self::Rename(_, name) => Some(format!("to {name}")),
            Self::SetRestart(_, policy) => Some(format!("to {policy}")),
            Self::Connect(_, network) => Some(format!("to {network}")),
            Self::Disconnect(_, network) => Some(format!("from {network}")),
            _ => None,
        }
    }

    /// Writes the call with `resource` in the place of an id.
    pub(crate) fn describe(&self, resource: &str) -> String {
        let detail = self.detail().map(|detail| format!(" {detail}")).unwrap_or_default();
        format!("{} {resource}{detail}", self.operation())
    }
}

impl fmt::Display for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.describe(&self.resource()))
    }
}

fn short(id: &InstanceId) -> String {
    id.short().to_owned()
}

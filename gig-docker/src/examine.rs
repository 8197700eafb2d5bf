//! A close look at an engine, for people who wonder whether all is well with it. What to do about it is not here.

use bollard::models::SystemInfo;
use gig_core::runtime::{Capabilities, ContainerRuntime};

use crate::EngineRuntime;
use crate::connect::{ConnectError, Introduction};
use crate::error::message;
use crate::locate::Location;

/// What was seen of an engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examination {
    /// Which engine it is, for people.
    pub description: String,
    /// What gig can do there.
    pub capabilities: Capabilities,
    /// What only a real engine has.
    pub details: Option<Details>,
}

/// What a real engine says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// Where it is, and who says so.
    pub location: Location,
    /// Who it is.
    pub introduction: Introduction,
    /// The storage driver, as in `overlay2`.
    pub storage: String,
    /// The version of the kernel's control groups: `1` or `2`.
    pub cgroup_version: String,
    /// Who manages them: `systemd`, `cgroupfs` or `none`.
    pub cgroup_driver: String,
    /// Whether the engine runs without the rights of root.
    pub is_rootless: bool,
    /// What the engine itself warns of, in its words.
    pub warnings: Vec<String>,
    /// The programs that keep registry credentials.
    pub credential_helpers: Vec<String>,
}

impl Examination {
    /// Sees what every runtime says of itself.
    #[must_use]
    pub fn of(runtime: &dyn ContainerRuntime) -> Self {
        Self { description: runtime.description(), capabilities: runtime.capabilities(), details: None }
    }
}

impl EngineRuntime {
    /// Looks closely at the engine.
    ///
    /// # Errors
    /// [`ConnectError`] where it does not tell.
    pub async fn examine(&self) -> Result<Examination, ConnectError> {
        let foreign = |message| {
            let endpoint = self.location.endpoint.clone();
            self.location.explain(ConnectError::Foreign { endpoint, message })
        };
        let info = tokio::time::timeout(self.limits.answer, self.docker.info()).await;
        let info = info.map_err(|_| foreign(format!("no answer within {} s", self.limits.answer.as_secs())))?;
        let details = self.details(info.map_err(|error| foreign(message(&error)))?);
        Ok(Examination { details: Some(details), ..Examination::of(self) })
    }

    fn details(&self, info: SystemInfo) -> Details {
        let options = info.security_options.unwrap_or_default();
        let warnings = info.warnings.unwrap_or_default().into_iter();
        Details {
            location: self.location.clone(),
            introduction: self.introduction.clone(),
            storage: info.driver.unwrap_or_default(),
            // Engines before 20.10 know but one, and do not say so.
            cgroup_version: info.cgroup_version.map_or_else(|| "1".to_owned(), |version| version.to_string()),
            cgroup_driver: info.cgroup_driver.map(|driver| driver.to_string()).unwrap_or_default(),
            is_rootless: options.iter().any(|option| option.split(',').any(|part| part == "name=rootless")),
            warnings: warnings.map(|warning| warning.trim_start_matches("WARNING: ").to_owned()).collect(),
            credential_helpers: self.credentials.helpers().collect(),
        }
    }
}

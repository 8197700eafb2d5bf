//! A plan in words, step by step: what `plan --verbose` shows and what the cases in `tests/cases` expect.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use super::{Action, Change, Held, HeldBack, Milestone, Note, Plan, Planned, Target, Verb, Wanted};

impl Display for Planned {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.plan)?;
        for Held { replica, why } in &self.report.held {
            writeln!(formatter, "{replica}: held back: {why}")?;
        }
        for note in &self.report.notes {
            writeln!(formatter, "note: {note}")?;
        }
        Ok(())
    }
}

impl Display for Plan {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self { format: _, project, verb, lanes, expectations } = self;
        writeln!(formatter, "{verb} {project}")?;
        for lane in lanes {
            writeln!(formatter, "{}: {} ({})", lane.name, lane.change, lane.reason)?;
            for step in &lane.steps {
                writeln!(formatter, "  {}", step.action)?;
                for action in &step.if_fails {
                    writeln!(formatter, "    else {action}")?;
                }
            }
        }
        for expectation in expectations {
            writeln!(formatter, "{}: expect {}", expectation.replica, expectation.wanted)?;
        }
        Ok(())
    }
}

impl Display for Action {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Await { lane, until } => write!(formatter, "wait for {lane} {until}"),
            Self::AwaitIfPossible { lane, until } => write!(formatter, "wait for {lane} {until}, or without it"),
            Self::EnsureNetwork { name } => write!(formatter, "make network {name}"),
            Self::RemoveNetwork { name, id: _ } => write!(formatter, "remove network {name}"),
            Self::EnsureVolume { name } => write!(formatter, "make volume {name}"),
            Self::RemoveVolume { name } => write!(formatter, "remove volume {name} with its data"),
            Self::PrepareImage(wanted) => write!(formatter, "fetch {}", wanted.image),
            Self::Create { name, hash: _, inherited } => {
                write!(formatter, "create {name}")?;
                inherited.iter().try_for_each(|volume| write!(formatter, ", taking over {}", volume.target))
            }
            Self::Start { target } => write!(formatter, "start {target}"),
            Self::RunHooks { target, point, within } => {
                write!(formatter, "run {} in {target}, each at most {}", point.as_str(), seconds(*within))
            }
            Self::Stop { target, grace: None } => write!(formatter, "stop {target}"),
            Self::Stop { target, grace: Some(grace) } => write!(formatter, "stop {target} within {}", seconds(*grace)),
            Self::Rename { target, to } => write!(formatter, "rename {target} to {to}"),
            Self::SetRestart { target, policy } => write!(formatter, "let {target} restart: {policy}"),
            Self::Remove { target, name } => write!(formatter, "remove {target} ({name})"),
            Self::Prove { target, until, within, settle: _ } => {
                write!(formatter, "wait until {target} is {until}, at most {}", seconds(*within))
            }
        }
    }
}

impl Display for Target {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::New => formatter.write_str("the new one"),
            Self::Existing(id) => formatter.write_str(id.short()),
        }
    }
}

impl Display for Milestone {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Created => "created",
            Self::Stopped => "stopped",
            Self::Started => "started",
            Self::SetUp => "set up",
            Self::Healthy => "healthy",
            Self::Completed => "completed",
            Self::Done => "done",
        })
    }
}

impl Display for Change {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Fetch => "fetch",
            Self::Create => "create",
            Self::Start => "start",
            Self::Stop => "stop",
            Self::Restart => "restart",
            Self::Replace => "replace",
            Self::Finish => "finish",
            Self::Remove => "remove",
            Self::Wait => "wait",
        })
    }
}

impl Display for Verb {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl Display for Wanted {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Up { hash, image, healthy } => {
                let with = match (hash, image) {
                    (Some(_), Some(_)) => " with the file's configuration and image",
                    (Some(_), None) => " with the file's configuration",
                    (None, Some(_)) => " with the file's image",
                    (None, None) => "",
                };
                write!(formatter, "{}{with}", if *healthy { "up and healthy" } else { "up" })
            }
            Self::Completed => formatter.write_str("completed"),
            Self::Stopped => formatter.write_str("stopped"),
            Self::Absent => formatter.write_str("absent"),
        }
    }
}

impl Display for HeldBack {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::ConfigurationDiffers(fields) if fields.is_empty() => formatter.write_str("its configuration differs"),
            Self::ConfigurationDiffers(fields) => write!(formatter, "{} differs", fields.join(", ")),
            Self::ImageDiffers => formatter.write_str("there is a newer image"),
            Self::FailedBefore(kept) => write!(formatter, "this release failed before and is kept as {kept}"),
            Self::Orphan(name) => write!(formatter, "{name} is not in the file any more"),
        }
    }
}

impl Display for Note {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::FolderIsMade { service, path } => {
                write!(formatter, "{service}: the folder {} is missing and will be made", path.display())
            }
            Self::VolumesStay { service, volumes } => {
                write!(formatter, "{service}: volumes without a name stay: {}", volumes.join(", "))
            }
            Self::DataIsRemoved { volume } => write!(formatter, "volume {volume} is removed with its data"),
        }
    }
}

fn seconds(duration: Duration) -> String {
    format!("{} s", duration.as_secs())
}
